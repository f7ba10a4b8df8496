import { inOrg, type OrgScope } from "@/db/org";
import { writtenPhone } from "@/server/contacts/rules/phone";
import { DomainError } from "@/server/errors";
import type { Scope } from "@/server/scope";
import { segmentWhere } from "./compile";
import type { Definition } from "./rules/definition";

/** Somebody of a segment, as a line shows them. */
export interface Previewed {
  id: string;
  name: string | null;
  /** As people write it; null for who has none. */
  address: string | null;
  country: string | null;
  executive: string | null;
  createdAt: Date;
}

/** So many show whether the right people are meant. */
const previewed = 20;

/** How many contacts a definition holds for, at this moment. */
export async function countSegment(s: OrgScope, definition: Definition): Promise<number> {
  const [row] = await s.sql<{ total: number }[]>`
    select count(*)::int as total from contacts k where ${segmentWhere(s, definition)}`;
  return row?.total ?? 0;
}

/** The newest of them, at most 20. */
export async function previewSegment(s: OrgScope, definition: Definition): Promise<Previewed[]> {
  // By the date, which no index gives: walking one backwards would take long wherever few are meant.
  const rows = await s.sql<(Previewed & { kind: string | null; createdAt: string })[]>`
    with newest as materialized (
      select k.id, k.name, k.country, k.executive_id, k.created_at from contacts k where ${segmentWhere(s, definition)}
      order by k.created_at desc, k.id desc limit ${previewed})
    select n.id, n.name, n.country, m.name as executive, n.created_at as "createdAt", i.kind, i.address
    from newest n left join members m on m.org_id = ${s.orgId} and m.id = n.executive_id
      left join lateral (select kind, coalesce(username, address) as address from identities i
        where i.org_id = ${s.orgId} and i.contact_id = n.id and i.kind <> 'scoped'
        order by array_position(array['phone', 'email', 'external', 'visitor'], kind), created_at desc limit 1) i on true
    order by n.created_at desc, n.id desc`;
  return rows.map(({ kind, address, createdAt, ...row }) => ({
    ...row,
    address: kind === "phone" ? writtenPhone(address ?? "") : address,
    createdAt: new Date(createdAt),
  }));
}

/** Whether a definition holds for one contact: asked just before something is done because of it. */
export async function inSegment(s: OrgScope, definition: Definition, contactId: string): Promise<boolean> {
  const rows =
    await s.sql`select 1 from contacts k where ${segmentWhere(s, definition)} and k.id = ${contactId}`;
  return rows.length > 0;
}

/** Longer than this nobody waits for a figure, and the database has others to serve. */
const patience = "10s";

/** What meets a million contacts is laid out in memory: in pieces on disk it takes twice as long. */
const roomy = "64MB";

/**
 * Runs questions about whole segments with an end: each is planned for its own values, as they differ by orders of magnitude, and none
 * is compiled to machine code first. Throws UNAVAILABLE when one takes too long.
 */
export async function withPatience<T>(scope: Scope, ask: (s: OrgScope) => Promise<T>): Promise<T> {
  try {
    return await inOrg(scope, ask, {
      jit: "off",
      plan_cache_mode: "force_custom_plan",
      statement_timeout: patience,
      work_mem: roomy,
    });
  } catch (error) {
    const late = (error as { code?: string }).code === "57014";
    throw late ? new DomainError("UNAVAILABLE", { what: "slow" }, { cause: error }) : error;
  }
}
