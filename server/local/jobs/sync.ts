import { ask } from "./app";
import { type FunctionConfig, parseFunctions } from "./config";
import { replaceCrons } from "./cron";
import { type Engine, transaction } from "./engine";

/** A sync may have to wait until a development server has compiled the handler. */
const TIMEOUT_MS = 120_000;

/** Reads the functions that were synced last, so that runs go on while the app is still starting. */
export async function loadFunctions(engine: Engine): Promise<void> {
  const rows = await engine.sql<{ config: FunctionConfig }[]>`select config from jobs.function order by id`;
  engine.functions = new Map(rows.map(({ config }) => [config.id, config]));
}

/** Syncs one at a time, and knows how the last one went. */
export class Sync {
  /** What kept the last sync from succeeding; null after one that did. */
  problem: string | null = "not synced yet";
  private current: Promise<void> | undefined;

  constructor(private readonly engine: Engine) {}

  /** Whether it is known whom an event concerns: from this sync, or from one before a restart. */
  get ready(): boolean {
    return this.problem === null || this.engine.functions.size > 0;
  }

  /** Throws what is wrong with the functions, or that the app is away; it is logged once, not every time. */
  now(): Promise<void> {
    this.current ??= this.attempt().finally(() => {
      this.current = undefined;
    });
    return this.current;
  }

  private async attempt(): Promise<void> {
    try {
      await syncFunctions(this.engine);
      this.problem = null;
    } catch (error) {
      const { message } = error as Error;
      if (message !== this.problem) this.engine.log(`jobs: ${message}`);
      this.problem = message;
      throw error;
    }
  }
}

/**
 * Asks the app for its functions and makes them ours.
 * Throws when the app is away, and with a sentence per function when one of them cannot be run here: then
 * nothing is changed.
 */
async function syncFunctions(engine: Engine): Promise<void> {
  const headers = { "x-inngest-sync-kind": "in_band" };
  const answer = await ask(engine, "PUT", {}, { url: engine.appUrl }, { headers, withinMs: TIMEOUT_MS });
  if (typeof answer === "string") throw new Error(`The app does not answer a sync: ${answer}.`);
  const { functions } = (answer.body ?? {}) as { functions?: unknown };
  if (answer.status !== 200 || !Array.isArray(functions))
    throw new Error(`The app refused a sync with status ${answer.status}.`);
  await adopt(engine, parseFunctions(functions));
}

async function adopt(engine: Engine, functions: FunctionConfig[]): Promise<void> {
  const known = JSON.stringify([...engine.functions.values()].sort(byId));
  if (known === JSON.stringify([...functions].sort(byId))) return;
  await transaction(engine.sql, async (tx) => {
    await tx`select pg_advisory_xact_lock(hashtext('jobs.sync'))`;
    await tx`delete from jobs.function where not id = any(${functions.map(({ id }) => id)})`;
    await tx`
      insert into jobs.function (id, config)
      select id, config::json
      from unnest(${functions.map(({ id }) => id)}::text[], ${functions.map((one) => JSON.stringify(one))}::text[])
        as f (id, config)
      on conflict (id) do update set config = excluded.config`;
    await replaceCrons(tx, functions, engine.now());
  });
  await loadFunctions(engine);
  engine.log(`jobs: ${functions.length} functions synced`);
}

function byId(a: FunctionConfig, b: FunctionConfig): number {
  return a.id < b.id ? -1 : 1;
}
