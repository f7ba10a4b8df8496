import { newId } from "@/db/id";
import { createAttribute } from "@/server/contacts/create-attribute";
import { createConversation } from "./factories";
import type { ProcedureCase } from "./procedure-cases";
import { type World, waitingConversation } from "./world";

const nothing: ProcedureCase = {};

const rulesTo = (w: World) => ({
  rules: [
    {
      id: "overdue",
      name: "Deudas",
      active: true,
      when: [{ kind: "attribute" as const, key: "overdue", is: "more" as const, value: 30 }],
      targets: [{ to: { kind: "team" as const, id: w.org.teamId }, after: 0 }],
      elseAfter: 15,
    },
  ],
  otherwise: [{ to: { kind: "anyone" as const }, after: 0 }],
  executiveMinutes: 15,
});

const attribute = ({ org }: World) =>
  createAttribute(org.owner.scope, { label: `Dato ${newId()}`, type: "text", choices: [] });
const contactOf = async ({ org, numberId }: World) =>
  (await createConversation(org, { channelAccountId: numberId })).contactId;

/** The rules by which conversations find their agents. */
export const routingCases = {
  "routing.rules": nothing,
  "routing.version": { input: async () => ({ version: 0 }) },
  "routing.past": { input: async () => ({ find: "" }) },
  "routing.replay": { input: async (w) => ({ set: rulesTo(w), days: 7 }), foreign: "blind" },
  // Each call is one save: the versions of those before it count.
  "routing.saveRules": {
    input: async (w) => ({ from: 0, set: rulesTo(w) }),
    foreign: "NOT_FOUND",
    may: ["CONFLICT"],
  },
  "routing.explain": {
    input: async (w) => ({ conversationId: (await waitingConversation(w)).conversationId }),
    foreign: "NOT_FOUND",
  },
  "contacts.attributes": nothing,
  "contacts.createAttribute": {
    input: async () => ({ label: `Dato ${newId()}`, type: "choice", choices: ["Oro", "Plata"] }),
  },
  "contacts.updateAttribute": { input: async (w) => ({ ...(await attribute(w)), label: `Otro ${newId()}` }) },
  "contacts.profile": { input: async (w) => ({ contactId: await contactOf(w) }), foreign: "NOT_FOUND" },
  "contacts.setAttribute": {
    input: async (w) => ({ ...(await attribute(w)), contactId: await contactOf(w), value: "Rojo" }),
    foreign: "NOT_FOUND",
  },
  "contacts.setExecutive": {
    input: async (w) => ({ contactId: await contactOf(w), memberId: w.members.agent.memberId }),
    foreign: "NOT_FOUND",
  },
} satisfies Record<string, ProcedureCase>;
