import { matcher, type OpenFacts } from "@/server/conversations/rules/filter-matches";
import type { Viewer } from "@/server/conversations/rules/visibility";
import { type Figure, figureNames, figures } from "./figures";

/** A row of the board. Waiting: of a team, what nobody has; oldest: since when the longest of it waits, in ms. */
export interface Standing {
  open: number;
  waiting: number;
  risk: number;
  oldest: number | null;
}

export interface Standings {
  figures: Record<Figure, number>;
  /** Since when the longest in the queue waits, in ms. */
  oldest: number | null;
  members: Map<string, Standing>;
  teams: Map<string, Standing>;
  numbers: Map<string, Standing>;
}

/** How the work stands: one walk over what is open, by the very filters that the figures open. */
export function reckonBoard(open: Iterable<OpenFacts>, viewer: Viewer, now: number): Standings {
  const tests = figureNames.map((name) => ({ name, lets: matcher(figures[name], viewer, now) }));
  const result: Standings = {
    figures: Object.fromEntries(figureNames.map((name) => [name, 0])) as Record<Figure, number>,
    oldest: null,
    members: new Map(),
    teams: new Map(),
    numbers: new Map(),
  };
  for (const c of open) {
    const is = Object.fromEntries(tests.map(({ name, lets }) => [name, lets(c)])) as Record<Figure, boolean>;
    for (const name of figureNames) if (is[name]) result.figures[name]++;
    if (is.queue) result.oldest = earlier(result.oldest, c.sinceAt);
    if (c.assigneeId) add(result.members, c.assigneeId, c, is, is.waiting);
    if (c.teamId) add(result.teams, c.teamId, c, is, is.queue);
    add(result.numbers, c.numberId, c, is, is.waiting);
  }
  return result;
}

type Is = Record<Figure, boolean>;

function add(rows: Map<string, Standing>, id: string, c: OpenFacts, is: Is, waits: boolean): void {
  const row = rows.get(id) ?? { open: 0, waiting: 0, risk: 0, oldest: null };
  rows.set(id, row);
  if (is.open) row.open++;
  if (is.risk) row.risk++;
  if (!waits) return;
  row.waiting++;
  row.oldest = earlier(row.oldest, c.sinceAt);
}

const earlier = (a: number | null, b: number | null) => (a === null ? b : b === null ? a : Math.min(a, b));
