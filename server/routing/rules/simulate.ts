import type { Candidate } from "./choose-agent";
import { choosePlace, type Plan } from "./plan";

/** A conversation that came in, with what it took. All times in milliseconds. */
export interface Arrival {
  id: string;
  at: number;
  /** How long it kept whoever had it. */
  busy: number;
  /** When its window ended; null where there is none. */
  ends: number | null;
  plan: Plan;
}

/** Who was there to take them, and when. */
export interface Worker {
  memberId: string;
  limit: number;
  teamIds: string[];
  skillIds: string[];
  languages: string[];
  spans: { from: number; to: number }[];
}

export interface Given {
  id: string;
  memberId: string;
  /** When they got it. */
  at: number;
}

/** Times at which somebody may get something: an arrival, a step that opens, somebody coming, a place freed. */
class Moments {
  private list: number[];
  constructor(times: number[]) {
    this.list = [...new Set(times)].sort((a, b) => b - a);
  }
  next(): number | undefined {
    return this.list.pop();
  }
  add(time: number): void {
    let [low, high] = [0, this.list.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.list[middle] ?? 0) > time) low = middle + 1;
      else high = middle;
    }
    if (this.list[low] !== time) this.list.splice(low, 0, time);
  }
}

/**
 * Lives a past period again, by other plans: who would have got which conversation when, with the members who were there and as long
 * as each really took. The window about to end goes first, then who waits longest; nobody above their maximum. What nobody could
 * take by `until` is not in the answer.
 */
export function simulate(arrivals: Arrival[], workers: Worker[], until: number): Given[] {
  const coming = [...arrivals].sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1));
  const moments = new Moments([
    ...coming.flatMap(({ at, plan }) => [at, ...plan.steps.map((step) => at + step.after * 60_000)]),
    ...workers.flatMap((worker) => worker.spans.map((span) => span.from)),
  ]);
  const team = workers.map((worker) => ({ worker, busy: [] as number[], idle: null as Date | null }));
  const given: Given[] = [];
  let waiting: Arrival[] = [];
  for (let now = moments.next(); now !== undefined && now <= until; now = moments.next()) {
    for (let first = coming[0]; first && first.at <= now; first = coming[0]) {
      waiting.push(first);
      coming.shift();
    }
    const at = now;
    for (const one of team) one.busy = one.busy.filter((end) => end > at);
    waiting.sort((a, b) => (a.ends ?? Infinity) - (b.ends ?? Infinity) || a.at - b.at);
    const candidates: Candidate[] = team.map(({ worker, busy, idle }) => ({
      ...worker,
      presence: worker.spans.some((span) => span.from <= at && at < span.to) ? "online" : "offline",
      load: busy.length,
      idleSince: idle,
    }));
    // Asked anew only when somebody got something: while all are full, a long queue is not walked through.
    let free = candidates.some(hasPlace);
    if (!free) continue;
    const left: Arrival[] = [];
    for (const arrival of waiting) {
      const { winner } = free
        ? choosePlace(arrival.plan, (at - arrival.at) / 60_000, candidates)
        : { winner: null };
      const taken = team.findIndex(({ worker }) => worker.memberId === winner);
      const [one, candidate] = [team[taken], candidates[taken]];
      if (!one || !candidate || winner === null) {
        left.push(arrival);
        continue;
      }
      one.busy.push(at + arrival.busy);
      one.idle = new Date(at);
      candidate.load++;
      candidate.idleSince = one.idle;
      free = candidates.some(hasPlace);
      moments.add(at + Math.max(1, arrival.busy));
      given.push({ id: arrival.id, memberId: winner, at });
    }
    waiting = left;
  }
  return given;
}

const hasPlace = (c: Candidate): boolean => c.presence === "online" && c.load < c.limit;

export interface Outcome {
  given: number;
  /** Nobody had it by the end. */
  left: number;
  /** Minutes from arrival to somebody; null when nobody got any. */
  median: number | null;
  p90: number | null;
  longest: number | null;
  /** The window ended before anybody had it. */
  expired: number;
  /** How many each member got, the most first. */
  loads: { memberId: string; count: number }[];
}

/** A period in figures, whether it happened or was simulated. */
export function outcomeOf(
  arrivals: Pick<Arrival, "id" | "at" | "ends">[],
  given: Given[],
  until: number,
): Outcome {
  const byId = new Map(given.map((one) => [one.id, one]));
  const waits: number[] = [];
  const counts = new Map<string, number>();
  let expired = 0;
  for (const { id, at, ends } of arrivals) {
    const got = byId.get(id);
    if (ends !== null && (got?.at ?? until) > ends) expired++;
    if (!got) continue;
    waits.push(Math.max(0, got.at - at) / 60_000);
    counts.set(got.memberId, (counts.get(got.memberId) ?? 0) + 1);
  }
  waits.sort((a, b) => a - b);
  const at = (share: number) => waits[Math.min(waits.length - 1, Math.floor(waits.length * share))] ?? null;
  return {
    given: waits.length,
    left: arrivals.length - waits.length,
    median: at(0.5),
    p90: at(0.9),
    longest: waits.at(-1) ?? null,
    expired,
    loads: [...counts]
      .map(([memberId, count]) => ({ memberId, count }))
      .sort((a, b) => b.count - a.count || (a.memberId < b.memberId ? -1 : 1)),
  };
}
