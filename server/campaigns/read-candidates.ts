import type { OrgScope } from "@/db/org";
import type { AttributeValue } from "@/server/contacts/rules/attribute";
import { languageOf } from "@/server/contacts/rules/language";
import { contactZone } from "@/server/contacts/rules/time-zone";
import { marketOf } from "@/server/ledger/rules/market";
import { type Piece, segmentWhere } from "@/server/segments/compile";
import { latelyOf, objectsOf, optOutOf } from "./read-facts";
import { arrivedSince } from "./read-failed";
import type { CampaignWork } from "./read-work";
import type { Candidate } from "./rules/decide-recipient";

/** A recipient whose turn it is, with the row held. */
export interface Due extends Candidate {
  contactId: string;
  identityId: string | null;
  to: { kind: "phone" | "scoped"; address: string };
  confirmed: boolean;
  variant: number;
  market: string | null;
  language: string | null;
  timeZone: string;
  /** What counts as the campaign's result is true of them already. */
  heldBefore: boolean;
}

interface Row {
  contact_id: string;
  identity_id: string | null;
  variant: number;
  tries: number;
  name: string | null;
  attributes: Record<string, unknown>;
  own_language: string | null;
  country: string | null;
  time_zone: string | null;
  our_zone: string;
  merged: boolean;
  doubled: boolean;
  arrived: boolean;
  kind: "phone" | "scoped" | null;
  address: string | null;
  confirmed: boolean;
  allowed: boolean;
  lately: number;
  objects: Record<string, Record<string, AttributeValue>[]> | null;
  fresh: boolean;
  holds: boolean;
  held_before: boolean;
  as_of: string | null;
}

/**
 * The next recipients of a campaign on a number, at most `most`, their rows held; those that another process holds are passed over. What
 * decides is read in this very statement: consent, the condition of the check and the age of what it rests on.
 */
export async function readCandidates(
  s: OrgScope,
  work: CampaignWork,
  { accountId, most, within }: { accountId: string; most: number; within: number | null },
): Promise<Due[]> {
  const { sql, orgId } = s;
  const { draft } = work;
  const [wording] = work.wordings[0] ?? [];
  const subject = JSON.stringify({ category: work.category, templateId: wording?.templateId ?? null });
  const lately = draft.cap ? latelyOf(s, work.id, draft.cap.days, sql`r.contact_id`) : sql`0`;
  const rows = await sql<Row[]>`
    with due as (
      select r.contact_id, r.identity_id, r.variant, r.tries, r.due_at, r.place from campaign_recipients r
      where r.org_id = ${orgId} and r.campaign_id = ${work.id} and r.channel_account_id = ${accountId} and r.state = 'planned'
        and r.due_at <= (select app_now()) ${within === null ? sql`` : sql`and r.place <= ${within}`}
      order by r.due_at, r.place limit ${most} for update skip locked
    )
    select r.contact_id, i.id as identity_id, r.variant, r.tries, k.name, k.attributes, k.language as own_language, k.country,
      k.time_zone, o.time_zone as our_zone, k.merged_into is not null as merged,
      ${doubledOf(s, work)} as doubled,
      ${arrivedSince(s, work.id, draft, sql`r.contact_id`)} as arrived, i.kind, i.address,
      i.confirmed_at is not null as confirmed, hsm_allowed(k.id, ${work.channel}, ${subject}::text::jsonb) as allowed,
      ${lately} as lately, ${objectsOf(s, work, sql`r.contact_id`)} as objects, ${freshOf(s, work)} as fresh,
      ${holdsOf(s, work)} as holds, ${resultOf(s, work)} as held_before, ${asOf(s, work)} as as_of
    from due r join contacts k on k.org_id = ${orgId} and k.id = r.contact_id
      join organizations o on o.id = ${orgId}
      left join identities i on i.org_id = ${orgId} and i.id = r.identity_id and i.contact_id = k.id
        and i.value not like 'erased:%'
    order by r.due_at, r.place`;
  const optOut = optOutOf(s, work);
  return rows.map((row) => dueOf(row, { checked: draft.check !== null, optOut: optOut(row.identity_id) }));
}

/** Whether somebody who is contact `k` by now has the message already: merges follow one another, and rows of one campaign stay where they meet. */
const doubledOf = ({ sql, orgId }: OrgScope, { id }: CampaignWork): Piece => sql`exists (
  with recursive same as (
    select g.merged_id as id from contact_merges g where g.org_id = ${orgId} and g.kept_id = k.id and g.undone_at is null
    union select g.merged_id from same join contact_merges g on g.org_id = ${orgId} and g.kept_id = same.id and g.undone_at is null
  )
  select 1 from same join campaign_recipients q on q.org_id = ${orgId} and q.campaign_id = ${id} and q.contact_id = same.id
    and q.state = 'queued')`;

/** Whether the condition of the check holds for contact `k`. */
export const holdsOf = (s: OrgScope, { draft }: CampaignWork): Piece =>
  draft.check ? segmentWhere(s, draft.check.condition) : s.sql`true`;

/** Whether what the campaign wants has come true of contact `k`, where that is something that is known of contacts. */
const resultOf = (s: OrgScope, { draft: { conversion } }: CampaignWork): Piece =>
  conversion?.kind === "event" ? segmentWhere(s, conversion.condition) : s.sql`false`;

/** Every source that matters was asked of the contact lately enough, and said all it should: one that knows nobody says nothing. */
export function freshOf({ sql, orgId }: OrgScope, { draft, sources }: CampaignWork) {
  if (!draft.check || sources.length === 0) return sql`true`;
  return sql`(select count(*) from connector_readings g where g.org_id = ${orgId} and g.contact_id = r.contact_id
    and g.connector_id = any(${sources}::uuid[]) and g.outcome = 'ok'
    and g.attempted_at >= (select app_now()) - make_interval(secs => ${draft.check.seconds}::int)) = ${sources.length}`;
}

function asOf({ sql, orgId }: OrgScope, { sources }: CampaignWork) {
  if (sources.length === 0) return sql`(select app_now())`;
  return sql`(select min(g.attempted_at) from connector_readings g where g.org_id = ${orgId} and g.contact_id = r.contact_id
    and g.connector_id = any(${sources}::uuid[]))`;
}

function dueOf(row: Row, { checked, optOut }: { checked: boolean; optOut: string | null }): Due {
  const phone = row.kind === "phone" ? row.address : null;
  const { country } = row;
  return {
    contactId: row.contact_id,
    identityId: row.identity_id,
    to: { kind: row.kind ?? "phone", address: row.address ?? "" },
    confirmed: row.confirmed,
    variant: row.variant,
    market: marketOf({ phone, country }),
    language: languageOf({ language: row.own_language, country, attributes: row.attributes }),
    timeZone: contactZone({ timeZone: row.time_zone, phone, country }, row.our_zone).timeZone,
    name: row.name,
    attributes: row.attributes,
    objects: row.objects ?? {},
    optOut,
    merged: row.merged,
    doubled: row.doubled,
    arrived: row.arrived,
    reachable: row.kind !== null && row.address !== null,
    allowed: row.allowed,
    lately: row.lately,
    check: checked
      ? { fresh: row.fresh, holds: row.holds, asOf: row.as_of ? new Date(row.as_of) : null }
      : null,
    tries: row.tries,
    heldBefore: row.held_before,
  };
}
