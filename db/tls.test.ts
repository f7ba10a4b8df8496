import { chownSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { type AddressInfo, createServer } from "node:net";
import path from "node:path";
import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type OwnPostgres, ownPostgres } from "@/server/testing/own-postgres";
import { connect, type Sql } from "./client";
import { begin } from "./patience";
import { unreachable } from "./unreachable";

const fixture = (file: string) => readFileSync(path.join(import.meta.dirname, "../server/testing", file));

let own: OwnPostgres;

beforeAll(async () => {
  own = await ownPostgres();
});

afterAll(() => own.close());

/** Gives the server a certificate that nobody has signed, and starts it anew. */
async function speakTls(): Promise<void> {
  const owner = postgres(own.urls.ownerUrl, { max: 1 });
  const [row] = await owner<{ dir: string }[]>`select current_setting('data_directory') as dir`;
  const dir = row?.dir ?? "";
  const { uid, gid } = statSync(dir);
  for (const name of ["server.key", "server.crt"]) {
    const file = path.join(dir, name);
    writeFileSync(file, fixture(name === "server.key" ? "localhost.key" : "localhost.pem"), { mode: 0o600 });
    chownSync(file, uid, gid);
  }
  await owner`alter system set ssl = on`;
  await owner.end();
  await own.server.kill();
  await own.server.start();
}

async function withPool<T>(query: string, use: (pool: Sql) => Promise<T>, max = 1): Promise<T> {
  const pool = connect(`postgres://postgres@localhost:${own.server.port}/postgres${query}`, true, max);
  try {
    return await use(pool);
  } finally {
    await pool.end({ timeout: 1 });
  }
}

const encrypted = async (pool: Sql): Promise<boolean | undefined> => {
  const [row] = await pool<{ ssl: boolean }[]>`select ssl from pg_stat_ssl where pid = pg_backend_pid()`;
  return row?.ssl;
};

test("a server without TLS is refused where the address asks for it, and taken where it only prefers it", async () => {
  await withPool("?sslmode=prefer", async (pool) => expect(await encrypted(pool)).toBe(false));
  await withPool("?sslmode=require", async (pool) => {
    await expect(pool`select 1`).rejects.toThrow(/does not speak TLS|in time/);
  });
});

test("a port that only echoes is no database without TLS: it is one that is not there", async () => {
  const echo = createServer((socket) => socket.on("error", () => undefined).pipe(socket));
  await new Promise<void>((resolve) => echo.listen(0, "localhost", resolve));
  const { port } = echo.address() as AddressInfo;
  for (const mode of ["require", "prefer"]) {
    const pool = connect(`postgres://postgres@localhost:${port}/postgres?sslmode=${mode}`, true, 1);
    const failure = await pool`select 1`.catch((error: unknown) => error);
    expect(String(failure)).not.toMatch(/does not speak TLS/);
    expect(unreachable(failure)).toBe(true);
    await pool.end({ timeout: 1 });
  }
  echo.close();
});

describe("a server that speaks it", () => {
  beforeAll(speakTls);

  test("is spoken to in it, and its certificate is checked where the address says so", async () => {
    for (const mode of ["prefer", "require"])
      await withPool(`?sslmode=${mode}`, async (pool) => expect(await encrypted(pool)).toBe(true));
    await withPool("", async (pool) => expect(await encrypted(pool)).toBe(false));
    await withPool("?sslmode=verify-full", async (pool) => {
      await expect(pool`select 1`).rejects.toThrow(/certificate|in time/);
    });
  });

  test("and is killed under its clients ends nobody's process, and they go on when it is back", async () => {
    const uncaught: unknown[] = [];
    const note = (error: unknown) => uncaught.push(error);
    process.on("uncaughtException", note);
    const failures: unknown[] = [];
    let done = 0;
    let going = true;
    await withPool(
      "?sslmode=require",
      async (pool) => {
        const client = async () => {
          while (going)
            await begin(pool, async (tx) => {
              await Promise.all([tx`select ${"x".repeat(2_000)}::text`, tx`select pg_sleep(0.003)`]);
              await tx`select 1`;
            }).then(
              () => done++,
              (error) => failures.push(error),
            );
        };
        const clients = Array.from({ length: 10 }, client);
        try {
          for (let kill = 0; kill < 3; kill++) {
            const before = done;
            await expect.poll(() => done, { timeout: 15_000 }).toBeGreaterThan(before + 20);
            await own.server.kill();
            await own.server.start();
          }
          const before = done;
          await expect.poll(() => done, { timeout: 15_000 }).toBeGreaterThan(before + 20);
        } finally {
          // Over an ended pool they would try again without ever letting go of their turn.
          going = false;
          await Promise.all(clients);
        }
      },
      10,
    );
    process.off("uncaughtException", note);
    expect(uncaught).toEqual([]);
    expect(failures.length).toBeGreaterThan(0);
    expect(
      failures
        .filter((error) => !unreachable(error))
        .map((e) => JSON.stringify(e, Object.getOwnPropertyNames(e))),
    ).toEqual([]);
  }, 120_000);
});
