import type { OrgScope } from "@/db/org";

export interface Fold {
  /** Every transaction below it is summed. */
  xid: string;
  /** Every transaction below it is finished: so far one may sum now. */
  upto: string;
  /** The sums are of another time zone, or of another server's transactions (a restored dump): begin anew. */
  stale: boolean;
}

/** Takes the place up to which something is summed for this transaction; waits for a fold that is under way. */
export async function lockFold(
  { sql, orgId }: OrgScope,
  kept: "cost_folds" | "report_folds",
): Promise<Fold | undefined> {
  // The update only takes the row's lock; what it holds is read by a statement that began afterwards.
  await sql`insert into ${sql(kept)} as f (time_zone) select time_zone from organizations where id = ${orgId}
    on conflict (org_id) do update set time_zone = f.time_zone`;
  const [fold] = await sql<Fold[]>`
    select f.xid::text, (case when alien then horizon else greatest(f.xid, horizon) end)::text as upto,
      alien or f.time_zone <> o.time_zone as stale
    from ${sql(kept)} f join organizations o on o.id = f.org_id, lateral (
      select pg_snapshot_xmin(pg_current_snapshot()) as horizon, f.xid > pg_snapshot_xmax(pg_current_snapshot()) as alien
    ) s
    where f.org_id = ${orgId}`;
  return fold;
}
