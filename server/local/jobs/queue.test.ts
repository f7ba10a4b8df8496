import fc from "fast-check";
import type { Sql } from "postgres";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { type TestDatabase, testDatabase } from "@/server/testing/database";
import type { Limit } from "./limits";
import { type Call, claim, complete, postpone } from "./queue";
import { addCalls, claimer, jobTables, touched, type Wanted } from "./test-calls";

let database: TestDatabase;
let sql: Sql;
let offset = 0;
const now = () => new Date(Date.UTC(2026, 0, 1) + offset);
const room = 50;

beforeAll(async () => {
  database = await testDatabase();
  sql = await jobTables(database);
});

beforeEach(async () => {
  offset = 0;
  await sql`truncate jobs.run, jobs.call, jobs.queue, jobs.hold, jobs.pace, jobs.arrival cascade`;
});

afterAll(async () => {
  await sql?.end();
  await database?.drop();
});

const later = (minutes: number) => new Date(now().getTime() + minutes * 60_000);
const many = <T>(count: number, make: (n: number) => T) => Array.from({ length: count }, (_, n) => make(n));
const own = (n: number): Limit[] => [{ key: `own ${n}`, cap: 1 }];
const shared: Limit = { key: "shared", cap: 3 };

const crowd = 20_000;
const crowds: { name: string; calls: (n: number) => Wanted; claimed: number }[] = [
  { name: "in one queue", calls: () => ({ fn: "f", limits: [], due: now() }), claimed: room },
  { name: "in as many queues", calls: (n) => ({ fn: "f", limits: own(n), due: now() }), claimed: room },
  {
    name: "in as many queues, due later",
    calls: (n) => ({ fn: "f", limits: own(n), due: later(n < 500 ? 0 : 60) }),
    claimed: room,
  },
  {
    name: "in 1,000 queues, half of each due later",
    calls: (n) => ({ fn: "f", limits: own(n % 1_000), due: later(n % 2_000 < 1_000 ? 0 : 60) }),
    claimed: room,
  },
  {
    name: "in one queue whose limit is full",
    calls: () => ({ fn: "f", limits: [shared], due: now() }),
    claimed: 0,
  },
  {
    name: "begun no faster than one an hour",
    calls: (n) => ({
      fn: "f",
      limits: [{ key: `own ${n % 1_000}`, everyMs: 3_600_000, burst: 1 }],
      due: now(),
    }),
    claimed: room,
  },
];

test.each(crowds)("a claim reads what it claims, with 20,000 calls $name", async ({ calls, claimed }) => {
  await addCalls(sql, many(crowd, calls));
  const engine = claimer(sql, now);
  for (let n = 0; n < 5; n++) await claim(engine, room);
  let result: Call[] = [];
  const { rows, scans } = await touched(sql, async () => {
    result = await claim(engine, room);
  });
  expect(result).toHaveLength(claimed);
  expect(rows).toBeLessThan(40 * room);
  expect(scans).toBe(0);
});

test("a crowd of queues that one full limit holds is set aside once, and let go as the limit allows", async () => {
  await addCalls(
    sql,
    many(crowd, (n) => ({ fn: `f${n}`, limits: [shared], due: now() })),
  );
  await addCalls(sql, [{ fn: "other", limits: [], due: now() }]);
  const engine = claimer(sql, now);
  const begun: Call[] = [];
  for (let n = 0; n < 8; n++) begun.push(...(await claim(engine, room)));
  expect(begun).toHaveLength(4);
  const [first] = begun;
  if (first) await sql.begin((tx) => complete(tx, first));
  let result: Call[] = [];
  const { rows } = await touched(sql, async () => {
    result = await claim(engine, room);
  });
  expect(result).toHaveLength(1);
  expect(rows).toBeLessThan(40 * room);
});

test("what was learnt of the tables while they were empty makes no claim read more than its queues", async () => {
  const queued = () =>
    many(crowd / 4, (n) => ({ fn: `f${n}`, limits: n < 200 ? own(n) : [shared], due: now() }));
  await addCalls(sql, queued());
  await sql`delete from jobs.run`;
  await sql`delete from jobs.arrival`;
  // With their pages kept the planner takes each of these tables for one of a single row.
  for (const table of ["run", "call", "queue", "arrival"])
    await sql`vacuum (analyze, truncate off) jobs.${sql(table)}`;
  await addCalls(sql, queued());
  const engine = claimer(sql, now);
  const { rows } = await touched(sql, () => claim(engine, room));
  expect(rows).toBeLessThan(4 * crowd);
});

test("queues take turns: a long one gets one place as long as others wait", async () => {
  const long = await addCalls(
    sql,
    many(100, () => ({ fn: "long", limits: [], due: later(-1) })),
  );
  const engine = claimer(sql, now);
  expect(await claim(engine, 4)).toHaveLength(4);
  await addCalls(
    sql,
    many(6, (n) => ({ fn: `short ${n}`, limits: [], due: now() })),
  );
  const claimed = [...(await claim(engine, 4)), ...(await claim(engine, 4))].map(({ id }) => id);
  expect(claimed.filter((id) => long.includes(id))).toHaveLength(2);
});

