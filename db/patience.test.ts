import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { type Gate, startGate } from "@/server/testing/gate";
import { type OwnPostgres, ownPostgres } from "@/server/testing/own-postgres";
import { connect, type Sql } from "./client";
import { begin } from "./patience";
import { unreachable } from "./unreachable";

let own: OwnPostgres;
let gate: Gate;

beforeAll(async () => {
  own = await ownPostgres();
  gate = await startGate(own.server.port);
});

afterAll(async () => {
  await gate.close();
  await own.close();
});

async function withPool<T>(max: number, use: (pool: Sql) => Promise<T>, port = own.server.port): Promise<T> {
  const pool = connect(`postgres://postgres@127.0.0.1:${port}/postgres`, true, max);
  try {
    return await use(pool);
  } finally {
    await pool.end({ timeout: 1 });
  }
}

test("a server killed under 30 clients, four times: nobody's process ends, and they go on when it is back", async () => {
  const uncaught: unknown[] = [];
  const note = (error: unknown) => uncaught.push(error);
  process.on("uncaughtException", note);
  let going = true;
  let done = 0;
  const failures: unknown[] = [];
  await withPool(30, async (pool) => {
    await pool`create table if not exists written (n int)`;
    const client = async (n: number) => {
      while (going) {
        const work = begin(pool, async (tx) => {
          await tx`insert into written (n) values (${n})`;
          await Promise.all([tx`select ${n}::int`, tx`select pg_sleep(0.003)`]);
          await tx`select ${n}::text`;
        });
        await work.then(
          () => done++,
          (error) => failures.push(error),
        );
        await pool`select 1`.catch((error) => failures.push(error));
      }
    };
    const clients = Array.from({ length: 30 }, (_, n) => client(n));
    try {
      for (let kill = 0; kill < 4; kill++) {
        const before = done;
        await expect.poll(() => done, { timeout: 15_000 }).toBeGreaterThan(before + 50);
        await own.server.kill();
        await own.server.start();
      }
      const before = done;
      await expect.poll(() => done, { timeout: 15_000 }).toBeGreaterThan(before + 100);
    } finally {
      // Over an ended pool they would try again without ever letting go of their turn.
      going = false;
      await Promise.all(clients);
    }
    const [row] = await pool<{ count: number }[]>`select count(*)::int from written`;
    expect(row?.count).toBeGreaterThanOrEqual(done);
  });
  process.off("uncaughtException", note);
  expect(uncaught).toEqual([]);
  expect(failures.length).toBeGreaterThan(0);
  expect(failures.filter((error) => !unreachable(error))).toEqual([]);
}, 120_000);

test("a server that falls silent: what waits for a connection gives up, and never happens later", async () => {
  await withPool(
    2,
    async (pool) => {
      await pool`create table if not exists late (n int)`;
      gate.silence();
      const begun: number[] = [];
      const attempts = Array.from({ length: 12 }, (_, n) =>
        n % 2
          ? begin(pool, async (tx) => {
              begun.push(n);
              await tx`insert into late (n) values (${n})`;
            })
          : pool`select ${n}::int`.then(() => undefined),
      );
      for (const attempt of attempts) attempt.catch(() => undefined);
      // The first two are on their way over connections that were open: nobody can call those back.
      const waiting = await Promise.allSettled(attempts.slice(2));
      expect(waiting.map((w) => w.status === "rejected" && unreachable(w.reason))).not.toContain(false);
      gate.open();
      await Promise.allSettled(attempts);
      expect(await pool`select n from late`).toEqual([]);
      // The second may have had an open connection: then it began, and was taken back. Who waited for one never did.
      expect(begun.filter((n) => n > 1)).toEqual([]);
      await begin(pool, (tx) => tx`insert into late (n) values (100)`.then(() => undefined));
      expect([...(await pool`select n from late`)]).toEqual([{ n: 100 }]);
    },
    gate.port,
  );
});

test("a connection on which nothing is heard any more is given up after a while", async () => {
  await withPool(
    1,
    async (pool) => {
      await pool`select 1`;
      gate.silence();
      vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
      const unheard = pool`select 2`.then(
        () => "answered",
        (error) => unreachable(error),
      );
      await new Promise((sent) => setImmediate(() => setImmediate(sent)));
      vi.advanceTimersByTime(31_000);
      vi.useRealTimers();
      expect(await unheard).toBe(true);
      gate.open();
      const again = () =>
        pool`select 3`.then(
          () => true,
          () => false,
        );
      await expect.poll(again, { timeout: 10_000 }).toBe(true);
    },
    gate.port,
  );
});

test("a full pool: what waits gives up, and the pool serves on with every connection", async () => {
  await withPool(2, async (pool) => {
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const busy = [1, 2].map(() => begin(pool, () => held));
    const waiting = await Promise.allSettled([pool`select 1`, begin(pool, (tx) => tx`select 1`)]);
    expect(waiting.map((w) => w.status === "rejected" && unreachable(w.reason))).toEqual([true, true]);
    release();
    await Promise.all(busy);
    const both = [1, 2].map((n) => begin(pool, async (tx) => [...(await tx`select ${n}::int as n`)]));
    expect(await Promise.all(both)).toEqual([[{ n: 1 }], [{ n: 2 }]]);
  });
});

test("a transaction that has ended takes no statement, however late it comes", async () => {
  await withPool(1, async (pool) => {
    const kept = await begin(pool, async (tx) => ({ late: () => tx`select 1` }));
    expect(() => kept.late()).toThrow("UNAVAILABLE");
    let late: () => unknown = () => undefined;
    const failed = begin(pool, async (tx) => {
      late = () => tx`select 1`;
      throw new Error("changed my mind");
    });
    await expect(failed).rejects.toThrow("changed my mind");
    expect(late).toThrow("UNAVAILABLE");
  });
});
