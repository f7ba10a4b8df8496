import type { TransactionSql } from "postgres";
import { type FunctionConfig, nextRun, schedules } from "./config";
import { type Engine, newId, transaction } from "./engine";
import { lastSeq } from "./events";
import { type Start, startRuns } from "./start";

/** Starts what is due by its schedule, once however many engines look; what was missed while all were down, once. */
export async function fireCrons(engine: Engine): Promise<void> {
  await transaction(engine.sql, async (tx) => {
    const now = engine.now();
    const due = await tx<{ function_id: string; expression: string }[]>`
      select function_id, expression from jobs.cron where next_at <= ${now}
      order by function_id, expression for update skip locked`;
    if (due.length === 0) return;
    const seq = await lastSeq(tx);
    await startRuns(
      tx,
      engine,
      due.flatMap(({ function_id, expression }): Start[] => {
        const config = engine.functions.get(function_id);
        const event = {
          id: newId(now),
          name: "inngest/scheduled.timer",
          data: { cron: expression },
          ts: now.getTime(),
        };
        return config ? [{ config, event, seq }] : [];
      }),
    );
    for (const { function_id, expression } of due) {
      await tx`
        update jobs.cron set next_at = ${nextRun(expression, now) ?? "infinity"}
        where function_id = ${function_id} and expression = ${expression}`;
    }
  });
}

/** Makes the schedules those of the functions; one that stays keeps its next moment. */
export async function replaceCrons(
  tx: TransactionSql,
  functions: FunctionConfig[],
  now: Date,
): Promise<void> {
  const wanted = functions.flatMap((config) =>
    schedules(config).map((expression) => ({ id: config.id, expression })),
  );
  const ids = wanted.map(({ id }) => id);
  const expressions = wanted.map(({ expression }) => expression);
  await tx`
    delete from jobs.cron where (function_id, expression) not in
      (select * from unnest(${ids}::text[], ${expressions}::text[]))`;
  await tx`
    insert into jobs.cron (function_id, expression, next_at)
    select * from unnest(${ids}::text[], ${expressions}::text[],
      ${expressions.map((one) => nextRun(one, now)?.toISOString() ?? "infinity")}::text[]::timestamptz[])
    on conflict do nothing`;
}
