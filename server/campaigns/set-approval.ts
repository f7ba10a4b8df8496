import type { z } from "zod";
import { inOrg } from "@/db/org";
import { record } from "@/server/audit/record";
import type { MemberScope } from "@/server/scope";
import type { approvalChange } from "./schema";

/** Says from how much on a campaign is launched by two; null: by one, whatever it costs. */
export async function setApproval(
  scope: MemberScope,
  { micros }: z.infer<typeof approvalChange>,
): Promise<void> {
  await inOrg(scope, async (s) => {
    await s.sql`update organizations set campaign_approval_micros = ${micros}::bigint where id = ${s.orgId}`;
    await record(s, {
      action: "campaigns.approval-set",
      subject: ["organization", s.orgId],
      details: { micros },
    });
  });
}