test("eight engines at once claim every call once, within its limits", async () => {
  const wanted = many(400, (n) => ({ fn: "f", limits: [{ key: `k${n % 40}`, cap: 2 }], due: now() }));
  const ids = await addCalls(sql, wanted);
  const pool = await jobTables(database, 8);
  const seen: string[] = [];
  const work = async () => {
    for (let empty = 0; empty < 3; ) {
      const calls = await claim(claimer(pool, now), 7);
      empty = calls.length === 0 ? empty + 1 : 0;
      seen.push(...calls.map(({ id }) => id));
      const [most] = await pool<{ most: number }[]>`
        select coalesce(max(n), 0)::int as most
        from (select count(*) as n from jobs.call where lease is not null group by limits) per_key`;
      expect(most?.most).toBeLessThanOrEqual(2);
      for (const call of calls) await pool.begin((tx) => complete(tx, call));
    }
  };
  await Promise.all(many(8, work));
  expect(seen.toSorted()).toEqual(ids.toSorted());
  await pool.end();
});

const caps: Limit[] = [
  { key: "one", cap: 1 },
  { key: "two", cap: 2 },
  { key: "five", cap: 5 },
];
const paces: Limit[] = [
  { key: "slow", everyMs: 60_000, burst: 1 },
  { key: "bursts", everyMs: 20_000, burst: 4 },
];
const wanted = fc.record({
  fn: fc.constantFrom<string>("a", "b"),
  limits: fc.tuple(fc.subarray(caps, { maxLength: 2 }), fc.subarray(paces, { maxLength: 1 })),
  minutes: fc.integer({ min: -1, max: 3 }),
});
type Commands = typeof commands extends fc.Arbitrary<infer List> ? List : never;
const commands = fc.array(
  fc.oneof(
    fc.record({ add: fc.array(wanted, { minLength: 1, maxLength: 12 }) }),
    fc.record({ claim: fc.integer({ min: 1, max: 6 }) }),
    fc.record({
      end: fc.integer({ min: 1, max: 5 }),
      how: fc.constantFrom<string>("complete", "postpone", "lose"),
    }),
    fc.record({ seconds: fc.integer({ min: 1, max: 90 }) }),
  ),
  { minLength: 8, maxLength: 40 },
);

const due = (...limits: [Limit[], Limit[]][]) => ({
  add: limits.map((one) => ({ fn: "a", limits: one, minutes: 0 })),
});

/** What one limit lets go first is held by another: the place is for the next that it holds. */
const heldByTwo: Commands = [
  due([caps.slice(0, 1), []], [[], []]),
  due([caps.slice(0, 1), paces.slice(0, 1)], [[], paces.slice(0, 1)], [caps.slice(0, 1), []]),
  { claim: 2 },
  { claim: 2 },
  { end: 2, how: "complete" },
  { claim: 1 },
  { claim: 2 },
];

/** What should be so, kept without any of the engine's means. */
class Model {
  readonly waiting = new Map<string, { limits: Limit[]; due: Date }>();
  readonly running = new Map<string, { call: Call; limits: Limit[] }>();
  private readonly tokens = new Map<string, { left: number; at: number }>();

  allows(limit: Limit): boolean {
    if ("cap" in limit) return this.inUse(limit.key) < limit.cap;
    return this.left(limit) > 0.99;
  }

  take(call: Call): void {
    const { limits } = this.waiting.get(call.id) ?? { limits: [] };
    for (const limit of limits) {
      expect(this.allows(limit), JSON.stringify(limit)).toBe(true);
      if ("everyMs" in limit) this.tokens.set(limit.key, { left: this.left(limit) - 1, at: now().getTime() });
    }
    this.waiting.delete(call.id);
    this.running.set(call.id, { call, limits: limits.filter((one) => "cap" in one) });
  }

  /** Of what is due: what no limit forbids. */
  possible(): string[] {
    return [...this.waiting]
      .filter(([, { limits, due }]) => due <= now() && limits.every((limit) => this.allows(limit)))
      .map(([id]) => id);
  }

  private inUse(key: string): number {
    return [...this.running.values()].filter(({ limits }) => limits.some((one) => one.key === key)).length;
  }

  private left(limit: { key: string; everyMs: number; burst: number }): number {
    const { left, at } = this.tokens.get(limit.key) ?? { left: limit.burst, at: 0 };
    return Math.min(limit.burst, left + (now().getTime() - at) / limit.everyMs);
  }
}

async function end(model: Model, count: number, how: string): Promise<void> {
  for (const { call, limits } of [...model.running.values()].slice(0, count)) {
    model.running.delete(call.id);
    if (how === "complete") await sql.begin((tx) => complete(tx, call));
    else model.waiting.set(call.id, { limits, due: how === "lose" ? new Date(0) : later(1) });
    if (how === "postpone") await postpone(sql, call, later(1), "attempt");
    if (how === "lose")
      await sql`update jobs.call set lease_until = clock_timestamp(), due_at = 'epoch' where id = ${call.id}`;
  }
}

test("no limit is ever passed, and no place stays empty while a call may have it", async () => {
  const property = fc.asyncProperty(commands, async (list) => {
    await sql`truncate jobs.run, jobs.call, jobs.queue, jobs.hold, jobs.pace, jobs.arrival cascade`;
    const model = new Model();
    for (const command of list) {
      if ("seconds" in command) offset += command.seconds * 1_000;
      if ("end" in command) await end(model, command.end, command.how);
      if ("add" in command) {
        const calls = command.add.map(({ fn, limits, minutes }) => ({
          fn,
          limits: limits.flat(),
          due: later(minutes),
        }));
        const ids = await addCalls(sql, calls);
        for (const [index, call] of calls.entries()) model.waiting.set(ids[index] ?? "", call);
      }
      if ("claim" in command) {
        const calls = await claim(claimer(sql, now), command.claim);
        for (const call of calls) model.take(call);
        if (calls.length < command.claim) expect(model.possible()).toEqual([]);
      }
    }
  });
  await fc.assert(property, { numRuns: 100, examples: [[heldByTwo]] });
}, 60_000);
