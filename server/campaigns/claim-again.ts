import type { OrgScope } from "@/db/org";
import { asRows } from "@/db/rows";
import { together } from "@/db/together";
import { record } from "@/server/audit/record";
import { contactZone } from "@/server/contacts/rules/time-zone";
import type { Claimed } from "@/server/conversations/claim-next";
import { rankOf } from "@/server/conversations/rules/delivery-state";
import type { MessageContent } from "@/server/conversations/schema";
import { freshOf, holdsOf } from "./read-candidates";
import type { CampaignWork } from "./read-work";
import { mostTries } from "./rules/decide-recipient";
import { type Heard, patienceWith } from "./rules/patience";
import { loudFrom } from "./rules/quiet-hours";
import { wrongSource } from "./rules/wrong-source";
import { hearSources, type Sources } from "./source-words";
import type { Standing } from "./still-stands";

interface Row {
  message_id: string;
  contact_id: string;
  tries: number;
  conversation_id: string;
  attempts: number;
  kind: "phone" | "scoped";
  address: string;
  confirmed: boolean;
  content: MessageContent;
  country: string | null;
  time_zone: string | null;
  our_zone: string;
  now: string;
  allowed: boolean;
  fresh: boolean;
  holds: boolean;
}

/** `wait`: tried again after so many ms; `stops` where that is since its check was in vain: whether the campaign stops by that. */
type Fate =
  | { leave: true }
  | { wait: number; stops?: boolean }
  | { refuse: "no-consent" | "no-longer" | "unchecked" };

export interface Again {
  claimed: Claimed[];
  /** Why the campaign has to stop, found here; not yet done. */
  stop: Standing["stop"];
}

/**
 * Takes again what the carrier said that it did not take and that later it may: of one campaign that runs, on one number. All that is asked
 * before a first hand-over is asked once more, since it may be days later: consent (law 7), the check on fresh data, quiet hours. Who may
 * not be written to any more is refused by name, and their price is free again; nobody waits for a source without end.
 */
export async function claimAgain(
  s: OrgScope,
  work: CampaignWork,
  account: Claimed["account"],
  most: number,
): Promise<Again> {
  const claimedAt = Date.now();
  const rows = await dueAgain(s, work, account, most);
  if (rows.length === 0) return { claimed: [], stop: null };
  const heard = await listen(s, work, rows);
  const fates = rows.map((row) => ({ row, fate: fateOf(row, work, heard.of(row)) }));
  await together([settle(s, fates), countTries(s, fates)]);
  const details = { ids: rows.map((row) => row.message_id) };
  await record(s, { action: "campaign.claimed", subject: ["campaign", work.id], details });
  const claimed = fates.flatMap(({ row, fate }) =>
    "leave" in fate ? [claimedOf(row, account, claimedAt)] : [],
  );
  const stops = fates.some(({ fate }) => "stops" in fate && fate.stops);
  return { claimed, stop: stops ? { reason: "check", detail: heard.wrong } : null };
}

const silence: Sources = { failing: null, words: [] };

/** What the sources say, where somebody's data is not fresh. */
async function listen(s: OrgScope, work: CampaignWork, rows: Row[]) {
  const stale = rows.filter((row) => work.draft.check && !row.fresh).map((row) => row.contact_id);
  const { failing, words } = stale.length > 0 ? await hearSources(s, work, stale) : silence;
  const wrong = failing ?? wrongSource(words);
  const of = ({ contact_id: id, tries }: Row): Heard => ({
    tries,
    wrong: wrong !== null,
    spoken: words.some(({ contactId }) => contactId === id),
  });
  return { wrong, of };
}

