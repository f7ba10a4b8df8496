import type { OrgScope } from "@/db/org";
import { countriesSpeaking } from "@/server/contacts/rules/language";
import type { Piece } from "./compile";
import { compileValue } from "./compile-value";
import type { Condition } from "./rules/definition";

type Of<K extends Condition["kind"]> = Extract<Condition, { kind: K }>;

/** One condition on `contacts` k. What is asked of many rows is an EXISTS: the planner reads it at once for all, or for one contact alone. */
export function compileCondition(s: OrgScope, one: Condition): Piece {
  const { sql, orgId } = s;
  switch (one.kind) {
    case "attribute":
      return compileValue(s, sql`k.attributes`, one.attribute);
    case "object":
      return objects(s, one);
    case "label":
      return sql`${not(s, one.is === "has-not")} exists (select 1 from contact_labels l
        where l.org_id = ${orgId} and l.contact_id = k.id and l.label_id = any(${one.labelIds}::uuid[]))`;
    case "consent":
      return consent(s, one);
    case "country":
      return sql`${not(s, one.is === "not-one-of")} coalesce(k.country = any(${one.countries}::text[]), false)`;
    case "language":
      return language(s, one);
    case "executive":
      return sql`${not(s, one.is === "not-one-of")} coalesce(k.executive_id = any(${one.memberIds}::uuid[]), false)`;
    case "no-executive":
      return sql`k.executive_id is null`;
    case "number":
      return sql`${not(s, one.is === "not-used")} exists (select 1 from conversations v
        where v.org_id = ${orgId} and v.contact_id = k.id and v.state <> 'begun'
          and v.channel_account_id = any(${one.numberIds}::uuid[]))`;
    case "channel":
      return sql`${not(s, one.is === "not-used")} exists (select 1 from conversations v
        where v.org_id = ${orgId} and v.contact_id = k.id and v.state <> 'begun' and v.channel_account_id in (
          select a.id from channel_accounts a where a.org_id = ${orgId} and a.channel = any(${one.channels}::text[])))`;
    case "heard":
      return heard(s, one);
    case "told":
      return told(s, one);
    case "conversations":
      return atLeast(
        s,
        one,
        sql`
        select v.contact_id from conversations v where v.org_id = ${orgId} and v.state <> 'begun'
        group by v.contact_id having count(*) >= ${one.is === "at-most" ? one.count + 1 : one.count}`,
      );
    case "cost":
      return cost(s, one);
    case "created":
      return sql`k.created_at ${one.is === "within" ? sql`>` : sql`<=`} ${ago(s, one.days)}`;
    case "list":
      return sql`${not(s, one.is === "not-in")} exists (select 1 from segment_contacts l
        where l.org_id = ${orgId} and l.segment_id = ${one.segmentId} and l.contact_id = k.id)`;
  }
}

const not = ({ sql }: OrgScope, turned: boolean): Piece => (turned ? sql`not` : sql``);

/** Once per statement: called per row, the clock would cost more than all the rest. */
const ago = ({ sql }: OrgScope, days: number): Piece =>
  sql`(select app_now() - make_interval(days => ${days}::int))`;

/** Whether the contact is among those of a grouped question; the contact is looked for inside it. */
const among = ({ sql }: OrgScope, grouped: Piece): Piece =>
  sql`exists (select 1 from (${grouped}) g where g.contact_id = k.id)`;

const atLeast = (s: OrgScope, { is }: { is: "at-least" | "at-most" }, grouped: Piece): Piece =>
  s.sql`${not(s, is === "at-most")} ${among(s, grouped)}`;

function objects(s: OrgScope, { typeKey, where, objects: wanted }: Of<"object">): Piece {
  const { sql, orgId } = s;
  const rows = where.reduce(
    (before, test) => sql`${before} and ${compileValue(s, sql`b.values`, test)}`,
    sql`from contact_objects b where b.org_id = ${orgId} and b.type_key = ${typeKey}`,
  );
  switch (wanted.is) {
    case "any":
    case "none":
      return sql`${not(s, wanted.is === "none")} exists (select 1 ${rows} and b.contact_id = k.id)`;
    case "at-least":
    case "at-most": {
      const least = wanted.is === "at-most" ? wanted.count + 1 : wanted.count;
      return atLeast(
        s,
        wanted,
        sql`select b.contact_id ${rows} group by b.contact_id having count(*) >= ${least}`,
      );
    }
    default: {
      const sum = sql`sum(json_figure(b.values -> ${wanted.column}::text))`;
      const than = wanted.is === "sum-more" ? sql`>` : sql`<`;
      return among(
        s,
        sql`
        select b.contact_id ${rows} group by b.contact_id having ${sum} ${than} ${String(wanted.amount)}::text::numeric`,
      );
    }
  }
}

