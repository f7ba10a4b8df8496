import { get, type RequestListener } from "node:http";
import postgres, { type Sql } from "postgres";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { type TestDatabase, testDatabase } from "@/server/testing/database";
import { type Jobs, startJobs } from "./server";
import { bearer, sign } from "./signature";
import { eventKey, signingKey, TestApp } from "./test-app";

let database: TestDatabase;
let sql: Sql;
let app: TestApp;
let jobs: Jobs;
const said: string[] = [];

beforeAll(async () => {
  database = await testDatabase();
  sql = postgres(database.ownerUrl, { max: 2 });
  app = await TestApp.create("demo");
  jobs = await startJobs({
    port: app.enginePort,
    databaseUrl: database.ownerUrl,
    appUrl: app.url,
    eventKey,
    signingKey,
    pollMs: 20,
    log: (message) => said.push(message),
  });
});

afterAll(async () => {
  await jobs?.close();
  await app?.down();
  await sql?.end();
  await database?.drop();
});

const plain = () =>
  app.client.createFunction(
    { id: "plain", triggers: [{ event: "t/plain" }] },
    async ({ event, attempt, step }) => {
      await step.run("work", () => app.journal.write(`plain ${event.data.n} attempt ${attempt}`));
    },
  );

function post(path: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  return fetch(`${jobs.url}${path}`, { method: "POST", body: text, headers });
}

test("an event before the functions are known is refused, not swallowed", async () => {
  expect((await post(`/e/${eventKey}`, { name: "t/plain" })).status).toBe(503);
  await app.up([plain()]);
  expect((await post(`/e/${eventKey}`, { name: "t/plain", data: { n: 0 } })).status).toBe(200);
  await app.journal.seen("plain 0 attempt 0");
});

test("the app refuses calls that are unsigned, wrongly signed, altered or old", async () => {
  const body = { event: { name: "t/plain", data: {} }, events: [], steps: {}, ctx: { run_id: "x" } };
  const call = (signature?: string) =>
    fetch(`${app.url}?fnId=demo-plain&stepId=step`, {
      method: "POST",
      body: JSON.stringify(body),
      headers: { ...(signature ? { "x-inngest-signature": signature } : {}) },
    });
  const sixMinutesAgo = Math.floor(Date.now() / 1000) - 360;
  expect((await call()).status).toBe(401);
  expect((await call(sign(body, `signkey-test-${"00".repeat(32)}`))).status).toBe(401);
  expect((await call(sign({ ...body, steps: { a: 1 } }, signingKey))).status).toBe(401);
  expect((await call(sign(body, signingKey, sixMinutesAgo))).status).toBe(401);
  expect((await call(sign(body, signingKey))).status).toBe(206);
});

test("events are refused with a wrong key, and when they are not events", async () => {
  const before = await sql`select from jobs.event`;
  expect((await post("/e/wrong", { name: "t/plain" })).status).toBe(401);
  expect((await post("/e/", { name: "t/plain" })).status).toBe(401);
  for (const bad of [
    "{",
    "[[]]",
    '{"data":{}}',
    '{"name":"a\\u0000b"}',
    '{"name":"a","data":[]}',
    '{"name":""}',
  ])
    expect((await post(`/e/${eventKey}`, bad)).status, bad).toBe(400);
  expect(
    (await post(`/e/${eventKey}`, { name: "big", data: { text: "x".repeat(3 * 1024 * 1024) } })).status,
  ).toBe(400);
  const crowd = Array.from({ length: 5_001 }, () => ({ name: "t/plain" }));
  expect((await post(`/e/${eventKey}`, crowd)).status).toBe(400);
  expect(await sql`select from jobs.event`).toHaveLength(before.length);
});

test("the same request sent twice stores its events once", async () => {
  const seed = { "x-inngest-event-id-seed": "1795386564109,uNUS2Nsg2lXOCQ==" };
  const events = [{ name: "t/seeded" }, { name: "t/seeded" }];
  const answers = [await post(`/e/${eventKey}`, events, seed), await post(`/e/${eventKey}`, events, seed)];
  const [first, second] = await Promise.all(answers.map((answer) => answer.json()));
  expect(first).toEqual({ ids: [expect.any(String), expect.any(String)], status: 200 });
  expect(second).toEqual(first);
  expect(await sql`select from jobs.event where name = 't/seeded'`).toHaveLength(2);
});

test("only the app may register, and what is not there says so", async () => {
  expect((await post("/fn/register", {})).status).toBe(401);
  const mine = { authorization: `Bearer ${bearer(signingKey)}` };
  expect((await post("/v1/signals", {})).status).toBe(401);
  expect((await post("/v1/signals", {}, mine)).status).toBe(501);
  const answer = await fetch(app.url, { method: "PUT" });
  expect(await answer.json()).toMatchObject({ modified: true });
});

