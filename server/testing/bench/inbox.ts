import { rmSync } from "node:fs";
import path from "node:path";
import { type Loaded, loadBulk } from "@/db/bulk/load";
import { closeSql, sql } from "@/db/client";
import { launch } from "@/server/local/launcher";
import { freeBlock } from "@/server/local/ports";
import { projectRoot } from "@/server/local/project";
import type { SessionClaims } from "@/server/scope";
import type { BenchOptions, Figures } from "./cli";
import { percentile, timed, up } from "./figures";
import { firstLoadKb } from "./first-load";
import { askViews, saveViews } from "./views";

type Question = "list" | "thread" | "counts" | "viewList" | "viewCounts" | "search";
type Times = Record<Question, number[]>;

const questions: Question[] = ["list", "thread", "counts", "viewList", "viewCounts", "search"];
/** What every page of the inbox asks; searches and views are judged by themselves. */
const usual: Question[] = ["list", "thread", "counts"];
const views: Question[] = ["viewList", "viewCounts"];
/** A ratio below this difference, in ms, is the machine's and not ours. */
const counts = 5;

/**
 * How long the inbox's questions take through the API in an organization of 100,000 conversations and a million messages, beside one of a
 * tenth of the size, asked in turns by who sees all and by an agent; and how much JavaScript its page loads. The reach is 50 ms, growth of
 * 1.3, 250 KB; of a search over all of it 150 ms and 1.5.
 */
export async function inbox(options: BenchOptions): Promise<{ figures: Figures; reached: boolean }> {
  const [small, large, turns] = options.quick ? [500, 5_000, 60] : [10_000, 100_000, 300];
  const port = await freeBlock();
  const localDir = path.join(projectRoot, ".local/bench", String(port));
  const copy = await launch({ mode: "built", port, localDir, demo: false, onProgress: options.say });
  try {
    Object.assign(process.env, copy.env);
    const [ten, hundred] = [await load(small, options), await load(large, options)];
    const [low, high] = await measure([ten, hundred], turns);
    const p95 = (times: Times | undefined, question: Question) => percentile(times?.[question] ?? [], 0.95);
    const growth = Math.max(...usual.map((q) => ratio(p95(low, q), p95(high, q))));
    const figures = {
      listP95: up(p95(high, "list")),
      threadP95: up(p95(high, "thread")),
      countsP95: up(p95(high, "counts")),
      viewListP95: up(p95(high, "viewList")),
      viewCountsP95: up(p95(high, "viewCounts")),
      viewGrowth: up(Math.max(...views.map((q) => ratio(p95(low, q), p95(high, q)))), 2),
      growth: up(growth, 2),
      searchP95: up(p95(high, "search")),
      searchGrowth: up(ratio(p95(low, "search"), p95(high, "search")), 2),
      firstLoadKb: up(await firstLoadKb(copy.url, hundred.slug, await claimsOf(hundred.email))),
      smallListP95: up(p95(low, "list")),
      smallThreadP95: up(p95(low, "thread")),
      smallCountsP95: up(p95(low, "counts")),
      smallSearchP95: up(p95(low, "search")),
      smallViewListP95: up(p95(low, "viewList")),
      smallViewCountsP95: up(p95(low, "viewCounts")),
    };
    const { listP95, threadP95, countsP95, viewListP95, viewCountsP95, searchP95, searchGrowth } = figures;
    const slowest = Math.max(listP95, threadP95, countsP95, viewListP95, viewCountsP95);
    const searches = searchP95 <= 150 && searchGrowth <= 1.5;
    const reached = slowest <= 50 && growth <= 1.3 && figures.firstLoadKb <= 250 && searches;
    return { figures, reached };
  } finally {
    await closeSql();
    await copy.stop();
    if (!options.keep) rmSync(localDir, { recursive: true, force: true });
  }
}

async function load(conversations: number, { say }: BenchOptions): Promise<Loaded> {
  const plan = { conversations, contacts: Math.ceil(conversations * 0.7), messagesPer: 10, seed: 1 };
  return loadBulk(plan, (done) => say(`${done} of ${conversations} conversations`));
}

const ratio = (low: number, high: number): number => (high - low > counts ? high / low : 1);

/** In turns, so that whatever else the machine does meets both sizes alike. */
async function measure(organizations: Loaded[], turns: number): Promise<Times[]> {
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
  }
  return times;
}

const queues = ["all", "unassigned", "team", "mine"] as const;
const sections = ["awaiting", "answered", "missed"] as const;

async function askersOf({ slug, email }: Loaded) {
  const { callerFor } = await import("@/server/router");
  const { makeContext, memberOf } = await import("@/server/trpc");
  const people = await Promise.all([email, email.replace("owner@", "agent1@")].map(claimsOf));
  const callerOf = (claims: SessionClaims) =>
    callerFor(
      makeContext({ claims, headers: new Headers(), ip: "127.0.0.1", member: () => memberOf(claims, slug) }),
    );
  for (const owner of people.slice(0, 1)) await saveViews(callerOf(owner));
  return people.map((claims) => {
    const ids: string[] = [];
    return async (turn: number): Promise<Record<Question, number>> => {
      const api = callerOf(claims);
      const caller = api.conversations;
      const n = Math.abs(turn);
      const where = { queue: queues[n % 4] ?? "all", section: sections[Math.floor(n / 4) % 3] ?? "awaiting" };
      let next: string | null = null;
      const list = await timed(async () => {
        const page = await caller.list({ ...where, limit: 50 });
        ids.push(...page.items.map((item) => item.id));
        next = page.next;
      });
      const page = next ? await timed(() => caller.list({ ...where, limit: 50, cursor: next })) : list;
      const counted = await timed(() => caller.counts({}));
      const conversationId = ids[(n * 7919) % Math.max(1, ids.length)];
      const thread = conversationId ? await timed(() => caller.thread({ conversationId })) : 0;
      const search = await timed(() => caller.search({ query: sought(n) }));
      return { list: Math.max(list, page), thread, counts: counted, search, ...(await askViews(api, n)) };
    };
  });
}

const spoken = [
  "hola",
  "pedido",
  "prom",
  "gracias",
  "factura numero",
  "pagar en cuotas",
  "numero de documento",
  "sucursal centro",
];
const misspelt = ["gonsales", "rodrigez", "fernandes", "martines", "gimenes lucia"];

/** In turns: a rare word, a frequent one, several, a name with a mistake, part of a number, a file's name, a word that nobody said. */
function sought(n: number): string {
  const figure = String(10_000 + ((n * 7_919) % 89_999));
  const kinds = [
    figure,
    spoken[n % spoken.length],
    `pedido ${figure}`,
    misspelt[n % misspelt.length],
    figure.slice(0, 4),
    `presupuesto-${figure}.pdf`,
    `murcielago${n}`,
  ];
  return kinds[n % kinds.length] ?? figure;
}

async function claimsOf(email: string): Promise<SessionClaims> {
  const [user] = await sql()<{ id: string; session_version: number }[]>`
    select id, session_version from users where email = ${email}`;
  if (!user) throw new Error(`${email} is not there`);
  return { userId: user.id, sessionVersion: user.session_version };
}
