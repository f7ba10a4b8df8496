import type { OrgScope } from "@/db/org";
import { asRows } from "@/db/rows";
import { ratingOf } from "@/server/channels/rules/rating";
import type { Applied, Row } from "./insert-messages";
import type { MessageContent } from "./schema";

/** Rows that answer how it was, with the question that each is of. */
type Rating = Row & { rating_id: string; score: number };

/**
 * Which of the rows answer a question of ours that their sender was asked. Whatever else is pressed, also an answer that was made up
 * or is another customer's, is a message like any other.
 */
export async function splitRatings({ sql, orgId }: OrgScope, rows: Row[]): Promise<[Row[], Rating[]]> {
  const claimed = rows.flatMap((row): Rating[] => {
    const content = row.content as MessageContent;
    const said = content.type === "choice" ? ratingOf(content.id) : null;
    return said ? [{ ...row, rating_id: said.ratingId, score: said.score }] : [];
  });
  if (claimed.length === 0) return [rows, []];
  const asked = await sql<{ id: string; account_id: string; contact_id: string }[]>`
    select r.id, c.channel_account_id as account_id, c.contact_id from ratings r
      join conversations c on c.org_id = r.org_id and c.id = r.conversation_id
    where r.org_id = ${orgId} and r.id = any(${claimed.map((row) => row.rating_id)}::uuid[])`;
  const ratings = claimed.filter((row) =>
    asked.some(
      (one) =>
        one.id === row.rating_id && one.account_id === row.account_id && one.contact_id === row.contact_id,
    ),
  );
  const rated = new Set(ratings.map((row) => row.id));
  return [rows.filter((row) => !rated.has(row.id)), ratings];
}

/**
 * What customers press when asked how it was belongs to the conversation that was asked about: it opens none, and nobody has to answer
 * it. The first answer to a question counts, later ones are only said. The caller holds the windows.
 */
export async function insertRatings({ sql, orgId }: OrgScope, rows: Rating[]): Promise<Applied[]> {
  if (rows.length === 0) return [];
  return sql<Applied[]>`
    with x as (
      select * from jsonb_to_recordset(${asRows(rows)}::text::jsonb) as x(ord int, id uuid, account_id uuid, contact_id uuid,
        identity_id uuid, provider_id text, kind text, content jsonb, reply_to text, occurred_at timestamptz, rating_id uuid, score int)
    ), fresh as (
      select distinct on (account_id, provider_id) * from x
      where not exists (select 1 from messages m where m.org_id = ${orgId} and m.channel_account_id = x.account_id
        and m.provider_id = x.provider_id)
      order by account_id, provider_id, ord
    ), held as (
      select c.id, c.last_seq, c.last_message_at, c.team_id, c.assignee_id from conversations c
      where c.org_id = ${orgId} and c.id in (select r.conversation_id from ratings r join fresh f on f.rating_id = r.id
        where r.org_id = ${orgId})
      order by c.id for update
    ), placed as (
      select f.*, h.id as conversation_id, h.team_id, h.assignee_id, f.occurred_at < h.last_message_at as late,
        (h.last_seq + row_number() over (partition by h.id order by f.ord))::int as seq
      from fresh f join ratings r on r.org_id = ${orgId} and r.id = f.rating_id join held h on h.id = r.conversation_id
    ), inserted as (
      insert into messages (id, conversation_id, seq, channel_account_id, contact_id, identity_id, direction, origin, kind,
        content, provider_id, reply_to_provider_id, occurred_at, recorded_at, late)
      select id, conversation_id, seq, account_id, contact_id, identity_id, 'in', 'customer', kind, content, provider_id, reply_to,
        occurred_at, (select app_now()), late from placed
    ), moved as (
      update conversations c set last_seq = coalesce(p.seq, c.last_seq), seen_seq = coalesce(p.seq, c.seen_seq),
        last_message_at = greatest(c.last_message_at, p.last_at), window_expires_at = w.service_expires_at,
        missed = c.missed and w.service_expires_at <= (select app_now())
      from conversations o join windows w on w.org_id = o.org_id and w.channel_account_id = o.channel_account_id
          and w.contact_id = o.contact_id
        left join (select conversation_id, max(seq) as seq, max(occurred_at) as last_at from placed group by 1) p
          on p.conversation_id = o.id
      where c.org_id = ${orgId} and c.id = o.id and o.org_id = ${orgId} and (o.id in (select id from held)
        or (o.state = 'open' and (o.channel_account_id, o.contact_id) in (select account_id, contact_id from fresh)))
    ), rated as (
      update ratings r set score = p.score, rated_at = (select app_now())
      from (select distinct on (rating_id) rating_id, score from placed order by rating_id, seq) p
      where r.org_id = ${orgId} and r.id = p.rating_id and r.score is null
    )
    select id, conversation_id, false as opened, team_id, assignee_id, false as standard, false as stale, false as quiet from placed
    order by ord`;
}
