import { rmSync } from "node:fs";
import path from "node:path";
import postgres, { type Sql } from "postgres";
import { closeSql } from "@/db/client";
import { type Launched, launch } from "@/server/local/launcher";
import { freeBlock } from "@/server/local/ports";
import { projectRoot } from "@/server/local/project";
import { launchFigures } from "./campaign-launch";
import { paceFigures } from "./campaign-pace";
import { replyFigures } from "./campaign-replies";
import { truthFigures } from "./campaign-truth";
import type { BenchOptions, Figures } from "./cli";
import { reached, type Targets } from "./targets";

const targets: Targets = {
  atMost: {
    rateLimitHits: 0,
    launchSeconds1M: 60,
    truthCheckP99: 50,
    truthCheckBatchP99: 50,
    replySlowdown: 1.5,
  },
  atLeast: { paceShare: 0.95, fourNumbersRate: 300 },
};

export interface CampaignLane extends BenchOptions {
  copy: Launched;
  /** Of the database: sees every organization, and nobody waits for it. */
  owner: Sql;
  localDir: string;
}

/**
 * Campaigns against a carrier that takes 80 messages per second and number, and tells what became of them in batches: how near one number
 * and four come to that, what agents' replies beside it take, what checking each recipient adds, and how long a million take to be ready.
 */
export async function campaign(options: BenchOptions): Promise<{ figures: Figures; reached: boolean }> {
  const port = await freeBlock();
  const localDir = path.join(projectRoot, ".local/bench", String(port));
  const copy = await launch({ mode: "built", port, localDir, demo: false, onProgress: options.say });
  const owner = postgres(copy.env.DATABASE_OWNER_URL ?? "", { max: 2, onnotice: () => undefined });
  try {
    Object.assign(process.env, copy.env, { LOG_LEVEL: "silent" });
    const lane = { ...options, copy, owner, localDir };
    const figures: Figures = {};
    for (const [name, part] of Object.entries(parts))
      if (options.only === null || options.only === name) Object.assign(figures, await part(lane));
    return { figures, reached: reached(figures, targets, options.say) };
  } finally {
    await owner.end();
    await closeSql();
    await copy.stop();
    if (!options.keep) rmSync(localDir, { recursive: true, force: true });
  }
}

/** In their order: the carrier's refusals are those of all before. */
const parts: Record<string, (lane: CampaignLane) => Promise<Figures>> = {
  pace: paceFigures,
  replies: replyFigures,
  truth: truthFigures,
  refusals: async ({ owner }) => ({ rateLimitHits: await refusals(owner) }),
  launch: launchFigures,
};

/** Messages that the carrier once refused for coming too fast, campaigns' and replies': what is refused keeps its reason. */
async function refusals(owner: Sql): Promise<number> {
  const [row] = await owner<{ hits: number }[]>`
    select count(*)::int as hits from deliveries where failure ->> 'code' = '130429'`;
  return row?.hits ?? 0;
}
