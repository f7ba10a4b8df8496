import { mkdirSync, rmSync } from "node:fs";
import path from "node:path";
import postgres from "postgres";
import { type Launched, launch } from "@/server/local/launcher";
import { freeBlock } from "@/server/local/ports";
import { projectRoot } from "@/server/local/project";
import { type SandboxClient, sandboxClient } from "@/server/sandbox/client";
import type { FaultReport } from "@/server/sandbox/contract";
import { checkAudit } from "./audit-check";
import { judge } from "./auditor";
import { untilCalm } from "./calm";
import { readLogs, readTables } from "./evidence";
import { type Kill, planKills, strike } from "./kills";
import { Load } from "./load";
import type { RigReport } from "./report";
import { sweeper } from "./sweeper";
import { foundWorld, leaveWorld } from "./world";

const kills = 11;
const amounts = { inbound: 1_000, replies: 200 };
const shares = { duplicates: 0.1, reordered: 0.1, carrier5xx: 0.05, severed: 0.02 };
const calmWithinMs = 120_000;

interface Rig {
  seed: number;
  localDir: string;
  /** What ended without having been killed by us. */
  deaths: string[];
  say: (line: string) => void;
  signal: AbortSignal;
}

/**
 * Kills the app eleven times and PostgreSQL once under 1,000 webhooks and 200 replies, with a carrier that repeats, reorders, refuses and
 * severs; lets everything settle, and compares what is left with the carrier's own log. Ends what it started, whatever happens.
 */
export async function crash(seed: number, say: Rig["say"], signal: AbortSignal): Promise<RigReport> {
  const localDir = path.join(projectRoot, ".local/faults/crash");
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
  try {
    return await run(copy, { seed, localDir, deaths, say, signal });
  } finally {
    await leaveWorld();
    await copy.stop();
  }
}

async function run(copy: Launched, rig: Rig): Promise<RigReport> {
  const began = Date.now();
  const seconds = () => Math.round((Date.now() - began) / 100) / 10;
  const orgs = await foundWorld(copy.env);
  const carrier = carrierOf(copy);
  await carrier.changeSettings({ webhooks: { maxBatch: 1, retryBaseMs: 200, retryMaxMs: 2_000 } });
  await carrier.setFaults({ seed: rig.seed, ...shares });
  const logFile = path.join(rig.localDir, "replies.jsonl");
  const load = new Load({ ...amounts, seed: rig.seed, url: copy.url, logFile }, carrier, orgs);
  const struck = await disturb(copy, load, rig);
  const faults = await carrier.faults();
  await carrier.setFaults({});
  rig.say(`faults over after ${seconds()} s; waiting until everything has settled`);
  const owner = postgres(copy.env.DATABASE_OWNER_URL ?? "", { max: 1, onnotice: () => undefined });
  try {
    await untilCalm(owner, carrier, sweeper(copy.env, orgs), calmWithinMs);
    const audit = await checkAudit(orgs);
    const logs = readLogs(path.join(rig.localDir, "carrier"), logFile);
    const verdict = judge(logs, await readTables(owner));
    const { violations, ...figures } = verdict;
    return {
      faults: "crash",
      figures: {
        ...figures,
        ...audit.figures,
        ...countsOf(struck, faults),
        webhooks: logs.acknowledged,
        sends: logs.replies.length,
        accepted: logs.accepted.length,
        seconds: seconds(),
      },
      violations: [...violations, ...audit.violations, ...shortfalls(struck, faults, rig, logs)],
    };
  } finally {
    await owner.end();
  }
}

function carrierOf({ env }: Launched): SandboxClient {
  return sandboxClient({
    url: env.SANDBOX_URL ?? "",
    adminKey: env.SANDBOX_ADMIN_KEY ?? "",
    timeoutMs: 30_000,
  });
}

/** Load and kills side by side; the first to fail ends the other. */
async function disturb(copy: Launched, load: Load, rig: Rig): Promise<Kill[]> {
  const struck: Kill[] = [];
  const failed = new AbortController();
  const signal = AbortSignal.any([rig.signal, failed.signal]);
  const note = (kill: Kill) => {
    struck.push(kill);
    rig.say(`${String(load.progress).padStart(5)} of ${load.total}  kill ${struck.length}: ${kill.what}`);
  };
  const stop = (error: unknown) => {
    failed.abort(error);
    throw error;
  };
  const plan = planKills(rig.seed, load.total, kills);
  await Promise.all([load.run(signal).catch(stop), strike(plan, copy, load, note, signal).catch(stop)]);
  return struck;
}

const killsOf = (struck: Kill[], what: Kill["what"]) => struck.filter((kill) => kill.what === what).length;

function countsOf(struck: Kill[], { fired }: FaultReport) {
  return {
    kills: killsOf(struck, "app"),
    databaseKills: killsOf(struck, "postgres"),
    severed: fired.severed,
    carrier5xx: fired.carrier5xx,
    duplicates: fired.duplicates,
    reordered: fired.reordered,
  };
}

/** A run in which nothing went wrong proves nothing. */
function shortfalls(
  struck: Kill[],
  faults: FaultReport,
  { deaths }: Rig,
  logs: { acknowledged: number; replies: unknown[] },
): RigReport["violations"] {
  const { kills: app, databaseKills, ...fired } = countsOf(struck, faults);
  const missing = [
    ...(app < 10 ? [`${app} kills of the app`] : []),
    ...(databaseKills < 1 ? ["no kill of the database"] : []),
    ...Object.entries(fired).flatMap(([name, count]) => (count === 0 ? [`no ${name}`] : [])),
    ...(logs.acknowledged < amounts.inbound ? [`${logs.acknowledged} webhooks`] : []),
    ...(logs.replies.length < amounts.replies ? [`${logs.replies.length} sends`] : []),
  ];
  return [
    ...missing.map((what) => ({ kind: "not-fired", what, id: "rig" })),
    ...deaths.map((what) => ({ kind: "died", what, id: "app" })),
  ];
}