/**
 * As consent_state() reads the ledger: what was said last counts, and of a yes and a no of one moment the no. Said as "a yes, and no no
 * since": two joins that several processes share, where a maximum per contact would be reckoned by one.
 */
function consent(s: OrgScope, { channel, purpose, is }: Of<"consent">): Piece {
  const { sql, orgId } = s;
  const said = sql`select 1 from identities i join consents c on c.org_id = ${orgId} and c.identity_id = i.id
    where i.org_id = ${orgId} and i.contact_id = k.id and c.purpose = ${purpose} and c.channel in ('any', ${channel})`;
  if (is === "unknown") return sql`not exists (${said})`;
  const since =
    is === "in"
      ? sql`d.state = 'out' and d.occurred_at >= c.occurred_at`
      : sql`d.state = 'in' and d.occurred_at > c.occurred_at`;
  return sql`exists (${said} and c.state = ${is} and not exists (
    select 1 from identities j join consents d on d.org_id = ${orgId} and d.identity_id = j.id
    where j.org_id = ${orgId} and j.contact_id = i.contact_id and d.purpose = ${purpose} and d.channel in ('any', ${channel}) and ${since}))`;
}

/** As server/contacts/rules/language.ts decides it. */
function language(s: OrgScope, { is, languages }: Of<"language">): Piece {
  const { sql } = s;
  const own = sql`coalesce(k.language, case when jsonb_typeof(k.attributes -> 'language') = 'string' then k.attributes ->> 'language' end)`;
  return sql`${not(s, is === "not-one-of")} coalesce(case when ${own} ~* '^[a-z]{2}(-|$)'
    then lower(left(${own}, 2)) = any(${languages}::text[])
    else k.country = any(${languages.flatMap(countriesSpeaking)}::text[]) end, false)`;
}

/** By the windows, which keep the carrier's time of the last message of a contact on each number, found by number and contact. */
function heard(s: OrgScope, { last }: Of<"heard">): Piece {
  const { sql, orgId } = s;
  const wrote = sql`select 1 from channel_accounts a join windows w on w.org_id = ${orgId} and w.channel_account_id = a.id
    where a.org_id = ${orgId} and w.contact_id = k.id`;
  if (last.is === "never") return sql`not exists (${wrote} and w.last_inbound_at is not null)`;
  return sql`${not(s, last.is === "not-within")} exists (${wrote} and w.last_inbound_at > ${ago(s, last.days)})`;
}

/** By the ledger, which has an event for all that a carrier accepted; through the conversation, which a merge takes along. */
function told(s: OrgScope, { last }: Of<"told">): Piece {
  const { sql, orgId } = s;
  const sent = sql`select 1 from conversations v join usage_events e on e.org_id = ${orgId} and e.conversation_id = v.id
    where v.org_id = ${orgId} and v.contact_id = k.id and e.kind <> 'MO'`;
  if (last.is === "never") return sql`not exists (${sent})`;
  return sql`${not(s, last.is === "not-within")} exists (${sent} and e.occurred_at > ${ago(s, last.days)})`;
}

function cost(s: OrgScope, { days, is, amount, currency }: Of<"cost">): Piece {
  const { sql, orgId } = s;
  const micros = Math.round(amount * 1_000_000);
  const than = is === "more" ? sql`>` : sql`>=`;
  return sql`${not(s, is === "less")} ${among(
    s,
    sql`
    select v.contact_id from usage_events e join charges c on c.org_id = ${orgId} and c.usage_event_id = e.id
      join conversations v on v.org_id = ${orgId} and v.id = e.conversation_id
    where e.org_id = ${orgId} and e.occurred_at > ${ago(s, days)} and c.currency = ${currency}
    group by v.contact_id having sum(c.micros) ${than} ${micros}::bigint`,
  )}`;
}
