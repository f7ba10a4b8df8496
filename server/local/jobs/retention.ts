import type { Engine } from "./engine";

const BATCH = 1_000;

/**
 * Deletes a batch of runs that ended, and events that arrived, more than `days` (at least 1) ago,
 * and the accounts of paces that are at rest again.
 */
export async function forget({ sql, now }: Pick<Engine, "sql" | "now">, days: number): Promise<void> {
  const before = new Date(now().getTime() - Math.max(1, days) * 86_400_000);
  await sql`delete from jobs.run where id in (select id from jobs.run where ended_at < ${before} limit ${BATCH})`;
  await sql`
    delete from jobs.event
    where id in (select id from jobs.event where received_at < ${before} and routed limit ${BATCH})`;
  await sql`delete from jobs.pace where spent_until < ${now().getTime()}`;
}
