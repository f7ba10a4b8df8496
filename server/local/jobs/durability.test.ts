import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import postgres, { type Sql } from "postgres";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { freePort } from "@/server/local/ports";
import { startPostgres } from "@/server/local/postgres/server";
import { type TestDatabase, testDatabase } from "@/server/testing/database";
import { removeFolder } from "@/server/testing/remove-folder";
import { type Jobs, type JobsOptions, startJobs } from "./server";
import { eventKey, signingKey, TestApp, TestClock } from "./test-app";

let database: TestDatabase;
let sql: Sql;
let app: TestApp;
const ending: (() => Promise<unknown>)[] = [];

beforeEach(async () => {
  database = await testDatabase();
  sql = postgres(database.ownerUrl, { max: 2 });
  app = await TestApp.create("demo");
  await app.up(functions());
});

afterEach(async () => {
  for (const end of ending.splice(0).reverse()) await end();
  await app.down();
  await sql.end();
  await database.drop();
});

let held = Promise.resolve();

function functions() {
  const { client, journal } = app;
  return [
    client.createFunction({ id: "sleeper", triggers: [{ event: "t/sleep" }] }, async ({ event, step }) => {
      await step.run("before", () => journal.write(`before ${event.data.n}`));
      await step.sleep("a while", "1h");
      await step.run("after", () => journal.write(`after ${event.data.n}`));
    }),
    client.createFunction(
      { id: "holder", triggers: [{ event: "t/hold" }] },
      async ({ event, attempt, step }) => {
        await step.run("hold", async () => {
          journal.write(`hold ${event.data.n} attempt ${attempt}`);
          await held;
        });
        journal.write(`held ${event.data.n}`);
      },
    ),
    client.createFunction(
      { id: "last", debounce: { period: "1h" }, triggers: [{ event: "t/last" }] },
      async ({ event }) => journal.write(`last ${event.data.n}`),
    ),
    client.createFunction(
      { id: "batch", batchEvents: { maxSize: 9, timeout: "3600s" }, triggers: [{ event: "t/batch" }] },
      async ({ events }) => journal.write(`batch ${events.map(({ data }) => data.n).join()}`),
    ),
    client.createFunction(
      { id: "paced", throttle: { limit: 1, period: "1h" }, triggers: [{ event: "t/paced" }] },
      async ({ event }) => journal.write(`paced ${event.data.n}`),
    ),
    client.createFunction({ id: "hourly", triggers: [{ cron: "0 * * * *" }] }, async () =>
      journal.write("hourly"),
    ),
  ];
}

async function engine(options: Partial<JobsOptions> = {}): Promise<Jobs> {
  const defaults = {
    port: 0,
    databaseUrl: database.ownerUrl,
    appUrl: app.url,
    eventKey,
    signingKey,
    pollMs: 20,
  };
  const jobs = await startJobs({ ...defaults, ...options });
  ending.push(() => jobs.close());
  await jobs.sync();
  return jobs;
}

/** An engine in a process of its own, ready to be killed. */
async function engineProcess(): Promise<ChildProcess> {
  const code = 'import("./server/local/jobs/main.ts").then(({ main }) => main(process.argv.slice(1)))';
  const args = ["--port", String(app.enginePort), "--app-url", app.url, "--lease-ms", "3000"];
  const child = spawn(process.execPath, ["--import", "tsx", "-e", code, "--", ...args], {
    cwd: path.join(import.meta.dirname, "../../.."),
    env: {
      ...process.env,
      DATABASE_OWNER_URL: database.ownerUrl,
      INNGEST_EVENT_KEY: eventKey,
      INNGEST_SIGNING_KEY: signingKey,
    },
    stdio: ["ignore", "pipe", "inherit"],
  });
  ending.push(() => kill(child));
  await once(child.stdout ?? child, "data");
  return child;
}

async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, "exit");
  child.kill("SIGKILL");
  await gone;
}

async function until(count: number, query: () => Promise<{ count: number }[]>): Promise<void> {
  await vi.waitFor(async () => expect((await query())[0]?.count).toBe(count), {
    timeout: 15_000,
    interval: 20,
  });
}

const completed = () =>
  sql<{ count: number }[]>`select count(*)::int from jobs.run where status = 'completed'`;
const numbers = Array.from({ length: 40 }, (_, n) => n);

test("a killed engine's 40 sleeping runs and the step it had begun are finished by its restart", async () => {
  let release = () => {};
  held = new Promise((resolve) => {
    release = resolve;
  });
  const first = await engineProcess();
  await app.client.send(numbers.map((n) => ({ name: "t/sleep", data: { n } })));
  await app.client.send({ name: "t/hold", data: { n: 1 } });
  await app.journal.seen("hold 1 attempt 0");
  await until(40, () => sql`select count(*)::int from jobs.wait where kind = 'sleep'`);
  await kill(first);
  expect((await completed())[0]?.count).toBe(0);
  release();
  await sql`update jobs.wait set expires_at = now()`;
  await engineProcess();
  await until(41, completed);
  for (const n of numbers) {
    expect(app.journal.all(`before ${n}`)).toHaveLength(1);
    expect(app.journal.all(`after ${n}`)).toHaveLength(1);
  }
  expect(app.journal.all("hold 1*")).toEqual(["hold 1 attempt 0", "hold 1 attempt 0"]);
  expect(app.journal.all("held 1")).toHaveLength(1);
});

