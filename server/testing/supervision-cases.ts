import { newId } from "@/db/id";
import { createTeam } from "@/server/organizations/create-team";
import { setPolicy } from "@/server/sla/set-policy";
import type { ProcedureCase } from "./procedure-cases";

const policyOf = (teamId: string) => ({
  teamId,
  priority: null,
  firstMinutes: 15,
  nextMinutes: 30,
  resolutionMinutes: null,
});

/** What is promised, and how the work stands. */
export const supervisionCases = {
  "reports.read": { input: async () => ({ from: "2026-11-01", to: "2026-11-30", by: "member" }) },
  "supervision.board": {},
  "sla.policies": {},
  "sla.setPolicy": { input: async (w) => policyOf(w.org.teamId), foreign: "NOT_FOUND" },
  "sla.removePolicy": {
    input: async ({ org }) => {
      const { teamId } = await createTeam(org.owner.scope, { name: `Team ${newId()}` });
      return setPolicy(org.owner.scope, policyOf(teamId));
    },
    foreign: "NOT_FOUND",
  },
} satisfies Record<string, ProcedureCase>;
