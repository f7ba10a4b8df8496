import type { OrgScope } from "@/db/org";
import { DomainError } from "@/server/errors";
import type { MemberScope } from "@/server/scope";
import { demandNamed } from "@/server/segments/demand-named";
import type { CampaignDraft } from "./schema";

/**
 * Throws NOT_FOUND when a draft names what the organization does not have, and as demandNamed() for the condition of its check. What is
 * only unfinished is no refusal: draftProblems() lists it.
 */
export async function demandDraft(scope: MemberScope, s: OrgScope, draft: CampaignDraft): Promise<void> {
  const { sql, orgId } = s;
  if (draft.check) await demandNamed(scope, s, draft.check.condition);
  const { audience, conversion } = draft;
  const variants = [...draft.variants, ...(draft.check?.otherwise ? [draft.check.otherwise] : [])];
  const templates = [...new Set(variants.map(({ templateId }) => templateId))];
  const numbers = [...new Set(draft.numberIds)];
  const contacts = audience?.kind === "contacts" ? [...new Set(audience.contactIds)] : [];
  const segment = audience?.kind === "segment" ? audience.segmentId : null;
  const campaign = audience?.kind === "unanswered" ? audience.campaignId : null;
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
}
