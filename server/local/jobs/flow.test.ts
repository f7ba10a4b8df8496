import postgres, { type Sql } from "postgres";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { type TestDatabase, testDatabase } from "@/server/testing/database";
import { type Jobs, startJobs } from "./server";
import { eventKey, signingKey, TestApp, TestClock } from "./test-app";

const minute = 60_000;
const hour = 60 * minute;
const clock = new TestClock();
let database: TestDatabase;
let sql: Sql;
let app: TestApp;
let jobs: Jobs;

beforeAll(async () => {
  database = await testDatabase();
  sql = postgres(database.ownerUrl, { max: 2 });
  app = await TestApp.create("demo");
  await app.up(functions());
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

/** One function per option; each writes down what it was started with. */
function functions() {
  const { client, journal } = app;
  const options = {
    paced: { throttle: { limit: 2, period: "2h", burst: 1, key: "event.data.number" } },
    failing: { throttle: { limit: 1, period: "2h" }, retries: 1 },
    last: { debounce: { period: "10m", timeout: "25m", key: "event.data.id" } },
    batch: {
      batchEvents: { maxSize: 3, timeout: "600s", key: "event.data.id", if: "event.data.alone != true" },
    },
    skip: { singleton: { mode: "skip", key: "event.data.id" } },
    replace: { singleton: { mode: "cancel", key: "event.data.id" } },
  } as const;
  const callee = client.createFunction(
    { id: "skip", ...options.skip, triggers: [{ event: "t/skip" }] },
    async ({ event, step }) => {
      journal.write(`skip ${event.data.id} ${event.data.n}`);
      await step.sleep("a while", "1h");
      journal.write(`skip ${event.data.id} ${event.data.n} over`);
    },
  );
  return [
    callee,
    client.createFunction(
      { id: "paced", ...options.paced, triggers: [{ event: "t/paced" }] },
      async ({ event, step }) => {
        await step.run("one", () => journal.write(`paced ${event.data.number} ${event.data.n} one`));
        await step.run("two", () => journal.write(`paced ${event.data.number} ${event.data.n} two`));
      },
    ),
    client.createFunction(
      { id: "failing", ...options.failing, triggers: [{ event: "t/failing" }] },
      async ({ event, attempt }) => {
        journal.write(`failing ${event.data.n} attempt ${attempt}`);
        if (attempt === 0) throw new Error("once more");
      },
    ),
    client.createFunction(
      { id: "last", ...options.last, triggers: [{ event: "t/last" }] },
      async ({ event }) => void journal.write(`last ${event.data.id} ${event.data.n}`),
    ),
    client.createFunction(
      { id: "batch", ...options.batch, triggers: [{ event: "t/batch" }] },
      async ({ event, events, step }) => {
        await step.run("write", () =>
          journal.write(`batch ${event.data.id} ${events.map(({ data }) => data.n).join()}`),
        );
      },
    ),
    client.createFunction(
      { id: "replace", ...options.replace, triggers: [{ event: "t/replace" }] },
      async ({ event, step }) => {
        journal.write(`replace ${event.data.id} ${event.data.n}`);
        await step.sleep("a while", "1h");
        journal.write(`replace ${event.data.id} ${event.data.n} over`);
      },
    ),
    client.createFunction({ id: "invoker", triggers: [{ event: "t/invoke" }] }, async ({ step }) => {
      const said = await step
        .invoke("it", { function: callee, data: { id: "a", n: "invoked" } })
        .catch(({ message }: Error) => message);
      journal.write(`invoked: ${said}`);
    }),
    client.createFunction(
      { id: "fence", triggers: [{ event: "t/fence" }] },
      async ({ event }) => void journal.write(`fence ${event.data.n}`),
    ),
  ];
}

const send = (name: string, data: Record<string, unknown>) => app.client.send({ name, data });

let fences = 0;
/** When this is over, everything that was sent has been routed, and what could begin has begun. */
async function settled(): Promise<void> {
  for (let n = 0; n < 3; n++) {
    await send("t/fence", { n: ++fences });
    await app.journal.seen(`fence ${fences}`);
  }
  await vi.waitFor(async () => expect(await sql`select from jobs.call where lease is not null`).toEqual([]), {
    timeout: 10_000,
    interval: 20,
  });
}

test("throttle: so many begin at once, then one at a time, per key; what has begun is not held up", async () => {
  const events = [1, 2, 3, 4, 5].map((n) => ({ name: "t/paced", data: { number: "a", n } }));
  await app.client.send([...events, { name: "t/paced", data: { number: "b", n: 1 } }]);
  await app.journal.seen("paced a *", 6);
  await app.journal.seen("paced b 1 two");
  await settled();
  expect(app.journal.all("paced a *")).toHaveLength(6);
  for (const begun of [8, 10]) {
    clock.advance(hour - minute);
    await settled();
    expect(app.journal.all("paced a *")).toHaveLength(begun - 2);
    clock.advance(minute);
    await app.journal.seen("paced a *", begun);
  }
  const begun = app.journal.all("paced a *").flatMap((entry) => (entry.endsWith("one") ? [entry.at(8)] : []));
  expect([...begun.slice(0, 3).toSorted(), ...begun.slice(3)]).toEqual(["1", "2", "3", "4", "5"]);
});

test("throttle counts runs, not attempts, and nothing is lost by waiting", async () => {
  for (const n of [1, 2]) await send("t/failing", { n });
  await app.journal.seen("failing 1 attempt 1");
  await settled();
  expect(app.journal.all("failing 2 *")).toEqual([]);
  clock.advance(2 * hour);
  await app.journal.seen("failing 2 attempt 1");
});

test("debounce: the latest event after a quiet period, or when the time-out is over; per key", async () => {
  for (const n of [1, 2, 3]) await send("t/last", { id: "a", n });
  await send("t/last", { id: "b", n: 1 });
  await settled();
  clock.advance(9 * minute);
  await send("t/last", { id: "a", n: 4 });
  await settled();
  expect(app.journal.all("last *")).toEqual([]);
  clock.advance(2 * minute);
  await app.journal.seen("last b 1");
  clock.advance(7 * minute);
  await send("t/last", { id: "a", n: 5 });
  await settled();
  await app.client.send({ name: "t/last", data: { id: "a", n: "older" }, ts: Date.now() - hour });
  await settled();
  expect(app.journal.all("last a *")).toEqual([]);
  clock.advance(7.5 * minute);
  await app.journal.seen("last a 5");
  await send("t/last", { id: "a", n: 6 });
  await settled();
  clock.advance(11 * minute);
  await app.journal.seen("last a 6");
  expect(app.journal.all("last *")).toEqual(["last b 1", "last a 5", "last a 6"]);
});

test("batchEvents: a run when the batch is full or its time is over, per key; what the condition leaves out runs alone", async () => {
  const event = (id: string, n: number, alone = false) => ({ name: "t/batch", data: { id, n, alone } });
  await app.client.send([1, 2, 3, 4].map((n) => event("a", n)));
  await app.client.send([event("b", 1), event("a", 0, true), event("a", 5)]);
  await app.journal.seen("batch a 1,2,3");
  await app.journal.seen("batch a 0");
  await settled();
  expect(app.journal.all("batch *")).toHaveLength(2);
  clock.advance(9 * minute);
  await settled();
  expect(app.journal.all("batch *")).toHaveLength(2);
  clock.advance(minute);
  await app.journal.seen("batch a 4,5");
  await app.journal.seen("batch b 1");
  await app.client.send(Array.from({ length: 1_000 }, (_, n) => event("many", n)));
  await app.journal.seen("batch many *", 333);
  clock.advance(10 * minute);
  await app.journal.seen("batch many 999");
  const numbers = app.journal.all("batch many *").flatMap((entry) => entry.slice(11).split(","));
  expect(new Set(numbers).size).toBe(1_000);
  expect(numbers).toHaveLength(1_000);
});

test("singleton: while one runs, another of its key is skipped, or takes its place", async () => {
  for (const n of [1, 2]) {
    for (const name of ["t/skip", "t/replace"]) await send(name, { id: "a", n });
    await app.journal.seen(`replace a ${n}`);
  }
  // Of several at once the last takes the place, and the first is not skipped.
  const crowd = ["t/skip", "t/replace"].flatMap((name) =>
    [1, 2, 3].map((n) => ({ name, data: { id: "c", n } })),
  );
  await app.client.send(crowd);
  await app.journal.seen("replace c 3");
  await app.journal.seen("skip c 1");
  await send("t/skip", { id: "b", n: 1 });
  await app.journal.seen("skip b 1");
  await settled();
  expect(app.journal.all("skip a *")).toEqual(["skip a 1"]);
  await send("t/invoke", {});
  await app.journal.seen("invoked: The invoked function is a singleton and runs already.");
  clock.advance(hour);
  await app.journal.seen("replace a 2 over");
  await app.journal.seen("skip a 1 over");
  await settled();
  expect(app.journal.all("replace a 1 over")).toEqual([]);
  expect(new Set(app.journal.all("replace c *"))).toEqual(new Set(["replace c 3", "replace c 3 over"]));
  expect(new Set(app.journal.all("skip c *"))).toEqual(new Set(["skip c 1", "skip c 1 over"]));
  await send("t/skip", { id: "a", n: 3 });
  await app.journal.seen("skip a 3");
});
