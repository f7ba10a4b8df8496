import type { Engine } from "./engine";

/** What there is to do at this moment. */
export interface Due {
  crons: boolean;
  waits: boolean;
  debounces: boolean;
  batches: boolean;
  events: boolean;
  calls: boolean;
}

/** Asks once for all of it: most beats have little to do, and each kind of work is a transaction of its own. */
export async function whatIsDue({ sql, now }: Pick<Engine, "sql" | "now">): Promise<Due> {
  const at = now();
  const [due] = await sql<Due[]>`
    select
      coalesce((select min(next_at) from jobs.cron) <= ${at}, false) as crons,
      coalesce((select min(expires_at) from jobs.wait) <= ${at}, false) as waits,
      coalesce((select min(due_at) from jobs.debounce) <= ${at}, false) as debounces,
      coalesce((select min(due_at) from jobs.batch) <= ${at}, false) as batches,
      (select min(seq) from jobs.event where not routed) is not null as events,
      coalesce(
        (select min(id) from jobs.arrival) is not null
        or (select min(turn) from jobs.queue where held_by is null) is not null
        or (select min(due_at) from jobs.queue where turn is null) <= ${at}
        or (select min(until) from jobs.hold) <= ${at}
        or (select min(lease_until) from jobs.call) <= clock_timestamp(), false) as calls`;
  return due ?? { crons: false, waits: false, debounces: false, batches: false, events: false, calls: false };
}
