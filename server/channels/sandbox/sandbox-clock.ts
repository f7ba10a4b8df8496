import type { OrgScope } from "@/db/org";

/** The clock of an organization that has a real number is the real one: its windows are the carrier's. */
export async function moveRefusal({
  sql,
  orgId,
}: OrgScope): Promise<{ offsetMs: number; refusal: "live" | null }> {
  const [row] = await sql<{ offset_ms: string; movable: boolean }[]>`
    select o.clock_offset_ms as offset_ms, o.sandbox and not exists (
      select 1 from connections c where c.org_id = o.id and c.carrier <> 'sandbox' and c.removed_at is null) as movable
    from organizations o where o.id = ${orgId}`;
  return { offsetMs: Number(row?.offset_ms ?? 0), refusal: row?.movable ? null : "live" };
}
