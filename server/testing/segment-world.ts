import fc from "fast-check";
import { newId } from "@/db/id";
import { inOrg, type OrgScope } from "@/db/org";
import { asRow } from "@/db/rows";
import type { Condition, Definition } from "@/server/segments/rules/definition";
import { createMember, createNumber, createOrganization, type TestOrganization } from "./factories";
import { type Circumstances, dayFrom, type Judged } from "./segment-judge";

/** An organization whose things definitions can name. */
export interface SegmentWorld {
  org: TestOrganization;
  numbers: string[];
  members: string[];
  labels: string[];
  lists: string[];
  at: Circumstances;
}

const zone = "America/Argentina/Buenos_Aires";

export async function createSegmentWorld(): Promise<SegmentWorld> {
  const org = await createOrganization({ timeZone: zone });
  const made = [await createNumber(org), await createNumber(org)];
  const numbers = made.map((one) => one.channelAccountId);
  const members = [(await createMember(org, "agent")).memberId, (await createMember(org, "agent")).memberId];
  const [labels, lists] = [
    [newId(), newId()],
    [newId(), newId()],
  ];
  return inOrg(org.owner.scope, async (s) => {
    await s.sql`update channel_accounts set channel = 'post' where id = ${numbers[1] ?? ""}`;
    await s.sql`insert into object_types (key, singular, plural, columns, position, created_at)
      values ('loan', 'Loan', 'Loans', '[]', 1, now()), ('policy', 'Policy', 'Policies', '[]', 2, now())`;
    for (const [place, id] of labels.entries())
      await s.sql`insert into labels (id, name, color) values (${id}, ${`Label ${place}`}, 'teal')`;
    for (const [place, id] of lists.entries())
      await s.sql`insert into segments (id, name, kind, definition, created_by, created_at, updated_at, contacts, counted_at)
        values (${id}, ${`List ${place}`}, 'list', '{}', ${org.owner.memberId}, now(), now(), 0, now())`;
    const channels = await s.sql<{ id: string; channel: string }[]>`select id, channel from channel_accounts`;
    const now = org.owner.scope.now;
    const today = new Intl.DateTimeFormat("en-CA", { timeZone: zone }).format(now);
    const channelOf = Object.fromEntries(channels.map(({ id, channel }) => [id, channel]));
    return { org, numbers, members, labels, lists, at: { now, today, channelOf } };
  });
}

/** Few values, so that conditions and contacts meet; some of them nothing that their type takes. */
const words = ["Córdoba", "cordoba", "Salta", "Ñandú azul", " ", "7", "2026-01-15"];
const wordArb = fc.constantFrom(...words.filter((word) => word.trim() !== ""));
const figureArb = fc.constantFrom(-3, 0, 0.1, 0.3, 7, 7.5, 64000.25);
const spanArb = fc.constantFrom(1, 3, 10, 40);
const some = <T>(list: readonly T[]) => fc.subarray([...list], { minLength: 1 });

function valueArb({ at }: SegmentWorld) {
  const dates = [-41, -10, -3, 0, 1, 3, 40].map((days) => dayFrom(at.today, days));
  return fc.oneof(figureArb, fc.constantFrom(...words, ...dates), fc.boolean(), fc.constant({ odd: 1 }));
}

const keys = ["a", "b", "language"];
/** No moment stands at the edge of a span. */
const momentArb = ({ at }: SegmentWorld) =>
  fc
    .constantFrom(0, 1, 2, 3, 9, 10, 39, 40, 60)
    .map((days) => new Date(at.now.getTime() - days * 86_400_000 - 3_600_000));

export function contactArb(world: SegmentWorld): fc.Arbitrary<Judged> {
  const values = fc.dictionary(fc.constantFrom(...keys), valueArb(world), { noNullPrototype: true });
  const moment = momentArb(world);
  const usage = fc.record({
    kind: fc.constantFrom("MO" as const, "MT" as const, "HSM" as const),
    occurredAt: moment,
    micros: fc.array(fc.constantFrom(61_800, -61_800, 1_000_000, 26_000), { maxLength: 2 }),
    currency: fc.constantFrom("USD", "ARS"),
  });
  const numberId = fc.constantFrom(...world.numbers);
  return fc.record({
    id: fc.constant("").map(newId),
    attributes: values,
    country: fc.constantFrom("AR", "BR", "US", null),
    language: fc.constantFrom("es", "pt", "xx", null),
    executiveId: fc.constantFrom(...world.members, null),
    createdAt: moment,
    objects: fc.array(fc.record({ typeKey: fc.constantFrom("loan", "policy"), values }), { maxLength: 4 }),
    labels: fc.subarray(world.labels),
    consents: fc.array(
      fc.record({
        channel: fc.constantFrom("any", "post"),
        purpose: fc.constantFrom("service", "marketing"),
        state: fc.constantFrom("in" as const, "out" as const),
        occurredAt: moment,
      }),
      { maxLength: 4 },
    ),
    windows: fc
      .uniqueArray(fc.record({ numberId, lastInboundAt: fc.option(moment) }), { selector: (w) => w.numberId })
      .map((list) => list),
    conversations: fc.array(fc.record({ numberId, usage: fc.array(usage, { maxLength: 2 }) }), {
      maxLength: 3,
    }),
    lists: fc.subarray(world.lists),
  });
}

