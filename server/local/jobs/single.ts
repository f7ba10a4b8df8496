import type { TransactionSql } from "postgres";
import type { Engine } from "./engine";
import { groupKey } from "./flow";
import { finish } from "./runs";
import type { Start } from "./start";

/** Which runs of a singleton exclude one another; null when the function is none. */
export function singleKey({ config, event }: Start): string | null {
  return config.singleton ? groupKey(config, config.singleton.key, event) : null;
}

/**
 * Makes way for singletons: what is to be replaced is cancelled. Gives back what is to start; of several at
 * once that would exclude one another the first where later ones are skipped, the last where they replace.
 */
export async function makeSingle(tx: TransactionSql, engine: Engine, starts: Start[]): Promise<Start[]> {
  if (!starts.some(({ config }) => config.singleton)) return starts;
  // Two engines that start runs of one key at once would each not see the other's.
  await tx`select pg_advisory_xact_lock(hashtext('jobs.single'))`;
  const last = new Map<string, Start>();
  for (const start of starts) {
    const key = start.config.singleton?.mode === "cancel" ? singleKey(start) : null;
    if (key !== null) last.set(key, start);
  }
  const replaced = await tx<{ id: string }[]>`
    select id from jobs.run where single_key = any(${[...last.keys()]}) and status = 'running'`;
  const ids = replaced.map(({ id }) => id);
  if (ids.length > 0) await finish(tx, engine, ids, "cancelled", null);
  return starts.filter(
    (start) => start.config.singleton?.mode !== "cancel" || last.get(singleKey(start) ?? "") === start,
  );
}
