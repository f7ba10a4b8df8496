import { inOrg, type OrgScope } from "@/db/org";
import type { Scope } from "@/server/scope";
import { hashRow, type SealedRow } from "./rules/chain";

/** Rows that one transaction seals. */
const perBatch = 2_000;

/**
 * Lays the hash chain over audit rows that no running transaction can still get in front of, in the order of their transactions.
 * Sealing is not itself an act on the organization's data and leaves no audit row: it would never come to an end.
 */
export async function sealAudit(scope: Scope): Promise<number> {
  let sealed = 0;
  for (;;) {
    const count = await inOrg(scope, sealBatch);
    sealed += count;
    if (count < perBatch) return sealed;
  }
}

async function sealBatch(s: OrgScope): Promise<number> {
  const { sql, orgId } = s;
  await sql`select pg_advisory_xact_lock(hashtextextended('audit:' || ${orgId}, 0))`;
  const [head] = await sql<{ position: string; audit_xid: string; audit_id: string; hash: string }[]>`
    select position, audit_xid, audit_id, hash from audit_seals where org_id = ${orgId} order by position desc limit 1`;
  const rows = await sql<SealedRow[]>`
    select a.id, a.xid::text, a.at::text, a.actor_kind, a.actor_id, a.action, a.subject_kind, a.subject_id, a.details::text
    from audit_rows a where a.org_id = ${orgId} and a.xid < pg_snapshot_xmin(pg_current_snapshot())
      and (a.xid, a.id) > (${head?.audit_xid ?? "0"}::text::xid8, ${head?.audit_id ?? "00000000-0000-0000-0000-000000000000"}::uuid)
    order by a.xid, a.id limit ${perBatch}`;
  let hash = head?.hash ?? "";
  const seals = rows.map((row, i) => {
    hash = hashRow(hash, row);
    return { position: Number(head?.position ?? 0) + i + 1, id: row.id, xid: row.xid, hash };
  });
  if (seals.length > 0)
    await sql`
      insert into audit_seals (position, audit_id, audit_xid, hash)
      select position, id, xid::xid8, hash from jsonb_to_recordset(${JSON.stringify(seals)}::text::jsonb)
        as x(position bigint, id uuid, xid text, hash text)`;
  return rows.length;
}
