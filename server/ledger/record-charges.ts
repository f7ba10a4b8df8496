import type { OrgScope } from "@/db/org";
import { asRows } from "@/db/rows";
import { calendar } from "./rules/calendar";
import { freeReason, listedCategory } from "./rules/price";

export interface ChargeInput {
  messageId: string;
  /** As the carrier named them. */
  pricing: { type: string; category: string };
  /** The carrier's time of the status that said so: the card in force at this time prices the message. */
  occurredAt: Date;
  /** It was delivered or read: then it is charged even after an earlier failure took its charge back. */
  arrived?: boolean;
}

/**
 * Writes what messages cost: the first pricing seen of each wins, in one statement. A message without a usage event is
 * passed over; one without a listed price costs 0 and says `no-rate`. The same decision as priceOf(), made where the
 * cards are. Part of the verb that applies the statuses, in its transaction. Returns the messages that were charged.
 */
export async function recordCharges(scope: OrgScope, inputs: ChargeInput[]): Promise<string[]> {
  if (inputs.length === 0) return [];
  const rows = await scope.sql<{ message_id: string }[]>`
    with x as (
      select * from jsonb_to_recordset(${asRows(inputs.map(asked))}::text::jsonb) as x(ord int, message_id uuid,
        pricing_type text, category text, listed text, at timestamptz, arrived boolean,
        free jsonb) limit ${inputs.length}
    ), asked as (
      select distinct on (e.id) e.id, e.market, a.channel, o.currency as wished, x.*,
        (x.at at time zone o.time_zone)::date as day, coalesce(l.step, 0) + 1 as step
      from x join usage_events e on e.org_id = ${scope.orgId} and e.message_id = x.message_id
        join channel_accounts a on a.org_id = ${scope.orgId} and a.id = e.channel_account_id
        join organizations o on o.id = ${scope.orgId}
        left join lateral (
          select step, kind = 'reversal' or reason = 'failed' as undone from charges c
          where c.org_id = ${scope.orgId} and c.usage_event_id = e.id order by step desc limit 1
        ) l on true
      where l.step is null or (x.arrived and l.undone)
      order by e.id, x.ord
    ), priced as (
      select asked.*, c.id as card, coalesce(c.currency, wished) as currency, r.micros as listed_micros,
        (select f.reason from jsonb_to_recordset(asked.free) as f("from" date, reason text)
         where f."from" <= day order by f."from" desc limit 1) as free_reason
      from asked
        left join lateral (
          select id, currency from rate_cards c where c.channel = asked.channel and c.valid_from <= day
          order by c.currency = wished desc, c.currency = 'USD' desc, c.valid_from desc limit 1
        ) c on true
        left join rates r on r.rate_card_id = c.id and r.market = asked.market and r.category = listed
    )
    insert into charges (usage_event_id, step, kind, micros, currency, pricing_type, category, market, rate_card_id,
      reason, evidence, created_at)
    select id, step, 'charge', case when free_reason is null then coalesce(listed_micros, 0) else 0 end, currency,
      pricing_type, category, market, card, coalesce(free_reason, case when listed_micros is null then 'no-rate'
        when pricing_type = 'regular' then 'listed' else 'unrecognized' end),
      jsonb_build_object('at', at), (select app_now())
    from priced order by id
    on conflict (org_id, usage_event_id, step) do nothing
    returning (select p.message_id from priced p where p.id = usage_event_id) as message_id`;
  return rows.map((row) => row.message_id);
}

/**
 * Takes back what messages cost, in one statement: a reversal of everything charged so far, once, whatever is repeated.
 * A message that has no charge yet gets one of 0, so that a price heard later finds its place taken. Kept in `reason`:
 * what was reversed, so that sums by it come to zero; why stands in the evidence. In the caller's transaction.
 * @param why e.g. `failed`
 */
export async function reverseCharges(scope: OrgScope, messageIds: string[], why: string): Promise<void> {
  if (messageIds.length === 0) return;
  await scope.sql`
    with events as (
      select e.id, e.category, e.market from usage_events e
      where e.org_id = ${scope.orgId} and e.message_id = any(${messageIds}::uuid[])
    ), last as (
      select distinct on (c.usage_event_id) c.*, sum(c.micros) over (partition by c.usage_event_id)::bigint as total
      from charges c join events e on c.org_id = ${scope.orgId} and c.usage_event_id = e.id
      order by c.usage_event_id, c.step desc
    )
    insert into charges (usage_event_id, step, kind, micros, currency, pricing_type, category, market, rate_card_id,
      reason, evidence, created_at)
    select * from (
      select usage_event_id, step + 1, 'reversal', -total, currency, pricing_type, category, market, rate_card_id, reason,
        jsonb_build_object('why', ${why}::text), (select app_now())
      from last where kind <> 'reversal' and reason <> 'failed'
      union all
      select e.id, 1, 'charge', 0, o.currency, 'none', coalesce(e.category, 'service'), e.market, null, 'failed',
        jsonb_build_object('why', ${why}::text), (select app_now())
      from events e join organizations o on o.id = ${scope.orgId}
      where not exists (select 1 from last l where l.usage_event_id = e.id)
    ) as x order by 1
    on conflict (org_id, usage_event_id, step) do nothing`;
}

/** The free reasons by date travel with the row, so that the calendar stays in one place. */
function asked(input: ChargeInput, ord: number) {
  const { type, category } = input.pricing;
  const free = calendar.flatMap(({ from }, place) => {
    const reason = freeReason(type, from);
    return reason ? [{ from: place === 0 ? "-infinity" : from, reason }] : [];
  });
  return {
    ord,
    message_id: input.messageId,
    pricing_type: type,
    category,
    listed: listedCategory(category),
    at: input.occurredAt,
    arrived: input.arrived ?? false,
    free,
  };
}
