import type { ProcedureCase } from "./procedure-cases";
import type { World } from "./world";

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

/** The rules by which conversations find their agents. */
export const routingCases = {
  "routing.rules": nothing,
  "routing.version": { input: async () => ({ version: 0 }) },
  "routing.past": { input: async () => ({ find: "" }) },
  // Each call is one save: the versions of those before it count.
  "routing.saveRules": {
    input: async (w) => ({ from: 0, set: rulesTo(w) }),
    foreign: "NOT_FOUND",
    may: ["CONFLICT"],
  },
} satisfies Record<string, ProcedureCase>;