export function definitionArb(world: SegmentWorld): fc.Arbitrary<Definition> {
  const one = conditionArb(world);
  const match = fc.constantFrom("all" as const, "any" as const);
  const group = fc.record({
    kind: fc.constant("group" as const),
    match,
    conditions: fc.array(one, { minLength: 1, maxLength: 3 }),
  });
  const conditions = fc.array(fc.oneof({ arbitrary: one, weight: 3 }, group), { minLength: 1, maxLength: 4 });
  return fc.record({ match, conditions });
}

function testArb(world: SegmentWorld) {
  const key = fc.constantFrom(...keys);
  const date = fc.constantFrom(-10, -3, 0, 3).map((days) => dayFrom(world.at.today, days));
  const set = fc.constantFrom({ is: "set" as const }, { is: "unset" as const });
  const same = fc.constantFrom("is" as const, "is-not" as const);
  const pair = <T>(end: fc.Arbitrary<T>) =>
    fc.record({ is: fc.constant("between" as const), from: end, to: end });
  const figures = fc.oneof(
    set,
    fc.record({ is: same, value: figureArb }),
    fc.record({ is: fc.constantFrom("more" as const, "less" as const), value: figureArb }),
    pair(figureArb),
  );
  const texts = fc.oneof(
    set,
    fc.record({ is: same, value: wordArb }),
    fc.record({ is: fc.constant("contains" as const), value: fc.constantFrom("or", "ñ", "Azul", "7") }),
    fc.record({ is: fc.constant("one-of" as const), values: some(words.filter((w) => w.trim() !== "")) }),
  );
  const choices = fc.oneof(
    set,
    fc.record({ is: same, value: wordArb }),
    fc.record({ is: fc.constant("one-of" as const), values: some(["Salta", "Córdoba"]) }),
  );
  const dates = fc.oneof(
    set,
    fc.record({ is: fc.constant("is" as const), value: date }),
    fc.record({ is: fc.constantFrom("before" as const, "after" as const), value: date }),
    fc.record({
      is: fc.constantFrom("last-days" as const, "next-days" as const),
      days: fc.constantFrom(0, 3, 10),
    }),
    pair(date),
  );
  const flags = fc.oneof(set, fc.record({ is: fc.constant("is" as const), value: fc.boolean() }));
  return fc.oneof(
    fc.record({ key, type: fc.constantFrom("number" as const, "money" as const), test: figures }),
    fc.record({ key, type: fc.constant("text" as const), test: texts }),
    fc.record({ key, type: fc.constant("choice" as const), test: choices }),
    fc.record({ key, type: fc.constant("date" as const), test: dates }),
    fc.record({ key, type: fc.constant("boolean" as const), test: flags }),
  );
}

