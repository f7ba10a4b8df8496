import { z } from "zod";
import { inOrg } from "@/db/org";
import type { MemberScope } from "@/server/scope";
import { readable } from "./visible";

export const feedInput = z.object({
  cursor: z
    .string()
    .regex(/^\d{1,20}:\d{1,16}$/)
    .nullish(),
});

export interface Feed {
  /** What to ask with next time. */
  cursor: string;
  /** What changed since; "all" when the cursor is too old, or when there was none. */
  changes: { kind: string; id: string | null }[] | "all";
  /** How many other members work now: the more, the slower each page asks again. */
  others: number;
}

/** More changes than this, and the client fetches everything on screen again. */
const most = 500;
/** The feed keeps two days; a cursor older than this, in ms, may have lost rows. */
const kept = 36 * 3_600_000;

/**
 * The change feed: what a client that was away has to fetch again. It tells whatever is there, but its cursor stays below every
 * transaction still running, so that no row can appear later behind it; what lies between is told twice.
 */
export async function readFeed(scope: MemberScope, { cursor }: z.infer<typeof feedInput>): Promise<Feed> {
  return inOrg(scope, async (s) => {
    const bound = { ...scope, ...s, actor: scope.actor };
    const [edge] = await s.sql<{ xid: string; others: number }[]>`
      select pg_snapshot_xmin(pg_current_snapshot())::text as xid, (select count(*)::int from members
        where org_id = ${s.orgId} and presence <> 'offline' and id <> ${scope.actor.id}) as others`;
    const others = edge?.others ?? 0;
    const next = `${edge?.xid ?? "0"}:${Date.now()}`;
    const [from = "0", asked = "0"] = (cursor ?? "").split(":");
    if (!cursor || Date.now() - Number(asked) > kept) return { cursor: next, changes: "all", others };
    const rows = await s.sql<{ kind: string; ref_id: string | null }[]>`
      select distinct f.kind, f.ref_id from changes f left join lateral (
          select * from conversations c where c.org_id = f.org_id and c.id = f.ref_id limit 1 -- a look-up per row, never a join of all
        ) c on f.kind = 'conversation'
      where f.org_id = ${s.orgId} and f.xid >= ${from}::text::xid8
        and (c.id is null or ${readable(bound)}) limit ${most + 1}`;
    return {
      cursor: next,
      others,
      changes: rows.length > most ? "all" : rows.map((r) => ({ kind: r.kind, id: r.ref_id })),
    };
  });
}
