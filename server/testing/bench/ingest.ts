import { rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { closeSql } from "@/db/client";
import { type Launched, launch } from "@/server/local/launcher";
import { freeBlock } from "@/server/local/ports";
import { projectRoot } from "@/server/local/project";
import type { BenchOptions, Figures } from "./cli";
import { down, median, up } from "./figures";
import { check } from "./ingest-check";
import { makeWorld, prepareDatabase, type WorldSize } from "./ingest-world";
import { LoadProcess } from "./load-process";
import { processorMs, residentMb, serverMs } from "./memory";
import type { BenchOrganization } from "./payloads";

interface Shape extends WorldSize {
  roundSeconds: number;
  warmSeconds: number;
  steadySeconds: number;
  rounds: number;
}

const full: Shape = {
  organizations: 20,
  conversationsEach: 5_000,
  sentEach: 3_000,
  sentFirst: 14_000,
  roundSeconds: 10,
  warmSeconds: 15,
  steadySeconds: 60,
  rounds: 3,
};
const quick: Shape = {
  ...full,
  conversationsEach: 1_000,
  roundSeconds: 5,
  warmSeconds: 6,
  steadySeconds: 10,
  rounds: 2,
};

/** Callbacks per second of the steady phase. */
const rate = 320;
/** Enough that no organization's turn comes round without work. */
const inFlight = 128;

/**
 * How much the ingest takes, beside a bare route with one INSERT, in rounds that alternate, fsync on for both. The reach is a ratio of
 * 0.8, at a steady rate nothing lost or doubled, and everything on screen within half a second.
 */
export async function ingest(options: BenchOptions): Promise<{ figures: Figures; reached: boolean }> {
  const shape = options.quick ? quick : full;
  const port = await freeBlock();
  const localDir = path.join(projectRoot, ".local/bench", String(port));
  // For this process too: it loads the organizations as the app would.
  process.env.HILO_BENCH_BASELINE = "1";
  const copy = await launch({ mode: "built", port, localDir, demo: false, onProgress: options.say });
  const load = new LoadProcess();
  try {
    Object.assign(process.env, copy.env);
    const organizations = await makeWorld(shape, (done) =>
      options.say(`organization ${done} of ${shape.organizations}`),
    );
    await prepareDatabase(copy.env.DATABASE_OWNER_URL ?? "");
    await load.tell({ do: "open", file: worldFile(localDir, copy, port, organizations) });
    const figures = await measure(shape, copy, load, options);
    const kept = await check(
      copy.env.DATABASE_OWNER_URL ?? "",
      organizations,
      await load.tell({ do: "log" }),
    );
    return { figures: { ...figures, ...kept }, reached: reached({ ...figures, ...kept }) };
  } finally {
    load.end();
    await closeSql();
    await copy.stop();
    if (!options.keep) rmSync(localDir, { recursive: true, force: true });
  }
}

function worldFile(
  localDir: string,
  { env }: Launched,
  port: number,
  organizations: BenchOrganization[],
): string {
  const file = path.join(localDir, "world.json");
  const realtime = {
    appId: env.PUSHER_APP_ID,
    key: env.PUSHER_KEY,
    secret: env.PUSHER_SECRET,
    host: env.PUSHER_HOST,
    port: Number(env.PUSHER_PORT),
  };
  writeFileSync(file, JSON.stringify({ port, realtime, organizations }));
  return file;
}

async function measure(
  shape: Shape,
  copy: Launched,
  load: LoadProcess,
  { say }: BenchOptions,
): Promise<Figures> {
  const closed = (target: "ours" | "baseline", organizations: number, seconds: number) =>
    load.tell({ do: "closed", target, organizations, inFlight, seconds });
  const all = shape.organizations;
  await closed("baseline", all, shape.warmSeconds);
  await closed("ours", all, shape.warmSeconds);
  const rates = { baseline: [] as number[], ours: [] as number[], oneOrg: [] as number[] };
  const costs = { baseline: [] as number[], ours: [] as number[], oneOrg: [] as number[] };
  const databases = { baseline: [] as number[], ours: [] as number[], oneOrg: [] as number[] };
  let refused = 0;
  for (let round = 1; round <= shape.rounds; round++) {
    for (const kind of ["baseline", "ours", "oneOrg"] as const) {
      const used = processor(copy);
      const asked = database(copy);
      const run = await closed(
        kind === "baseline" ? "baseline" : "ours",
        kind === "oneOrg" ? 1 : all,
        shape.roundSeconds,
      );
      rates[kind].push(run.done / run.seconds);
      costs[kind].push(((processor(copy) - used) * 1000) / Math.max(1, run.done));
      databases[kind].push(((database(copy) - asked) * 1000) / Math.max(1, run.done));
      refused += run.refused;
      say(`round ${round} ${kind}: ${Math.round(run.done / run.seconds)}/s`);
    }
  }
  const baseline = await load.tell({ do: "steady", target: "baseline", rate, seconds: shape.steadySeconds });
  const before = memory(copy);
  const ours = await load.tell({ do: "steady", target: "ours", rate, seconds: shape.steadySeconds });
  const growth = memory(copy) - before;
  say(`steady: ${JSON.stringify({ baseline, ours })}`);
  const batches = [];
  for (let i = 0; i < 3; i++) batches.push(await load.tell({ do: "batch", of: "statuses", size: 1_000 }));
  const messages = await load.tell({ do: "batch", of: "messages", size: 1_000 });
  const baselineRate = median(rates.baseline);
  return {
    ratio: down(median(rates.ours.map((r, i) => r / (rates.baseline[i] ?? r)))),
    ratioOneOrg: down(median(rates.oneOrg.map((r, i) => r / (rates.baseline[i] ?? r)))),
    rate: Math.floor(median(rates.ours)),
    rateOneOrg: Math.floor(median(rates.oneOrg)),
    baselineRate: Math.floor(baselineRate),
    // Per callback, of the app alone and of the database alone: what another program takes of the machine does not show in it.
    appUs: Math.ceil(median(costs.ours)),
    appUsOneOrg: Math.ceil(median(costs.oneOrg)),
    baselineAppUs: Math.floor(median(costs.baseline)),
    databaseUs: Math.ceil(median(databases.ours)),
    databaseUsOneOrg: Math.ceil(median(databases.oneOrg)),
    baselineDatabaseUs: Math.floor(median(databases.baseline)),
    ackP50: up(ours.p50),
    ackP99: up(ours.p99),
    baselineAckP99: up(baseline.p99),
    over1s: ours.over1s,
    refused: refused + ours.refused + baseline.refused,
    screenP95: up(ours.screenP95),
    screens: ours.screens,
    unseen: ours.unseen,
    batch1000: up(median(batches.map((b) => b.ms))),
    batch1000Messages: up(messages.ms),
    rssGrowthMb: up(growth),
  };
}

const processor = (copy: Launched): number => (copy.pids.app ? (processorMs(copy.pids.app) ?? 0) : 0);
const database = (copy: Launched): number => (copy.pids.postgres ? (serverMs(copy.pids.postgres) ?? 0) : 0);
const memory = (copy: Launched): number => (copy.pids.app ? (residentMb(copy.pids.app) ?? 0) : 0);

function reached(f: Figures): boolean {
  const { ratio = 0, lost = 1, doubled = 1, over1s = 1, refused = 1 } = f;
  const { ackP99 = 0, baselineAckP99 = 0, screenP95 = 0, batch1000 = 0, unseen = 1 } = f;
  const quickEnough = ackP99 <= Math.max(100, 1.5 * baselineAckP99) && screenP95 <= 500 && batch1000 <= 1_000;
  return ratio >= 0.8 && lost + doubled + over1s + refused + unseen === 0 && quickEnough;
}
