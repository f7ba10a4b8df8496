import type { OrgScope } from "@/db/org";
import { DomainError } from "@/server/errors";
import { demand, type MemberScope } from "@/server/scope";
import { demandNamed } from "@/server/segments/demand-named";
import { type CampaignDraft, type Variant, wordedBy } from "./schema";

/**
 * Throws NOT_FOUND when a draft names what the organization does not have, FORBIDDEN for a covered value without the right to uncover it
 * (a message, and its sample, would), and as demandNamed() for the conditions of its check and its result. What is only unfinished is no refusal:
 * draftProblems() lists it.
 */
export async function demandDraft(scope: MemberScope, s: OrgScope, draft: CampaignDraft): Promise<void> {
  const { sql, orgId } = s;
  if (draft.check) await demandNamed(scope, s, draft.check.condition);
  const { audience, conversion } = draft;
  if (conversion?.kind === "event") await demandNamed(scope, s, conversion.condition);
  const variants = wordedBy(draft);
  const templates = [...new Set(variants.map(({ templateId }) => templateId))];
  const numbers = [...new Set(draft.numberIds)];
  const contacts = audience?.kind === "contacts" ? [...new Set(audience.contactIds)] : [];
  const segment = audience?.kind === "segment" ? audience.segmentId : null;
  const campaign = audience && "campaignId" in audience ? audience.campaignId : null;
  const reason = conversion?.kind === "close-reason" ? conversion.closeReasonId : null;
  const [row] = await sql<{ whole: boolean }[]>`
    select (select count(*) from templates where org_id = ${orgId} and id = any(${templates}::uuid[])) = ${templates.length}
      and (select count(*) from channel_accounts where org_id = ${orgId} and id = any(${numbers}::uuid[])) = ${numbers.length}
      and (select count(*) from contacts where org_id = ${orgId} and id = any(${contacts}::uuid[])) = ${contacts.length}
      and (${segment}::uuid is null or exists (select 1 from segments where org_id = ${orgId} and id = ${segment}))
      and (${campaign}::uuid is null or exists (select 1 from campaigns where org_id = ${orgId} and id = ${campaign}))
      and (${draft.teamId}::uuid is null or exists (select 1 from teams where org_id = ${orgId} and id = ${draft.teamId}))
      and (${reason}::uuid is null or exists (select 1 from close_reasons where org_id = ${orgId} and id = ${reason})) as whole`;
  if (!row?.whole) throw new DomainError("NOT_FOUND");
  if (await uncovers(s, variants)) demand(scope, "contacts:reveal");
}

async function uncovers({ sql, orgId }: OrgScope, variants: Variant[]): Promise<boolean> {
  const slots = variants.flatMap(({ values }) => Object.values(values));
  const attributes = slots.flatMap((slot) => (slot.from === "attribute" ? [slot.key] : []));
  const columns = slots.flatMap((slot) => (slot.from === "object" ? [`${slot.typeKey}.${slot.column}`] : []));
  const rows = await sql`
    select 1 from attribute_definitions where org_id = ${orgId} and sensitive and key = any(${attributes}::text[])
    union all
    select 1 from object_types t cross join lateral jsonb_array_elements(t.columns) c
    where t.org_id = ${orgId} and (c ->> 'sensitive')::boolean and t.key || '.' || (c ->> 'key') = any(${columns}::text[]) limit 1`;
  return rows.length > 0;
}
