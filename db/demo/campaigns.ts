import { newId } from "@/db/id";
import { inOrg } from "@/db/org";
import { createCampaign } from "@/server/campaigns/create-campaign";
import { type CampaignDraft, campaignDraft } from "@/server/campaigns/schema";
import type { MemberScope } from "@/server/scope";

/** A campaign that somebody has begun: the cooperative reminds who is in arrears, unless they have paid meanwhile. */
export async function keepDraft(owner: MemberScope, typeKey: string): Promise<void> {
  const [known] = await inOrg(
    owner,
    ({ sql, orgId }) => sql<{ template: string | null; number: string | null; segment: string | null }[]>`
      select (select id from templates where org_id = ${orgId} and name = 'acuerdo_de_pago' and language = 'es_AR') as template,
        (select a.id from channel_accounts a join templates t on t.org_id = ${orgId} and t.connection_id = a.connection_id
          where a.org_id = ${orgId} and t.name = 'acuerdo_de_pago' order by a.created_at limit 1) as number,
        (select id from segments where org_id = ${orgId} and name = 'Con más de 30 días de atraso') as segment`,
  );
  if (!known?.template || !known.number || !known.segment) return;
  const draft: CampaignDraft = campaignDraft.parse({
    audience: { kind: "segment", segmentId: known.segment },
    numberIds: [known.number],
    variants: [
      {
        templateId: known.template,
        values: {
          "1": { from: "name", part: "first", fallback: null },
          "2": { from: "object", typeKey, column: "debt", take: "last", by: "debt", fallback: null },
          "3": {
            from: "object",
            typeKey,
            column: "product",
            take: "last",
            by: "debt",
            fallback: "tu cuenta",
          },
        },
      },
    ],
    check: {
      condition: {
        match: "all",
        conditions: [
          {
            kind: "object",
            typeKey,
            where: [{ key: "debt", type: "money", test: { is: "more", value: 0 } }],
            objects: { is: "any" },
          },
        ],
      },
      seconds: 60,
      words: "Pagó",
    },
    budgetMicros: "5000000",
  });
  await createCampaign(owner, { clientCampaignId: newId(), name: "Recordatorio de cuotas en mora", draft });
}
