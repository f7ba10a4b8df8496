import type { z } from "zod";
import { inOrg } from "@/db/org";
import { asRow } from "@/db/rows";
import { record } from "@/server/audit/record";
import type { MemberScope } from "@/server/scope";
import { demandDraft } from "./demand-draft";
import type { newCampaign } from "./schema";

/** Keeps a new draft. A repetition makes no second one. Throws as demandDraft(). */
export async function createCampaign(
  scope: MemberScope,
  { clientCampaignId, name, draft }: z.infer<typeof newCampaign>,
): Promise<{ campaignId: string }> {
  return inOrg(scope, async (s) => {
    await demandDraft(scope, s, draft);
    const rows = await s.sql`
      insert into campaigns (id, name, draft, created_by, created_at, updated_at)
      values (${clientCampaignId}, ${name}, ${asRow(draft)}::text::jsonb, ${scope.actor.id}, app_now(), app_now())
      on conflict do nothing returning 1`;
    if (rows.length > 0)
      await record(s, { action: "campaign.created", subject: ["campaign", clientCampaignId] });
    return { campaignId: clientCampaignId };
  });
}
