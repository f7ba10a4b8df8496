import type { OrgScope } from "@/db/org";
import { unsubscribeSample, unsubscribeUrl } from "@/server/contacts/consent/links";
import { purposeOf } from "@/server/contacts/consent/rules/consent";
import type { AttributeValue } from "@/server/contacts/rules/attribute";
import { languageOf } from "@/server/contacts/rules/language";
import type { Piece } from "@/server/segments/compile";
import type { CampaignWork } from "./read-work";
import type { FillFacts } from "./rules/fill";
import { wordedBy } from "./schema";

/** Of contact `contactId` (a column): the rows of every type of object that a campaign's values name, by type. */
export function objectsOf({ sql, orgId }: OrgScope, { draft }: CampaignWork, contactId: Piece): Piece {
  const slots = wordedBy(draft).flatMap(({ values }) => Object.values(values));
  const types = [...new Set(slots.flatMap((slot) => (slot.from === "object" ? [slot.typeKey] : [])))];
  if (types.length === 0) return sql`null::jsonb`;
  return sql`(select jsonb_object_agg(x.type_key, x.rows) from (
    select b.type_key, jsonb_agg(b.values order by b.id) as rows from contact_objects b
    where b.org_id = ${orgId} and b.contact_id = ${contactId} and b.type_key = any(${types}::text[]) group by b.type_key) x)`;
}

/** The address of the page on which whoever has an identity stops what this campaign is of; signed only where a value is made of it. */
export function optOutOf(
  { orgId }: OrgScope,
  { draft, category }: CampaignWork,
): (identityId: string | null) => string | null {
  const wanted = wordedBy(draft).some(({ values }) =>
    Object.values(values).some(({ from }) => from === "link"),
  );
  return (identityId) =>
    wanted && identityId !== null ? unsubscribeUrl(orgId, identityId, purposeOf(category)) : null;
}

interface Row {
  id: string;
  name: string | null;
  attributes: Record<string, unknown>;
  language: string | null;
  country: string | null;
  objects: Record<string, Record<string, AttributeValue>[]> | null;
}

/** What messages to these contacts are written from, as it is kept now, for eyes that are not theirs: no link of their own is among it. */
export async function factsOf(
  s: OrgScope,
  work: CampaignWork,
  contactIds: string[],
): Promise<Map<string, FillFacts & { language: string | null }>> {
  const { sql, orgId } = s;
  const rows = await sql<Row[]>`
    select k.id, k.name, k.attributes, k.language, k.country, ${objectsOf(s, work, sql`k.id`)} as objects
    from contacts k where k.org_id = ${orgId} and k.id = any(${contactIds}::uuid[])`;
  const optOut = unsubscribeSample();
  return new Map(
    rows.map((row) => {
      const { name, attributes, objects } = row;
      return [row.id, { name, attributes, objects: objects ?? {}, optOut, language: languageOf(row) }];
    }),
  );
}

/** How many messages of other campaigns contact `contactId` (a column) got within the days of the cap. */
export const latelyOf = (
  { sql, orgId }: OrgScope,
  campaignId: string,
  days: number,
  contactId: Piece,
): Piece =>
  sql`(select count(*)::int from campaign_recipients q where q.org_id = ${orgId} and q.contact_id = ${contactId} and q.state = 'queued'
    and q.campaign_id <> ${campaignId} and q.decided_at > (select app_now()) - make_interval(days => ${days}::int))`;
