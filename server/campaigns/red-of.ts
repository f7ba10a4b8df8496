import type { OrgScope } from "@/db/org";
import type { Piece } from "@/server/segments/compile";
import { type CampaignDraft, wordedBy } from "./schema";

/** The numbers and templates of a draft of which the carrier thinks ill now, as an array. Templates in every language in which they may be sent. */
export function redOf({ sql, orgId }: OrgScope, draft: CampaignDraft): Piece {
  const ids = wordedBy(draft).map(({ templateId }) => templateId);
  return sql`array(
    select a.id from channel_accounts a where a.org_id = ${orgId} and a.id = any(${draft.numberIds}::uuid[])
      and upper(a.health ->> 'quality') = 'RED'
    union select t.id from templates n join templates t on t.org_id = n.org_id and t.connection_id = n.connection_id and t.name = n.name
      where n.org_id = ${orgId} and n.id = any(${ids}::uuid[]) and upper(t.quality) = 'RED')`;
}
