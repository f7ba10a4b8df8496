import { rmSync } from "node:fs";
import path from "node:path";
import { type Loaded, loadBulk } from "@/db/bulk/load";
import { closeSql } from "@/db/client";
import { launch } from "@/server/local/launcher";
import { freeBlock } from "@/server/local/ports";
import { projectRoot } from "@/server/local/project";
import type { BenchOptions, Figures } from "./cli";
import { fanout } from "./fanout";
import { percentile, up } from "./figures";
import { firstLoadKb } from "./first-load";
import { askersOf, type Question, questions } from "./inbox-questions";
import { claimsOf } from "./sessions";
import { touch } from "./touch";

type Times = Record<Question, number[]>;

/** What grows only where the organization's own size shows; a search has a bound of its own. */
const growing = questions.filter((question) => question !== "search");
/** A ratio below this difference, in ms, is the machine's and not ours. */
const counts = 5;

/**
 * The inbox in an organization of 100,000 conversations and a million messages, beside one of a tenth of the size, asked in turns by who sees
 * all and by an agent: how long its questions take through the API, those of any view included, and a search over all of it; how much
 * JavaScript its page loads; how long until 200 open pages know of a message, and what they ask then; how long a press waits.
 */
export async function inbox(options: BenchOptions): Promise<{ figures: Figures; reached: boolean }> {
  const [small, large, turns] = options.quick ? [500, 5_000, 60] : [10_000, 100_000, 300];
  const port = await freeBlock();
  const localDir = path.join(projectRoot, ".local/bench", String(port));
  const copy = await launch({ mode: "built", port, localDir, demo: false, onProgress: options.say });
  try {
    Object.assign(process.env, copy.env);
    const [ten, hundred] = [await load(small, options), await load(large, options)];
    const [low, high] = await measure([ten, hundred], turns, options);
    const asked = askedFigures(low, high);
    const loadKb = up(await firstLoadKb(copy.url, hundred.slug, await claimsOf(hundred.email)));
    const touched = await touch(hundred, copy.url, options);
    const told = await fanout(hundred, copy.url, options);
    const figures = { ...asked, firstLoadKb: loadKb, ...told.figures, ...touched.figures };
    return { figures, reached: say(figures, options) };
  } finally {
    await closeSql();
    await copy.stop();
    if (!options.keep) rmSync(localDir, { recursive: true, force: true });
  }
}

/** What each figure may be at most. */
const targets: Record<string, number> = {
  listP95: 50,
  threadP95: 50,
  countsP95: 50,
  viewListP95: 50,
  viewCountsP95: 50,
  growth: 1.3,
  searchP95: 150,
  searchGrowth: 1.5,
  firstLoadKb: 250,
  fanoutP95: 500,
  fanoutUnheard: 0,
  fanoutFailed: 0,
  requestsPerEvent: 10,
  openInp: 100,
  typeInp: 100,
};

/** Says of each target whether it holds; true when all do. */
function say(figures: Figures, options: BenchOptions): boolean {
  const lines = Object.entries(targets).map(([name, most]) => {
    const value = figures[name] ?? Number.POSITIVE_INFINITY;
    return { name, most, value, holds: value <= most };
  });
  for (const { name, most, value, holds } of lines)
    options.say(`${holds ? "holds " : "MISSED"} ${name.padEnd(18)} ${value} (at most ${most})`);
  return lines.every((line) => line.holds);
}

function askedFigures(low: Times | undefined, high: Times | undefined): Figures {
  const p95 = (times: Times | undefined, question: Question) => percentile(times?.[question] ?? [], 0.95);
  const grown = (question: Question) => ratio(p95(low, question), p95(high, question));
  const of = (name: (question: Question) => string, times: Times | undefined) =>
    Object.fromEntries(questions.map((question) => [name(question), up(p95(times, question))]));
  return {
    ...of((question) => `${question}P95`, high),
    growth: up(Math.max(...growing.map(grown)), 2),
    viewGrowth: up(Math.max(grown("viewList"), grown("viewCounts")), 2),
    searchGrowth: up(grown("search"), 2),
    ...of((question) => `small${question.charAt(0).toUpperCase()}${question.slice(1)}P95`, low),
  };
}

async function load(conversations: number, { say }: BenchOptions): Promise<Loaded> {
  const plan = { conversations, contacts: Math.ceil(conversations * 0.7), messagesPer: 10, seed: 1 };
  return loadBulk(plan, (done) => say(`${done} of ${conversations} conversations`));
}

const ratio = (low: number, high: number): number => (high - low > counts ? high / low : 1);

/** In turns, so that whatever else the machine does meets both sizes alike. */
async function measure(organizations: Loaded[], turns: number, options: BenchOptions): Promise<Times[]> {
  const askers = await Promise.all(organizations.map(askersOf));
  const times = organizations.map(
    (): Times => ({ list: [], thread: [], counts: [], viewList: [], viewCounts: [], search: [] }),
  );
  for (let turn = -20; turn < turns; turn++) {
    for (const [i, both] of askers.entries()) {
      const asker = both[Math.abs(turn) % both.length];
      const taken = await asker?.(turn);
      // The first turns fill caches and prepare statements.
      if (turn >= 0 && taken) for (const question of questions) times[i]?.[question].push(taken[question]);
    }
    if (turn > 0 && turn % 100 === 0) options.say(`${turn} of ${turns} turns`);
  }
  return times;
}