test("functions that cannot be run here keep the app from being synced, each by its name", async () => {
  const trigger = { triggers: [{ event: "t/x" }] };
  const handler = async () => {};
  await app.down();
  await app.up([
    app.client.createFunction({ id: "first", ...trigger, priority: { run: "100" } }, handler),
    app.client.createFunction({ id: "few", ...trigger, rateLimit: { limit: 1, period: "1m" } }, handler),
    app.client.createFunction({ id: "late", ...trigger, timeouts: { finish: "1m" } }, handler),
    app.client.createFunction({ id: "far", ...trigger, debounce: { period: "8d" } }, handler),
    app.client.createFunction(
      { id: "both", ...trigger, debounce: { period: "1m" }, batchEvents: { maxSize: 2, timeout: "5s" } },
      handler,
    ),
    app.client.createFunction({ id: "bad-cel", ...trigger, idempotency: "event.data." }, handler),
    app.client.createFunction({ id: "bad-cron", triggers: [{ cron: "every day" }] }, handler),
    app.client.createFunction({ id: "fine", ...trigger }, handler),
  ]);
  const problem = await jobs.sync().catch((error: Error) => error.message);
  expect(problem).toContain("Function demo-first: priority is not supported");
  expect(problem).toContain("Function demo-few: rateLimit is not supported");
  expect(problem).toContain("Function demo-late: timeouts is not supported");
  expect(problem).toContain('Function demo-far: "8d" is not a duration between 1s and 7d.');
  expect(problem).toContain("Function demo-both: batchEvents cannot be combined with debounce.");
  expect(problem).toContain("Function demo-bad-cel: ");
  expect(problem).toContain("Function demo-bad-cron: ");
  expect(problem).not.toContain("demo-fine");
  const health = await (await fetch(`${jobs.url}/health`)).json();
  expect(health).toMatchObject({ functions: 1, problem });
  await app.down();
  await app.up([plain()]);
  await jobs.sync();
});

test("an app that is away, broken, foreign or severed burns no attempt", async () => {
  const waiting = async (n: number) => {
    expect(await (await fetch(`${jobs.url}/health`)).json()).toMatchObject({ appAnswers: false });
    const calls = await sql<{ attempt: number }[]>`
      select attempt from jobs.call c join jobs.run r on r.id = c.run_id
      where r.events->0->'data'->>'n' = ${String(n)} and lease is null`;
    expect(calls[0]?.attempt).toBe(0);
  };
  const broken: (RequestListener | null)[] = [
    null,
    (_, response) => response.writeHead(502).end("<h1>Bad gateway</h1>"),
    (_, response) => response.writeHead(200, { "x-inngest-signature": "t=1&s=00" }).end("{}"),
    (_, response) => response.destroy(),
  ];
  for (const [index, listener] of broken.entries()) {
    await app.down();
    if (listener) await app.up(listener);
    await post(`/e/${eventKey}`, { name: "t/plain", data: { n: index + 1 } });
    await vi.waitFor(() => waiting(index + 1), { timeout: 10_000, interval: 20 });
    await app.down();
    await app.up([plain()]);
    await app.journal.seen(`plain ${index + 1} attempt 0`);
  }
  expect(said.some((line) => line.includes("ECONNREFUSED"))).toBe(true);
});

test("an app that is back goes on at once with everything, however long one of its steps takes", async () => {
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  const functions = () => [
    plain(),
    app.client.createFunction({ id: "slow", triggers: [{ event: "t/slow" }] }, async ({ step }) => {
      await step.run("hold", async () => {
        app.journal.write("slow in");
        await held;
      });
      app.journal.write("slow out");
    }),
  ];
  await app.down();
  await app.up(functions());
  await jobs.sync();
  await post(`/e/${eventKey}`, { name: "t/slow" });
  await app.journal.seen("slow in");
  await app.down();
  await post(`/e/${eventKey}`, { name: "t/plain", data: { n: 10 } });
  await vi.waitFor(
    async () => expect(await (await fetch(`${jobs.url}/health`)).json()).toMatchObject({ appAnswers: false }),
    { timeout: 10_000, interval: 20 },
  );
  await app.up(functions());
  await app.journal.seen("slow in", 2);
  await app.journal.seen("plain 10 attempt 0");
  expect(app.journal.all("slow out")).toEqual([]);
  release();
  await app.journal.seen("slow out");
  const [run] = await sql`select count(*)::int from jobs.run where status = 'failed'`;
  expect(run).toEqual({ count: 0 });
});

test("what this engine does not do fails the run with a sentence", async () => {
  await app.down();
  await app.up([
    app.client.createFunction({ id: "signal", triggers: [{ event: "t/signal" }] }, async ({ step }) => {
      await step.waitForSignal("wait", { signal: "s", timeout: "1m" });
    }),
    app.client.createFunction({ id: "far", triggers: [{ event: "t/signal" }] }, async ({ step }) => {
      await step.sleep("far", "400d");
    }),
    app.client.createFunction({ id: "fat", triggers: [{ event: "t/signal" }] }, async ({ step }) => {
      await step.run("fat", () => "x".repeat(4.2 * 1024 * 1024));
    }),
  ]);
  await jobs.sync();
  await post(`/e/${eventKey}`, { name: "t/signal" });
  await vi.waitFor(
    async () => {
      const runs =
        await sql`select output->>'message' as message from jobs.run where status = 'failed' order by function_id`;
      expect(runs.map(({ message }) => message)).toEqual([
        '"57w1d" is more than 366 days away.',
        "The output is larger than 4 MiB.",
        "WaitForSignal is not supported by the local job engine.",
      ]);
    },
    { timeout: 10_000, interval: 20 },
  );
});

test("the view shows runs to this machine only", async () => {
  const { runs } = (await (await fetch(`${jobs.url}/runs?status=failed`)).json()) as {
    runs: { id: string }[];
  };
  expect(runs).toHaveLength(3);
  const one = await (await fetch(`${jobs.url}/runs/${runs[0]?.id}`)).json();
  expect(one).toMatchObject({ status: "failed", steps: [], waits: [] });
  const status = await new Promise((resolve) => {
    const headers = { host: "evil.example" };
    get(`${jobs.url}/runs`, { headers }, ({ statusCode }) => resolve(statusCode));
  });
  expect(status).toBe(403);
});
