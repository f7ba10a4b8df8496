import type { OrgScope } from "@/db/org";
import { ownAddress } from "@/server/templates/own-address";
import { audienceOf, contactsAt, idsOf } from "./audience-of";
import type { CampaignWork } from "./read-work";
import { recipientRows } from "./recipient-rows";
import type { DraftFacts } from "./rules/draft-problems";
import { type Forecast, forecast } from "./rules/forecast";
import type { RecipientReason } from "./rules/recipient-state";
import { type CampaignDraft, wordedBy } from "./schema";

/** What draftProblems() asks of a draft. */
export async function readDraftFacts(s: OrgScope, draft: CampaignDraft): Promise<DraftFacts> {
  const { sql, orgId } = s;
  const ids = wordedBy(draft).map((v) => v.templateId);
  const [templates, numbers, [clock]] = await Promise.all([
    sql<DraftFacts["templates"]>`
      select id, connection_id as "connectionId", status, category, shown_components(components, links, ${ownAddress()}) as components from templates
      where org_id = ${orgId} and id = any(${ids}::uuid[])`,
    sql<DraftFacts["numbers"]>`
      select id, connection_id as "connectionId", active from channel_accounts
      where org_id = ${orgId} and id = any(${draft.numberIds}::uuid[])`,
    sql<{ now: string }[]>`select app_now() as now`,
  ]);
  return { templates, numbers, now: clock ? new Date(clock.now) : s.now };
}

export interface Reckoned {
  /** Who is meant, and of those who would be written to. */
  meant: number;
  planned: number;
  excluded: { reason: RecipientReason; recipients: number }[];
  forecast: Forecast;
  /** Reckoned from a part of a large audience: the figures are near, not exact. */
  estimated: boolean;
}

/** Up to so many are reckoned one by one while somebody looks; of more, about so many. */
const exactly = 50_000;

/** Who a draft would be sent to, who is left out and why, and what it would cost; of this moment. */
export async function reckonDraft(s: OrgScope, work: CampaignWork): Promise<Reckoned> {
  const { piece } = await audienceOf(s, work.draft);
  const [row] = await s.sql<{ meant: number }[]>`select count(*)::int as meant from (${piece}) m`;
  const meant = row?.meant ?? 0;
  if (meant <= exactly) return reckon(s, work, await idsOf(s, piece, exactly));
  // By their ids, which chance has made: each has the same part in it.
  const share = Math.ceil(meant / exactly);
  const part = s.sql`select contact_id from (${piece}) m where abs(hashtext(contact_id::text)) % ${share} = 0`;
  return reckon(s, work, await idsOf(s, part, 2 * exactly), meant);
}

/** The same of contacts at hand. `meant`: how many they stand for. */
export async function reckon(
  s: OrgScope,
  work: CampaignWork,
  contactIds: string[],
  meant: number | null = null,
): Promise<Reckoned> {
  const found = await s.sql<Counted[]>`
    select reason, case when reason is null then market end as market, count(*)::int as recipients
    from (${recipientRows(s, work, contactsAt(s, contactIds))}) r group by 1, 2`;
  const counted = sumOf(found);
  const scale = meant === null || counted === 0 ? 1 : meant / counted;
  const rows = found.map((row) => ({ ...row, recipients: Math.round(row.recipients * scale) }));
  const planned = rows.filter((row) => row.reason === null);
  const excluded = new Map<RecipientReason, number>();
  for (const { reason, recipients } of rows)
    if (reason) excluded.set(reason, (excluded.get(reason) ?? 0) + recipients);
  return {
    meant: meant ?? counted,
    planned: sumOf(planned),
    excluded: [...excluded].map(([reason, recipients]) => ({ reason, recipients })),
    forecast: await forecastOf(s, work, planned),
    estimated: scale !== 1,
  };
}

interface Counted {
  reason: RecipientReason | null;
  market: string | null;
  recipients: number;
}

/** Priced by what messages of the category came to in the last ninety days. */
export async function forecastOf(
  s: OrgScope,
  work: CampaignWork,
  groups: { market: string | null; recipients: number }[],
): Promise<Forecast> {
  const [past] = await s.sql<{ handed: number; charged: number }[]>`
    select coalesce(sum(messages), 0)::int as handed, coalesce(sum(charged), 0)::int as charged from cost_hours
    where org_id = ${s.orgId} and kind = 'HSM' and category = ${work.category} and hour > app_now() - interval '90 days'
      and hour < app_now() - interval '1 day'`;
  const priced = groups.map(({ market, recipients }) => ({
    market,
    recipients,
    micros: market === null ? null : (work.prices.get(market) ?? null),
  }));
  return forecast(priced, past ?? { handed: 0, charged: 0 }, work.currency);
}

const sumOf = (rows: { recipients: number }[]): number => rows.reduce((sum, row) => sum + row.recipients, 0);
