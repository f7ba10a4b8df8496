import postgres, { type Sql } from "postgres";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { type TestDatabase, testDatabase } from "@/server/testing/database";
import { type Jobs, startJobs } from "./server";
import { eventKey, signingKey, TestApp, TestClock } from "./test-app";
import { functions, gate } from "./test-functions";

const hour = 3_600_000;
const clock = new TestClock();
let database: TestDatabase;
let sql: Sql;
let app: TestApp;
let jobs: Jobs;

beforeAll(async () => {
  database = await testDatabase();
  sql = postgres(database.ownerUrl, { max: 2 });
  app = await TestApp.create("demo");
  await app.up(functions(app));
  jobs = await startJobs({
    port: app.enginePort,
    databaseUrl: database.ownerUrl,
    appUrl: app.url,
    eventKey,
    signingKey,
    now: clock.now,
    pollMs: 20,
    backoff: () => 0,
  });
  await jobs.sync();
});

afterAll(async () => {
  await jobs?.close();
  await app?.down();
  await sql?.end();
  await database?.drop();
});

const send = (name: string, data: Record<string, unknown> = {}, id?: string) =>
  app.client.send({ name, data, id });

/** Until the database says so: what a run waits for is not visible to the app. */
async function until(count: number, query: () => Promise<{ count: number }[]>): Promise<void> {
  await vi.waitFor(async () => expect((await query())[0]?.count).toBe(count), {
    timeout: 10_000,
    interval: 20,
  });
}

const waiting = (id: string, event: string | null) => () =>
  sql<{ count: number }[]>`
  select count(*)::int from jobs.wait join jobs.run r on r.id = run_id
  where function_id = ${id} and kind <> 'cancel' and event_name is not distinct from ${event}`;

test("steps run once each, in order, and keep what they returned as it was", async () => {
  await send("t/steps", { second: 2, first: 1, toJSON: "x" });
  await app.journal.seen("steps {*");
  expect(app.journal.all("steps one")).toHaveLength(1);
  const [result] = app.journal.all("steps {*");
  const nested = { second: 2, first: 1, toJSON: "x" };
  expect(result).toBe(`steps ${JSON.stringify({ one: { z: 1, a: "\0 \ud800", nested }, loop: [0, 1, 2] })}`);
});

test("parallel branches go on when all are done", async () => {
  await send("t/parallel");
  await until(1, waiting("demo-parallel", null));
  clock.advance(1_000);
  await app.journal.seen("parallel a!,b!,slept");
  expect(app.journal.all("parallel a")).toHaveLength(1);
  expect(app.journal.all("parallel b")).toHaveLength(1);
});

test("a race goes on with the first, and what follows runs once", async () => {
  await send("t/race");
  await app.journal.seen("race ended after");
  expect(app.journal.all("race *")).toEqual(["race quick", "race ended after"]);
});

test("sleeps end at their time, not before", async () => {
  await send("t/sleep", { until: new Date(clock.now().getTime() + 3 * hour).toISOString() });
  await until(1, waiting("demo-sleeper", null));
  clock.advance(1.4 * hour);
  await send("t/any", { n: "fence" });
  await app.journal.seen("any fence");
  expect(app.journal.all("slept*")).toEqual([]);
  clock.advance(0.2 * hour);
  await app.journal.seen("slept 90m");
  await until(1, waiting("demo-sleeper", null));
  clock.advance(2 * hour);
  await app.journal.seen("slept until");
});

test("waitForEvent: a match, a condition, a time-out", async () => {
  await send("t/answer", { id: 1, text: "too early" });
  await app.client.send([
    { name: "t/wait", data: { id: 1 } },
    { name: "t/wait", data: { id: "1" } },
  ]);
  await until(2, waiting("demo-waiter", "t/answer"));
  await send("t/answer", { id: 1, text: "hello" });
  await app.journal.seen("wait 1 match hello");
  await until(2, waiting("demo-waiter", "t/answer"));
  await send("t/answer", { id: 1, n: 2 });
  await send("t/answer", { id: 1, n: 3, missing: "there" });
  await send("t/answer", { id: 1, n: 4 });
  await app.journal.seen("wait 1 if 4");
  await until(1, waiting("demo-waiter", "t/never"));
  clock.advance(1.1 * hour);
  await app.journal.seen("wait 1 late null");
  await app.journal.seen("wait 1 match null");
});

test("step.sendEvent, and a trigger with a condition", async () => {
  await send("t/send");
  await app.journal.seen("sent 2");
  await app.journal.seen("received 2");
  expect(app.journal.all("received 1")).toEqual([]);
});

test("step.invoke gives back the result or the error", async () => {
  await send("t/invoke");
  await app.journal.seen("invoked 42 negative");
});

test("cancelOn ends only the runs that match", async () => {
  await app.client.send([
    { name: "t/cancel", data: { id: "x" } },
    { name: "t/begin", data: { id: "x" } },
    { name: "t/begin", data: { id: "y" } },
  ]);
  await until(2, waiting("demo-cancellable", null));
  await send("t/cancel", { id: "x" });
  await until(1, waiting("demo-cancellable", null));
  clock.advance(2 * hour);
  await app.journal.seen("not cancelled y");
  const cancelled = await sql`select events->0->'data'->>'id' as id from jobs.run where status = 'cancelled'`;
  expect(cancelled.map(({ id }) => id)).toEqual(["x"]);
  expect(app.journal.all("not cancelled x")).toEqual([]);
});

