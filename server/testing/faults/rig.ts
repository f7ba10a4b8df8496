import { mkdirSync, rmSync } from "node:fs";
import path from "node:path";
import postgres, { type Sql } from "postgres";
import { type Launched, launch } from "@/server/local/launcher";
import { freeBlock } from "@/server/local/ports";
import { projectRoot } from "@/server/local/project";
import { type SandboxClient, sandboxClient } from "@/server/sandbox/client";
import type { FaultReport } from "@/server/sandbox/contract";
import { type Course, type Kill, strike } from "./kills";
import type { RigReport } from "./report";
import { leaveWorld } from "./world";

export interface RigOptions {
  seed: number;
  /** Of a campaign. */
  recipients: number;
  say: (line: string) => void;
  signal: AbortSignal;
}

export interface Rig extends RigOptions {
  localDir: string;
  /** What ended without having been killed by us. */
  deaths: string[];
}

/** Runs a rig on a copy of the product of its own, built for production. Ends what it started, whatever happens. */
export async function withCopy(
  name: string,
  options: RigOptions,
  run: (copy: Launched, rig: Rig, owner: Sql) => Promise<RigReport>,
): Promise<RigReport> {
  const { say, signal } = options;
  const localDir = path.join(projectRoot, ".local/faults", name);
  rmSync(localDir, { recursive: true, force: true });
  mkdirSync(localDir, { recursive: true });
  const deaths: string[] = [];
  const copy = await launch({
    mode: "built",
    demo: false,
    durable: true,
    port: await freeBlock(),
    localDir,
    onProgress: say,
    onDeath: (reason) => deaths.push(reason),
    signal,
  });
  const owner = postgres(copy.env.DATABASE_OWNER_URL ?? "", { max: 1, onnotice: () => undefined });
  try {
    return await run(copy, { ...options, localDir, deaths }, owner);
  } finally {
    await owner.end();
    await leaveWorld();
    await copy.stop();
  }
}

export function carrierOf({ env }: Launched): SandboxClient {
  return sandboxClient({
    url: env.SANDBOX_URL ?? "",
    adminKey: env.SANDBOX_ADMIN_KEY ?? "",
    timeoutMs: 30_000,
  });
}

/** A course and its kills side by side; the first to fail ends the other. */
export async function disturb(copy: Launched, course: Course, plan: Kill[], rig: Rig): Promise<Kill[]> {
  const struck: Kill[] = [];
  const failed = new AbortController();
  const signal = AbortSignal.any([rig.signal, failed.signal]);
  const note = (kill: Kill) => {
    struck.push(kill);
    rig.say(`${String(course.progress).padStart(6)} of ${course.total}  kill ${struck.length}: ${kill.what}`);
  };
  const stop = (error: unknown) => {
    failed.abort(error);
    throw error;
  };
  await Promise.all([course.run(signal).catch(stop), strike(plan, copy, course, note, signal).catch(stop)]);
  return struck;
}

const killsOf = (struck: Kill[], what: Kill["what"]) => struck.filter((kill) => kill.what === what).length;

export function firedOf(struck: Kill[], { fired }: FaultReport) {
  return {
    kills: killsOf(struck, "app"),
    databaseKills: killsOf(struck, "postgres"),
    severed: fired.severed,
    carrier5xx: fired.carrier5xx,
    duplicates: fired.duplicates,
    reordered: fired.reordered,
  };
}

/** A run in which nothing went wrong proves nothing. `more`: what else was to happen and did not. */
export function shortfalls(
  { kills, databaseKills, ...fired }: ReturnType<typeof firedOf>,
  { deaths }: Rig,
  wanted: { kills: number },
  more: string[],
): RigReport["violations"] {
  const missing = [
    ...(kills < wanted.kills ? [`${kills} kills of the app`] : []),
    ...(databaseKills < 1 ? ["no kill of the database"] : []),
    ...Object.entries(fired).flatMap(([name, count]) => (count === 0 ? [`no ${name}`] : [])),
    ...more,
  ];
  return [
    ...missing.map((what) => ({ kind: "not-fired", what, id: "rig" })),
    ...deaths.map((what) => ({ kind: "died", what, id: "app" })),
  ];
}
