import type { Sql } from "postgres";

/** What the database says of one campaign. Micros are numbers: none comes near 2^53. */
export interface CampaignTables {
  state: string;
  pauseReason: string | null;
  budget: number | null;
  committed: number;
  /** As kept, with what waits to be added. */
  tally: Record<string, number>;
  recipients: {
    contact_id: string;
    state: string;
    reason: string | null;
    message_id: string | null;
    reserved: number | null;
    replied: boolean;
    clicked: boolean;
    converted: boolean;
  }[];
  held: number;
  /** By message, the sum of its charges. */
  charges: { message_id: string; micros: number }[];
  /** By category, what the card in force says of Argentina. */
  rates: Record<string, number>;
}

/** As the owner, who sees every organization. */
export async function readCampaign(owner: Sql, campaignId: string): Promise<CampaignTables> {
  const [row] = await owner<
    Pick<CampaignTables, "state" | "pauseReason" | "budget" | "committed" | "tally" | "held">[]
  >`
    with deltas as (select key, sum(amount) as amount from campaign_deltas where campaign_id = ${campaignId} group by 1)
    select c.state, c.pause_reason as "pauseReason", c.budget_micros::float8 as budget,
      (c.committed_micros + coalesce((select amount from deltas where key = 'committed'), 0))::float8 as committed,
      (select coalesce(jsonb_object_agg(key, amount), '{}') from (select key, sum(amount) as amount from (
        select key, value::numeric as amount from jsonb_each_text(c.tally)
        union all select key, amount from deltas where key <> 'committed') x group by 1 having sum(amount) <> 0) y) as tally,
      (select count(*)::int from deliveries d where d.campaign_id = c.id and d.held) as held
    from campaigns c where c.id = ${campaignId}`;
  if (!row) throw new Error("The campaign is gone");
  const rates = await owner<{ category: string; micros: number }[]>`
    select r.category, r.micros::float8 as micros from rates r join rate_cards c on c.id = r.rate_card_id
    where r.market = 'Argentina' and c.channel = 'whatsapp' and c.currency = 'USD' and c.valid_from <= current_date
    order by c.valid_from`;
  return {
    ...row,
    recipients: await owner`
      select contact_id, state, reason, message_id, reserved_micros::float8 as reserved, replied_at is not null as replied,
        clicked_at is not null as clicked, converted_at is not null as converted
      from campaign_recipients where campaign_id = ${campaignId}`,
    charges: await owner`
      select e.message_id, sum(c.micros)::float8 as micros from charges c join usage_events e on e.org_id = c.org_id and e.id = c.usage_event_id
      where e.campaign_id = ${campaignId} group by 1`,
    rates: Object.fromEntries(rates.map(({ category, micros }) => [category, micros])),
  };
}