export function conditionArb(world: SegmentWorld): fc.Arbitrary<Condition> {
  const test = testArb(world);
  const count = fc.constantFrom(1, 2, 3);
  const most = fc.constantFrom("at-least" as const, "at-most" as const);
  const oneOf = fc.constantFrom("one-of" as const, "not-one-of" as const);
  const within = fc.constantFrom("within" as const, "not-within" as const);
  const used = fc.constantFrom("used" as const, "not-used" as const);
  const last = fc.oneof(fc.record({ is: within, days: spanArb }), fc.constant({ is: "never" as const }));
  const objects = fc.oneof(
    fc.constantFrom({ is: "any" as const }, { is: "none" as const }),
    fc.record({ is: most, count }),
    fc.record({
      is: fc.constantFrom("sum-more" as const, "sum-less" as const),
      column: fc.constantFrom("a", "b"),
      amount: fc.constantFrom(0, 7, 14.5),
    }),
  );
  const kind = <K extends Condition["kind"]>(name: K) => fc.constant(name);
  return fc.oneof(
    fc.record({ kind: kind("attribute"), attribute: test }),
    fc.record({
      kind: kind("object"),
      typeKey: fc.constantFrom("loan", "policy"),
      where: fc.array(test, { maxLength: 2 }),
      objects,
    }),
    fc.record({
      kind: kind("label"),
      is: fc.constantFrom("has" as const, "has-not" as const),
      labelIds: some(world.labels),
    }),
    fc.record({
      kind: kind("consent"),
      channel: fc.constantFrom("post", "mail"),
      purpose: fc.constantFrom("service" as const, "marketing" as const),
      is: fc.constantFrom("in" as const, "out" as const, "unknown" as const),
    }),
    fc.record({ kind: kind("country"), is: oneOf, countries: some(["AR", "BR"]) }),
    fc.record({ kind: kind("language"), is: oneOf, languages: some(["es", "pt", "en"]) }),
    fc.record({ kind: kind("executive"), is: oneOf, memberIds: some(world.members) }),
    fc.record({ kind: kind("no-executive") }),
    fc.record({ kind: kind("number"), is: used, numberIds: some(world.numbers) }),
    fc.record({ kind: kind("channel"), is: used, channels: some(["post", "mail"]) }),
    fc.record({ kind: fc.constantFrom("heard" as const, "told" as const), last }),
    fc.record({ kind: kind("conversations"), is: most, count }),
    fc.record({
      kind: kind("cost"),
      days: spanArb,
      is: fc.constantFrom("more" as const, "less" as const),
      amount: fc.constantFrom(0.0618, 1, 1.026),
      currency: fc.constantFrom("USD", "ARS"),
    }),
    fc.record({ kind: kind("created"), is: within, days: spanArb }),
    fc.record({
      kind: kind("list"),
      is: fc.constantFrom("in" as const, "not-in" as const),
      segmentId: fc.constantFrom(...world.lists),
    }),
  ) as fc.Arbitrary<Condition>;
}

/** Writes a contact down as the tables keep it. */
export async function keepContact(s: OrgScope, who: Judged): Promise<void> {
  const { sql } = s;
  const identityId = newId();
  await sql`insert into contacts (id, attributes, country, language, executive_id, created_at)
    values (${who.id}, ${asRow(who.attributes)}::text::jsonb, ${who.country}, ${who.language}, ${who.executiveId}, ${who.createdAt.toISOString()})`;
  await sql`insert into identities (id, contact_id, kind, value, address) values (${identityId}, ${who.id}, 'phone', ${identityId}, '-')`;
  for (const { typeKey, values } of who.objects)
    await sql`insert into contact_objects (id, type_key, contact_id, external_key, values, as_of, updated_at)
      values (${newId()}, ${typeKey}, ${who.id}, ${newId()}, ${asRow(values)}::text::jsonb, now(), now())`;
  await sql`insert into contact_labels (contact_id, label_id, added_at) select ${who.id}, l, now() from unnest(${who.labels}::uuid[]) l`;
  await sql`insert into segment_contacts (segment_id, contact_id) select l, ${who.id} from unnest(${who.lists}::uuid[]) l`;
  for (const one of who.consents)
    await sql`insert into consents (id, identity_id, channel, purpose, state, source, occurred_at)
      values (${newId()}, ${identityId}, ${one.channel}, ${one.purpose}, ${one.state}, 'import', ${one.occurredAt.toISOString()})
      on conflict do nothing`;
  for (const { numberId, lastInboundAt } of who.windows)
    await sql`insert into windows (channel_account_id, contact_id, identity_id, last_inbound_at)
      values (${numberId}, ${who.id}, ${identityId}, ${lastInboundAt?.toISOString() ?? null})`;
  for (const talk of who.conversations) await keepTalk(s, who.id, identityId, talk);
}

async function keepTalk(
  { sql }: OrgScope,
  contactId: string,
  identityId: string,
  { numberId, usage }: Judged["conversations"][number],
): Promise<void> {
  const conversationId = newId();
  await sql`insert into conversations (id, channel_account_id, contact_id, identity_id, state, opened_at, closed_at, last_message_at)
    values (${conversationId}, ${numberId}, ${contactId}, ${identityId}, 'closed', now(), now(), now())`;
  for (const { kind, occurredAt, micros, currency } of usage) {
    const id = newId();
    await sql`insert into usage_events (id, kind, message_id, conversation_id, contact_id, channel_account_id, origin, occurred_at)
      values (${id}, ${kind}, ${newId()}, ${conversationId}, ${contactId}, ${numberId}, 'agent', ${occurredAt.toISOString()})`;
    for (const [step, amount] of micros.entries())
      await sql`insert into charges (usage_event_id, step, kind, micros, currency, pricing_type, category, reason)
        values (${id}, ${step + 1}, 'charge', ${amount}, ${currency}, 'regular', 'utility', 'listed')`;
  }
}
