import type { z } from "zod";
import { afterCommit, inOrg } from "@/db/org";
import { record } from "@/server/audit/record";
import { DomainError } from "@/server/errors";
import { publish } from "@/server/realtime/publish";
import type { MemberScope } from "@/server/scope";
import { lockFor } from "./lock-campaign";
import { sendSoon } from "./prepare-soon";
import type { campaignAct } from "./schema";

/** Somebody else says yes: then it goes on as if launched by one. Throws FORBIDDEN for whoever launched it. */
export async function approveCampaign(
  scope: MemberScope,
  { campaignId, version }: z.infer<typeof campaignAct>,
): Promise<void> {
  await inOrg(scope, async (s) => {
    const campaign = await lockFor(s, "approve", { campaignId, version });
    if (campaign.launchedBy === scope.actor.id) throw new DomainError("FORBIDDEN", { what: "own-campaign" });
    await s.sql`
      update campaigns set state = case when coalesce(starts_at > app_now(), false) then 'scheduled' else 'running' end,
        version = version + 1, approved_by = ${scope.actor.id}
      where org_id = ${s.orgId} and id = ${campaignId}`;
    await record(s, { action: "campaign.approved", subject: ["campaign", campaignId] });
    await publish(s, [{ kind: "campaign", id: campaignId }]);
    afterCommit(s, () => sendSoon(scope.orgId, campaign.draft.numberIds));
  });
}