function dueAgain(
  s: OrgScope,
  work: CampaignWork,
  account: Claimed["account"],
  most: number,
): Promise<Row[]> {
  const { sql, orgId } = s;
  return sql<Row[]>`
    with due as (
      select d.message_id, d.attempts, d.retry_at from deliveries d
        join campaigns g on g.org_id = d.org_id and g.id = d.campaign_id and g.state = 'running'
      where d.org_id = ${orgId} and d.channel_account_id = ${account.id} and d.pending and d.campaign_id = ${work.id} and d.retry_at <= now()
      order by d.retry_at limit ${most} for update of d skip locked
    )
    select r.message_id, r.conversation_id, r.contact_id, q.tries, r.attempts, i.kind, i.address, i.confirmed_at is not null as confirmed, r.content, k.country,
      k.time_zone, o.time_zone as our_zone, app_now() as now, hsm_allowed(k.id, ${account.channel}, r.content) as allowed,
      ${freshOf(s, work)} as fresh, ${holdsOf(s, work)} as holds
    from (select due.*, m.conversation_id, m.contact_id, m.identity_id, m.content from due
        join messages m on m.org_id = ${orgId} and m.id = due.message_id) r
      join campaign_recipients q on q.org_id = ${orgId} and q.message_id = r.message_id
      join contacts k on k.org_id = ${orgId} and k.id = r.contact_id
      join identities i on i.org_id = ${orgId} and i.id = r.identity_id
      join organizations o on o.id = ${orgId}`;
}

function fateOf(row: Row, { draft }: CampaignWork, heard: Heard): Fate {
  if (!row.allowed) return { refuse: "no-consent" };
  const now = new Date(row.now);
  const phone = row.kind === "phone" ? row.address : null;
  const zone = contactZone({ timeZone: row.time_zone, phone, country: row.country }, row.our_zone).timeZone;
  const quiet = +loudFrom(draft.quiet, now, zone) - +now;
  if (quiet > 0) return { wait: quiet };
  if (draft.check && !row.fresh) return unchecked(heard);
  return draft.check && !row.holds && !draft.check.otherwise ? { refuse: "no-longer" } : { leave: true };
}

function unchecked(heard: Heard): Fate {
  const then = patienceWith(heard);
  return then === "end" ? { refuse: "unchecked" } : then;
}

async function settle({ sql, orgId }: OrgScope, fates: { row: Row; fate: Fate }[]): Promise<void> {
  const rows = fates.map(({ row, fate }) => ({
    id: row.message_id,
    wait: "wait" in fate ? fate.wait : null,
    refusal: "refuse" in fate ? { code: fate.refuse } : null,
  }));
  await sql`
    update deliveries d set
      retry_at = case when x.wait is not null then now() + x.wait * interval '1 millisecond' end,
      claimed_at = case when x.wait is null then now() else d.claimed_at end,
      attempts = d.attempts + case when x.wait is null then 1 else 0 end,
      state = case when x.refusal is null then 'claimed' else 'rejected' end, pending = x.refusal is null,
      rank = case when x.refusal is null then ${rankOf("claimed")} else ${rankOf("rejected")} end::smallint,
      failed_at = case when x.refusal is null then d.failed_at else app_now() end, failure = coalesce(x.refusal, d.failure)
    from (select * from jsonb_to_recordset(${asRows(rows)}::text::jsonb) as x(id uuid, wait float8, refusal jsonb) limit ${rows.length}) x
    where d.org_id = ${orgId} and d.message_id = x.id`;
}

async function countTries({ sql, orgId }: OrgScope, fates: { row: Row; fate: Fate }[]): Promise<void> {
  const tried = ({ fate }: { fate: Fate }) =>
    "stops" in fate || ("refuse" in fate && fate.refuse === "unchecked");
  const ids = fates.filter(tried).map(({ row }) => row.message_id);
  if (ids.length === 0) return;
  await sql`
    update campaign_recipients set tries = least(tries + 1, ${mostTries})
    where org_id = ${orgId} and message_id = any(${ids}::uuid[])`;
}

const claimedOf = (row: Row, account: Claimed["account"], claimedAt: number): Claimed => ({
  messageId: row.message_id,
  conversationId: row.conversation_id,
  attempts: row.attempts + 1,
  claimedAt,
  account,
  to: { kind: row.kind, address: row.address },
  confirmed: row.confirmed,
  content: row.content,
  replyToProviderId: null,
  refusal: null,
});
