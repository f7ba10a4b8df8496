import postgres, { type TransactionSql } from "postgres";
import type { MemberScope } from "@/server/scope";
import type { Condition, Definition } from "@/server/segments/rules/definition";
import { createNumber } from "../factories";
import type { Figures } from "./cli";
import { percentile, timed, up } from "./figures";
import { callerOf } from "./inbox-questions";
import { claimsOf } from "./sessions";

/**
 * How long the figure beside a definition takes, in ms, through the API: by attributes, by what contacts agreed to, by what they did, and
 * by all of it in groups. To be kept: segmentCountP95 ≤ 500 ms at a million contacts. Each kind is told apart as well.
 */
export async function segmentFigures(scope: MemberScope, email: string, turns: number): Promise<Figures> {
  const numberId = await giveHistory(scope);
  const claims = await claimsOf(email);
  const times = new Map<string, number[]>();
  const totals = new Map<string, number>();
  for (let turn = -1; turn < turns; turn++) {
    for (const [name, definition] of Object.entries(definitions(numberId, turn))) {
      const api = await callerOf(scope.slug, claims);
      const taken = await timed(async () => totals.set(name, await api.segments.count({ definition })));
      if (!totals.get(name)) throw new Error(`Nobody is meant by ${name}`);
      // The first turn fills caches.
      if (turn >= 0) times.set(name, [...(times.get(name) ?? []), taken]);
    }
  }
  const each = [...times].map(([name, list]) => [`segment.${name}P95`, up(percentile(list, 0.95))]);
  return {
    segmentCountP95: up(percentile([...times.values()].flat(), 0.95)),
    ...(Object.fromEntries(each) as Figures),
  };
}

/** Different values at each turn, so that no answer is a kept one. */
function definitions(numberId: string, turn: number): Record<string, Definition> {
  const all = (...conditions: Definition["conditions"]): Definition => ({ match: "all", conditions });
  const debt: Condition = {
    kind: "attribute",
    attribute: { key: "deuda", type: "number", test: { is: "more", value: 40_000 + turn } },
  };
  const gold: Condition = {
    kind: "attribute",
    attribute: { key: "plan", type: "choice", test: { is: "is", value: "Oro" } },
  };
  const agreed: Condition = { kind: "consent", channel: "one", purpose: "marketing", is: "in" };
  const heard: Condition = { kind: "heard", last: { is: "within", days: 30 + turn } };
  const cost: Condition = { kind: "cost", days: 60 + turn, is: "more", amount: 0.01, currency: "USD" };
  const used: Condition = { kind: "number", is: "used", numberIds: [numberId] };
  return {
    attributes: all(debt, gold),
    quiet: all(gold, { kind: "heard", last: { is: "not-within", days: 30 + turn } }),
    consent: all(agreed),
    history: all(heard, cost),
    grouped: all(agreed, { kind: "group", match: "any", conditions: [debt, used, cost] }),
  };
}

/** Of every tenth contact a conversation that was paid for, of every second what they agreed to. */
async function giveHistory(scope: MemberScope): Promise<string> {
  const org = { orgId: scope.orgId, slug: scope.slug, teamId: null, owner: { scope } };
  const { channelAccountId } = await createNumber(org as never, { teamId: null });
  // A member's connection is given up after half a minute of one statement; loading is nobody's request.
  const owner = postgres(process.env.DATABASE_OWNER_URL ?? "", { max: 1 });
  await owner.begin((tx) => writeHistory(tx, scope.orgId, channelAccountId));
  // As the database does by itself within minutes of such a change.
  await owner`analyze`;
  await owner.end();
  return channelAccountId;
}

async function writeHistory(sql: TransactionSql, orgId: string, channelAccountId: string): Promise<void> {
  await sql`select set_config('app.org_id', ${orgId}, true)`;
  const some = sql`from (select i.id as identity_id, i.contact_id, row_number() over (order by i.contact_id) as n
    from identities i where i.org_id = ${orgId} and i.kind = 'phone') x`;
  const then = sql`app_now() - make_interval(hours => (n % 2400)::int)`;
  await sql`insert into windows (channel_account_id, contact_id, identity_id, last_inbound_at)
    select ${channelAccountId}, contact_id, identity_id, ${then} ${some} where n % 10 = 0`;
  await sql`insert into conversations (id, channel_account_id, contact_id, identity_id, state, opened_at, closed_at, last_message_at)
    select gen_random_uuid(), ${channelAccountId}, contact_id, identity_id, 'closed', ${then}, ${then}, ${then} ${some} where n % 10 = 0`;
  await sql`insert into usage_events (id, kind, message_id, conversation_id, contact_id, channel_account_id, origin, occurred_at)
    select gen_random_uuid(), 'MT', gen_random_uuid(), id, contact_id, channel_account_id, 'agent', last_message_at
    from conversations where org_id = ${orgId} and channel_account_id = ${channelAccountId}`;
  await sql`insert into charges (usage_event_id, step, kind, micros, currency, pricing_type, category, reason)
    select id, 1, 'charge', 26000, 'USD', 'regular', 'utility', 'listed' from usage_events where org_id = ${orgId}`;
  await sql`insert into consents (id, identity_id, channel, purpose, state, source, occurred_at)
    select gen_random_uuid(), identity_id, 'any', 'marketing', case when n % 7 = 0 then 'out' else 'in' end, 'import', ${then}
    ${some} where n % 2 = 0`;
}
