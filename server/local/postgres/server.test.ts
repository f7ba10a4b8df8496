import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import postgres from "postgres";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type Postgres, startPostgres } from "./server";

let folder: string;
let running: Postgres | undefined;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "hilo-postgres-"));
  chmodSync(folder, 0o755);
});
afterEach(async () => {
  await running?.close();
  rmSync(folder, { recursive: true, force: true });
});

async function start(password?: string): Promise<Postgres> {
  running = await startPostgres({ port: 0, dataDir: path.join(folder, "data"), durable: true, password });
  return running;
}

async function run(server: Postgres, query: string): Promise<unknown[]> {
  const sql = postgres(server.ownerUrl("postgres"), { max: 1 });
  return sql.unsafe(query).finally(() => sql.end());
}

test("what was committed outlives SIGKILL, on the same port", async () => {
  const server = await start();
  await run(server, "create table kept as select 7 as n");
  const before = server.pid;
  await server.kill();
  expect(server.pid).toBeUndefined();
  await server.start();
  expect(server.pid).not.toBe(before);
  expect(await run(server, "select n from kept")).toEqual([{ n: 7 }]);
});

test("a second server on the same data is refused with the first one's process and port", async () => {
  const server = await start();
  const second = startPostgres({ port: 0, dataDir: path.join(folder, "data"), durable: true });
  await expect(second).rejects.toThrow(
    `in use by a running PostgreSQL (process ${server.pid}, port ${server.port})`,
  );
  expect(await run(server, "select 1 as alive")).toEqual([{ alive: 1 }]);
});

test("a taken port is named", async () => {
  const server = await start();
  const second = startPostgres({ port: server.port, dataDir: path.join(folder, "other"), durable: true });
  await expect(second).rejects.toThrow(`Port ${server.port} (postgres) is taken`);
});

test("with a password nobody enters without it", async () => {
  const server = await start("a secret/with:signs");
  expect(await run(server, "select 1 as inside")).toEqual([{ inside: 1 }]);
  const sql = postgres(`postgres://postgres@127.0.0.1:${server.port}/postgres`, {
    max: 1,
    password: "wrong",
  });
  await expect(sql`select 1`).rejects.toThrow("password authentication failed");
  await sql.end();
});

test("the server ends when the process that started it is killed", async () => {
  const script = `import { startPostgres } from "@/server/local/postgres/server";
    startPostgres({ port: 0, dataDir: ${JSON.stringify(path.join(folder, "data"))}, durable: true })
      .then(({ pid }) => process.stdout.write(String(pid)));`;
  const args = ["--import", "tsx", "--input-type=module", "-e", script];
  const parent = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] });
  const [pid] = (await once(parent.stdout, "data")) as [Buffer];
  parent.kill("SIGKILL");
  await expect.poll(() => commandOf(Number(pid)), { timeout: 10_000 }).not.toContain("postgres -D");
});

function commandOf(pid: number): string {
  try {
    return execFileSync("ps", ["-o", "args=", "-p", String(pid)], { encoding: "utf8" });
  } catch {
    return "gone";
  }
}

test.runIf(process.getuid?.() === 0)(
  "in a home that lets nobody in, the data are reached by a link, and go with it",
  async () => {
    chmodSync(folder, 0o700);
    const first = await start();
    const data = realpathSync(path.join(folder, "data"));
    expect(data).not.toContain(folder);
    await run(first, "create table gone ()");
    await first.close();
    rmSync(path.join(folder, "data"));
    const second = await start();
    expect(await run(second, "select to_regclass('gone') as found")).toEqual([{ found: null }]);
  },
);
