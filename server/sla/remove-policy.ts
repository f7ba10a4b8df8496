import type { z } from "zod";
import { afterCommit, inOrg } from "@/db/org";
import { record } from "@/server/audit/record";
import { DomainError } from "@/server/errors";
import type { MemberScope } from "@/server/scope";
import { keepDue } from "./keep-due";
import type { policyId } from "./schema";

/** Takes a promise back; a wider one holds then, if there is one. Throws NOT_FOUND when it is not here. */
export async function removePolicy(scope: MemberScope, input: z.infer<typeof policyId>): Promise<void> {
  await inOrg(scope, async (s) => {
    const [gone] = await s.sql`
      delete from sla_policies where org_id = ${s.orgId} and id = ${input.policyId} returning id`;
    if (!gone) throw new DomainError("NOT_FOUND");
    await record(s, { action: "sla.removed", subject: ["sla", input.policyId] });
    afterCommit(s, () => keepDue(scope));
  });
}
