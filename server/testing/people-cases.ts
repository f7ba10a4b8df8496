import { newId } from "@/db/id";
import { addIdentity } from "@/server/contacts/identities/add-identity";
import { createIdentifier } from "@/server/contacts/identities/create-identifier";
import { merge } from "@/server/contacts/merges/merge";
import { comparePair, identityCard, proposalList } from "@/server/contacts/merges/queries";
import { createSkill } from "@/server/organizations/abilities/create-skill";
import { createPresenceReason } from "@/server/organizations/presence/create-presence-reason";
import { createConversation, createMember } from "./factories";
import type { ProcedureCase } from "./procedure-cases";
import { segmentCases } from "./segment-cases";
import type { World } from "./world";

const named = (what: string) => ({ name: `${what} ${newId()}`.slice(0, 40) });
const presenceReason = async ({ org }: World) =>
  createPresenceReason(org.owner.scope, { ...named("Pausa"), presence: "away" });
const skill = async ({ org }: World) => createSkill(org.owner.scope, named("Idoneidad"));

/** Who a customer is. */
const contactOf = async ({ org, numberId }: World) =>
  (await createConversation(org, { channelAccountId: numberId })).contactId;
const pairOf = async (w: World) => ({ firstId: await contactOf(w), secondId: await contactOf(w) });
const identifier = async ({ org }: World) =>
  createIdentifier(org.owner.scope, { label: `Client ${newId()}`, onMatch: "propose" });
const proposal = async (w: World) => {
  const [{ key }, { firstId, secondId }] = [await identifier(w), await pairOf(w)];
  for (const contactId of [firstId, secondId])
    await addIdentity(w.org.owner.scope, { contactId, kind: "external", identifier: key, value: "1" });
  const [one] = (await proposalList(w.org.owner.scope, {})).proposals;
  return { proposalId: one?.id };
};
const seenPair = async (w: World) => {
  const pair = await pairOf(w);
  const { version } = await comparePair(w.org.owner.scope, pair);
  return { keptId: pair.firstId, mergedId: pair.secondId, choice: {}, seen: version };
};

/** Who is there, and what they can do; who the customers are. */
export const peopleCases = {
  ...segmentCases,
  "contacts.identity": { input: async (w) => ({ contactId: await contactOf(w) }), foreign: "NOT_FOUND" },
  "contacts.addIdentity": {
    input: async (w) => ({ contactId: await contactOf(w), kind: "email", value: `${newId()}@example.com` }),
    foreign: "NOT_FOUND",
  },
  "contacts.removeIdentity": {
    input: async (w) => {
      const contactId = await contactOf(w);
      await addIdentity(w.org.owner.scope, { contactId, kind: "email", value: `${newId()}@example.com` });
      const { identities } = await identityCard(w.org.owner.scope, { contactId });
      return { identityId: identities.find((one) => one.kind === "email")?.id };
    },
    foreign: "NOT_FOUND",
  },
  "contacts.identifiers": {},
  "contacts.createIdentifier": { input: async () => ({ label: `Client ${newId()}`, onMatch: "propose" }) },
  "contacts.updateIdentifier": {
    input: async (w) => ({ ...(await identifier(w)), onMatch: "merge" }),
    foreign: "NOT_FOUND",
  },
  "contacts.proposals": { input: async () => ({}) },
  "contacts.compare": { input: pairOf, foreign: "NOT_FOUND" },
  "contacts.merge": { input: seenPair, foreign: "NOT_FOUND" },
  "contacts.unmerge": {
    input: async (w) => merge(w.org.owner.scope, await seenPair(w)),
    foreign: "NOT_FOUND",
  },
  "contacts.dismissProposal": { input: proposal, foreign: "NOT_FOUND" },
  "organizations.setPresence": {
    input: async (w) => ({ presence: "away", ...(await presenceReason(w)) }),
    foreign: "NOT_FOUND",
  },
  "organizations.presence.beat": { input: async () => ({ idleSeconds: 3 }) },
  "organizations.presence.reasons": {},
  "organizations.presence.createReason": { input: async () => ({ ...named("Pausa"), presence: "away" }) },
  "organizations.presence.updateReason": {
    input: async (w) => ({ ...(await presenceReason(w)), archived: true }),
    foreign: "NOT_FOUND",
  },
  "organizations.presence.attendance": {},
  "organizations.presence.shifts": {},
  "organizations.presence.setShift": {
    input: async (w) => {
      const week = { "1": [{ from: "09:00", to: "18:00" }] };
      const { memberId } = await createMember(w.org, "agent");
      return { memberId, shift: { timeZone: "UTC", week, holidays: [] } };
    },
    foreign: "NOT_FOUND",
  },
  "routing.held": {},
  "organizations.presence.setAttendance": { input: async () => ({ idleMinutes: 10, awayMinutes: null }) },
  "organizations.abilities.list": {},
  "organizations.abilities.skills": {},
  "organizations.abilities.createSkill": { input: async () => named("Idoneidad") },
  "organizations.abilities.updateSkill": {
    input: async (w) => ({ ...(await skill(w)), archived: true }),
    foreign: "NOT_FOUND",
  },
  "organizations.abilities.set": {
    input: async (w) => ({
      memberId: (await createMember(w.org, "agent")).memberId,
      skillIds: [(await skill(w)).skillId],
      languages: ["es", "pt"],
    }),
    foreign: "NOT_FOUND",
  },
} satisfies Record<string, ProcedureCase>;
