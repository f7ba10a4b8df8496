import type { OrgScope } from "@/db/org";
import { purposeOf } from "@/server/contacts/consent/rules/consent";
import { marketOf, marketTable } from "@/server/ledger/market-of";
import { longestPrefix } from "@/server/ledger/rules/market";
import type { Piece } from "@/server/segments/compile";
import { latelyOf } from "./read-facts";
import type { CampaignWork } from "./read-work";
import type { Slot } from "./rules/slot";

/** The kinds of address that a category goes to: a one-time code is for a telephone that is known. */
const kindsFor = (category: string): string[] =>
  category === "authentication" ? ["phone"] : ["phone", "scoped"];

/** Countries to which the carrier delivers no marketing templates (Meta, since 2025-04-01: numbers of the United States). */
const undelivered = ["US"];

/**
 * What becomes of contacts as recipients, before anybody is written to: one statement for any number of them, over `a(contact_id)`. Each
 * with the address and the number that it would be, its market, and why it is left out, if it is. The order of the reasons is the one in
 * which a person would ask.
 */
export function recipientRows(s: OrgScope, work: CampaignWork, a: Piece): Piece {
  const { sql, orgId } = s;
  const { draft, channel, category } = work;
  const purpose = purposeOf(category);
  return sql`
    with a as materialized (${a}), ${marketTable(s)},
    theirs as materialized (
      select i.contact_id, i.id, i.kind, i.address, i.confirmed_at, i.last_seen_at, i.created_at
      from a join identities i on i.org_id = ${orgId} and i.contact_id = a.contact_id
    ), address as (
      select distinct on (contact_id) contact_id, id, kind, address from theirs where kind = any(${kindsFor(category)}::text[])
      order by contact_id, confirmed_at is null, last_seen_at desc nulls last, created_at desc, id
    ), said as (
      select i.contact_id,
        (array_agg(c.state order by c.occurred_at desc, c.state desc) filter (where c.purpose = ${purpose}))[1] as wanted,
        (array_agg(c.state order by c.occurred_at desc, c.state desc) filter (where c.purpose = 'service'))[1] as service
      -- Asked for each address: beside the consents of everybody these are few, and the planner would read all of them for every piece.
      from theirs i cross join lateral (
        select c.purpose, c.state, c.occurred_at from consents c
        where c.org_id = ${orgId} and c.identity_id = i.id and c.purpose in (${purpose}, 'service') and c.channel in ('any', ${channel})
        offset 0) c
      group by i.contact_id
    ), spoken as (
      select distinct on (w.contact_id) w.contact_id, w.channel_account_id, w.identity_id
      from a join windows w on w.org_id = ${orgId} and w.contact_id = a.contact_id and w.channel_account_id = any(${draft.numberIds}::uuid[])
      order by w.contact_id, w.last_inbound_at desc nulls last
    ), known as (
      select k.id, k.name, k.country, k.attributes, k.merged_into, p.id as identity_id, p.kind, p.address, said.wanted, said.service,
        coalesce(spoken.channel_account_id, case when k.channel_account_id = any(${draft.numberIds}::uuid[]) then k.channel_account_id end,
          (${draft.numberIds}::uuid[])[1 + (x.place / 2) % ${Math.max(1, draft.numberIds.length)}]) as number_id,
        case when p.kind = 'phone' then regexp_replace(p.address, '\\D', '', 'g') end as phone, x.place
      from a join contacts k on k.org_id = ${orgId} and k.id = a.contact_id
        cross join lateral (select (hashtextextended(k.id::text, hashtext(${work.id})) & 2147483647)::int as place) x
        left join address p on p.contact_id = k.id
        left join said on said.contact_id = k.id
        left join spoken on spoken.contact_id = k.id
    ), markets as materialized (
      -- By the digits that a market can hang on: many people are of few markets, each looked up once.
      select coalesce(d.phone, '-') as digits, coalesce(d.country, '-') as country, ${marketOf(s, sql`d.phone`, sql`d.country`)} as market
      from (select distinct left(k.phone, ${longestPrefix}::int) as phone, k.country from known k) d, keys
    ), placed as (
      select k.*, m.market from known k
        join markets m on m.digits = coalesce(left(k.phone, ${longestPrefix}::int), '-') and m.country = coalesce(k.country, '-')
    )
    select k.id as contact_id, k.identity_id, k.number_id, k.place, case when k.kind = 'phone' then k.address end as address,
      case when ${draft.variants.length} > 1 then k.place % 2 else 0 end as variant,
      k.market, case
        when k.merged_into is not null then 'merged'
        when k.identity_id is null then 'no-address'
        when k.wanted is distinct from 'in' or k.service = 'out' then 'no-consent'
        when ${category === "marketing"} and k.country = any(${undelivered}::text[]) then 'market'
        when ${unpriced(s, work)} then 'market'
        when ${tooOften(s, work)} then 'frequency'
        when ${blank(s, work)} then 'blank'
      end as reason
    from placed k`;
}

/** What has no price cannot be held to a budget. */
function unpriced(s: OrgScope, { draft, prices }: CampaignWork): Piece {
  if (draft.budgetMicros === null) return s.sql`false`;
  return s.sql`not coalesce(k.market = any(${[...prices.keys()]}::text[]), false)`;
}

function tooOften(s: OrgScope, { draft: { cap }, id }: CampaignWork): Piece {
  return cap ? s.sql`${latelyOf(s, id, cap.days, s.sql`k.id`)} >= ${cap.messages}` : s.sql`false`;
}

/**
 * A place without a value and without a fallback. What a value looks like is seen when it is written; here it is only whether there is
 * one. What a source is asked for before the hand-over may be there by then.
 */
function blank(s: OrgScope, { draft, fills }: CampaignWork): Piece {
  const { sql } = s;
  const parts = draft.variants.flatMap(({ values }, n) =>
    Object.values(values).flatMap((slot) => {
      const part = fills.includes(nameOf(slot)) ? null : lacks(s, slot);
      return part ? [sql`((${draft.variants.length} = 1 or k.place % 2 = ${n}) and ${part})`] : [];
    }),
  );
  return parts.reduce((all, part) => sql`${all} or ${part}`, sql`false`);
}

function nameOf(slot: Slot): string {
  if (slot.from === "attribute") return `attribute:${slot.key}`;
  return slot.from === "object" ? `object:${slot.typeKey}` : "";
}

function lacks({ sql, orgId }: OrgScope, slot: Slot): Piece | null {
  if (slot.from === "text" || slot.from === "link" || slot.fallback !== null) return null;
  switch (slot.from) {
    case "name":
      return sql`coalesce(btrim(k.name), '') = ''`;
    case "attribute":
      return sql`coalesce(btrim(k.attributes ->> ${slot.key}::text), '') = ''`;
    case "object":
      return sql`not exists (select 1 from contact_objects b where b.org_id = ${orgId} and b.contact_id = k.id
        and b.type_key = ${slot.typeKey} ${slot.take === "count" ? sql`` : sql`and b.values ? ${slot.column}::text`})`;
  }
}