test("a failing step is retried; a step that fails for good can be caught", async () => {
  await send("t/fail", { how: "step" });
  await app.journal.seen("flaky succeeded");
  expect(app.journal.all("flaky attempt*")).toEqual([
    "flaky attempt 0",
    "flaky attempt 1",
    "flaky attempt 2",
  ]);
  await send("t/fail", { how: "caught" });
  await app.journal.seen("caught no way");
});

test("attempts run out, then onFailure; NonRetriableError has one attempt", async () => {
  await send("t/fail", { how: "always" });
  await app.journal.seen("failed always always demo-failing");
  expect(app.journal.all("failing always*").map((one) => one.at(-1))).toEqual(["0", "1", "2"]);
  await send("t/fail", { how: "final" });
  await app.journal.seen("failed final never demo-failing");
  expect(app.journal.all("failing final*")).toEqual(["failing final attempt 0"]);
});

test("RetryAfterError is obeyed", async () => {
  await send("t/fail", { how: "after" });
  await until(
    1,
    () => sql`select count(*)::int from jobs.call where attempt = 1 and due_at > ${clock.now()}`,
  );
  clock.advance(1.9 * hour);
  await send("t/any", { n: "second fence" });
  await app.journal.seen("any second fence");
  expect(app.journal.all("retried after")).toEqual([]);
  clock.advance(0.2 * hour);
  await app.journal.seen("retried after");
});

test("concurrency by key: each key has its own places, and a crowd on one does not delay another", async () => {
  const events = Array.from({ length: 20 }, () => ({ name: "t/limited", data: { tenant: "big" } }));
  await app.client.send([...events, { name: "t/limited", data: { tenant: "small" } }]);
  await app.journal.seen("limited small in");
  await app.journal.seen("limited big in", 2);
  await send("t/any", { n: "third fence" });
  await app.journal.seen("any third fence");
  expect(app.journal.all("limited big in")).toHaveLength(2);
  gate("limited").open();
  await app.journal.seen("limited big out", 20);
  const inside = mostInside("limited big");
  expect(inside).toBe(2);
});

test("two concurrency options hold together", async () => {
  const events = ["a", "a", "a", "b", "b", "b", "c", "c"].map((tenant) => ({
    name: "t/doubly",
    data: { tenant },
  }));
  await app.client.send(events);
  await app.journal.seen("doubly in", 3);
  gate("doubly").open();
  await app.journal.seen("doubly out", 8);
  expect(mostInside("doubly")).toBe(3);
});

test("function idempotency holds for 24 hours", async () => {
  await send("t/once", { order: "A" });
  await app.journal.seen("once A");
  await send("t/once", { order: "A" });
  await send("t/once", { order: "B" });
  await app.journal.seen("once B");
  expect(app.journal.all("once A")).toHaveLength(1);
  clock.advance(25 * hour);
  await send("t/once", { order: "A" });
  await app.journal.seen("once A", 2);
});

test("an event id counts once in 24 hours", async () => {
  const [first, second] = [await send("t/any", { n: 1 }, "id-1"), await send("t/any", { n: 1 }, "id-1")];
  expect(second).toEqual(first);
  await app.journal.seen("any 1");
  await send("t/any", { n: 2 });
  await app.journal.seen("any 2");
  expect(app.journal.all("any 1")).toHaveLength(1);
  clock.advance(25 * hour);
  await send("t/any", { n: 1 }, "id-1");
  await app.journal.seen("any 1", 2);
});

test("a schedule fires at its hour of its time zone", async () => {
  const [row] = await sql<{ next_at: Date }[]>`select next_at from jobs.cron`;
  const local = new Intl.DateTimeFormat("en-GB", { timeZone: "Europe/Madrid", timeStyle: "short" });
  expect(local.format(row?.next_at)).toBe("03:00");
  const before = app.journal.all("nightly").length;
  clock.advance(24 * hour);
  await app.journal.seen("nightly", before + 1);
});

test("5,000 events of one request become 5,000 runs, and their crowd delays nobody", async () => {
  const events = Array.from({ length: 5_000 }, (_, n) => ({ name: "t/many", data: { n } }));
  const { ids } = await app.client.send(events);
  expect(new Set(ids).size).toBe(5_000);
  await until(5_000, () => sql`select count(*)::int from jobs.run where function_id = 'demo-many'`);
  await send("t/any", { n: "after many" });
  await app.journal.seen("any after many");
  expect(app.journal.all("many *")).toEqual(["many 0"]);
  await sql`delete from jobs.run where function_id = 'demo-many'`;
  gate("many").open();
});

function mostInside(prefix: string): number {
  let inside = 0;
  let most = 0;
  for (const entry of app.journal.all(`${prefix} *`)) {
    inside += entry.endsWith(" in") ? 1 : -1;
    most = Math.max(most, inside);
  }
  return most;
}
