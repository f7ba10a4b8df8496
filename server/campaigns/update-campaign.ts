import type { z } from "zod";
import { inOrg } from "@/db/org";
import { asRow } from "@/db/rows";
import { record } from "@/server/audit/record";
import { DomainError } from "@/server/errors";
import { publish } from "@/server/realtime/publish";
import type { MemberScope } from "@/server/scope";
import { demandDraft } from "./demand-draft";
import { lockCampaign } from "./lock-campaign";
import type { campaignChange } from "./schema";

/**
 * Keeps a draft as it stands on the screen. A repetition is harmless: it finds what it did. Throws NOT_FOUND, CONFLICT where somebody
 * changed or launched it meanwhile.
 */
export async function updateCampaign(
  scope: MemberScope,
  { campaignId, version, clientRevisionId, name, draft }: z.infer<typeof campaignChange>,
): Promise<{ version: number }> {
  return inOrg(scope, async (s) => {
    const campaign = await lockCampaign(s, campaignId);
    const repeated = campaign.version === version + 1 && campaign.revisionId === clientRevisionId;
    if (repeated && campaign.state === "draft") return { version: campaign.version };
    if (campaign.version !== version) throw new DomainError("CONFLICT", { what: "campaign-changed" });
    if (campaign.state !== "draft") throw new DomainError("CONFLICT", { what: "campaign-state" });
    await demandDraft(scope, s, draft);
    await s.sql`
      update campaigns set name = ${name}, draft = ${asRow(draft)}::text::jsonb, version = version + 1,
        revision_id = ${clientRevisionId}, updated_at = app_now()
      where org_id = ${s.orgId} and id = ${campaignId}`;
    await record(s, { action: "campaign.changed", subject: ["campaign", campaignId] });
    await publish(s, [{ kind: "campaign", id: campaignId }]);
    return { version: version + 1 };
  });
}
