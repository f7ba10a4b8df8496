import { newId } from "@/db/id";
import { createSkill } from "@/server/organizations/abilities/create-skill";
import { createPresenceReason } from "@/server/organizations/presence/create-presence-reason";
import { createMember } from "./factories";
import type { ProcedureCase } from "./procedure-cases";
import type { World } from "./world";

const named = (what: string) => ({ name: `${what} ${newId()}`.slice(0, 40) });
const presenceReason = async ({ org }: World) =>
  createPresenceReason(org.owner.scope, { ...named("Pausa"), presence: "away" });
const skill = async ({ org }: World) => createSkill(org.owner.scope, named("Idoneidad"));

/** Who is there, and what they can do. */
export const peopleCases = {
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