test("what a killed engine was putting off, gathering or pacing is begun by its restart, once", async () => {
  const first = await engineProcess();
  await app.client.send(
    ["t/last", "t/batch", "t/paced"].flatMap((name) => [1, 2, 3].map((n) => ({ name, data: { n } }))),
  );
  await app.journal.seen("paced 1");
  await until(1, completed);
  await until(1, () => sql`select count(*)::int from jobs.debounce`);
  await until(3, () => sql`select count(*)::int from jobs.batch_event`);
  await kill(first);
  await sql`update jobs.debounce set due_at = now()`;
  await sql`update jobs.batch set due_at = now()`;
  await engineProcess();
  await app.journal.seen("last 3");
  await app.journal.seen("batch 1,2,3");
  await until(3, completed);
  expect(app.journal.all("paced*")).toEqual(["paced 1"]);
  await sql`update jobs.pace set spent_until = 0`;
  await sql`update jobs.hold set until = now()`;
  await app.journal.seen("paced 2");
  await until(4, completed);
  expect(app.journal.entries.filter((entry) => entry !== "hourly")).toHaveLength(4);
});

test("two engines share one database: nothing runs twice, a schedule fires once, a long step keeps its claim", async () => {
  const clock = new TestClock();
  const options = { now: clock.now, leaseMs: 3_000 };
  await engine({ ...options, port: app.enginePort });
  const second = await engine(options);
  let release = () => {};
  held = new Promise((resolve) => {
    release = resolve;
  });
  await app.client.send({ name: "t/hold", data: { n: 1 } });
  await app.journal.seen("hold 1 attempt 0");
  const [begun] = await sql<{ lease_until: Date }[]>`select lease_until from jobs.call`;
  await app.client.send(numbers.map((n) => ({ name: "t/sleep", data: { n } })));
  await until(40, () => sql`select count(*)::int from jobs.wait where kind = 'sleep'`);
  clock.advance(3_600_000);
  await until(41, completed);
  // The first lease is over, and the claim still stands.
  await until(
    1,
    () => sql<{ count: number }[]>`
    select count(*)::int from jobs.call
    where ${begun?.lease_until ?? null}::timestamptz < clock_timestamp() and clock_timestamp() < lease_until`,
  );
  release();
  await app.journal.seen("held 1");
  expect(app.journal.all("hold 1*")).toHaveLength(1);
  expect(app.journal.all("hourly")).toHaveLength(1);
  for (const n of numbers) expect(app.journal.all(`after ${n}`)).toHaveLength(1);
  await second.close();
  await second.close();
});

test("two engines gather and put off together: every event is in one batch, the latest is never lost", async () => {
  const clock = new TestClock();
  await engine({ now: clock.now, port: app.enginePort });
  await engine({ now: clock.now });
  for (const n of numbers) {
    const events = ["t/batch", "t/batch", "t/last"].map((name, index) => ({
      name,
      data: { n: 2 * n + (index % 2) },
      ts: Date.now(),
    }));
    // Each hour closes what was open, while more comes in.
    await Promise.all([app.client.send(events), clock.advance(3_600_000)]);
  }
  await until(0, () => sql`select count(*)::int from jobs.event where not routed`);
  clock.advance(3_600_000);
  await app.journal.seen("last 78");
  await until(0, () => sql`select count(*)::int from jobs.batch`);
  await until(0, () => sql`select count(*)::int from jobs.run where status = 'running'`);
  const batched = app.journal.all("batch *").flatMap((entry) => entry.slice(6).split(",").map(Number));
  expect(batched.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 80 }, (_, n) => n));
  const last = app.journal.all("last *");
  expect(new Set(last).size).toBe(last.length);
});

test("an app killed in the middle of a step runs it again, with its attempts unburnt", async () => {
  await engine({ port: app.enginePort });
  let release = () => {};
  held = new Promise((resolve) => {
    release = resolve;
  });
  await app.client.send({ name: "t/hold", data: { n: 1 } });
  await app.journal.seen("hold 1 attempt 0");
  await app.down();
  release();
  await app.up(functions());
  await app.journal.seen("held 1");
  expect(app.journal.all("hold 1*")).toEqual(["hold 1 attempt 0", "hold 1 attempt 0"]);
});

test("PostgreSQL killed and started again: the engine goes on, and an answer given meanwhile is kept", async () => {
  const dir = mkdtempSync(path.join(tmpdir(), "hilo-jobs-"));
  ending.push(async () => removeFolder(dir));
  const server = await startPostgres({
    port: await freePort(),
    dataDir: path.join(dir, "data"),
    durable: true,
  });
  ending.push(() => server.kill());
  const jobs = await engine({
    port: app.enginePort,
    databaseUrl: server.ownerUrl("postgres"),
    leaseMs: 60_000,
  });
  let release = () => {};
  held = new Promise((resolve) => {
    release = resolve;
  });
  await app.client.send(numbers.map((n) => ({ name: "t/sleep", data: { n } })));
  await app.client.send({ name: "t/hold", data: { n: 1 } });
  await app.journal.seen("hold 1 attempt 0");
  const other = postgres(server.ownerUrl("postgres"), { max: 1 });
  ending.push(() => other.end());
  await until(40, () => other`select count(*)::int from jobs.wait where kind = 'sleep'`);
  await other`update jobs.wait set expires_at = clock_timestamp() + interval '200 milliseconds'`;
  await server.kill();
  release();
  const refused = await fetch(`${jobs.url}/e/${eventKey}`, { method: "POST", body: '{"name":"t/hold"}' });
  expect(refused.status).toBe(503);
  await server.start();
  await app.journal.seen("after *", 40);
  await app.journal.seen("held 1");
  expect(app.journal.all("hold 1*")).toHaveLength(1);
});
