import { inOrg } from "@/db/org";
import type { Scope } from "@/server/scope";
import { hashRow, type SealedRow } from "./rules/chain";

export interface Verification {
  /** Rows whose seal was computed again and agreed. */
  verified: number;
  /** Rows written since the last seal. */
  unsealed: number;
  /** The first place where the chain does not hold, and what is wrong there. */
  broken: {
    position: number;
    auditId: string;
    what: "row-missing" | "row-changed" | "position-missing" | "row-inserted";
  } | null;
}

const perPage = 5_000;

/** Computes an organization's audit chain again from its rows and names the first one that is missing, changed or slipped in. */
export async function verifyAudit(scope: Scope): Promise<Verification> {
  let position = 0;
  let hash = "";
  for (;;) {
    const page = await readPage(scope, position);
    for (const row of page) {
      if (row.position !== position + 1)
        return broken(position, position + 1, row.audit_id, "position-missing");
      if (row.id === null) return broken(position, row.position, row.audit_id, "row-missing");
      hash = hashRow(hash, { ...row, id: row.id });
      if (hash !== row.hash) return broken(position, row.position, row.audit_id, "row-changed");
      position++;
    }
    if (page.length < perPage) break;
  }
  return unsealedAfter(scope, position);
}

type Page = Omit<SealedRow, "id"> & { id: string | null; position: number; audit_id: string; hash: string };

async function readPage(scope: Scope, after: number): Promise<Page[]> {
  return inOrg(
    scope,
    (s) => s.sql<Page[]>`
      select s.position::int as position, s.audit_id, s.hash, a.id, a.xid::text, a.at::text, a.actor_kind, a.actor_id, a.action,
        a.subject_kind, a.subject_id, a.details::text
      from audit_seals s left join audit_rows a on a.org_id = s.org_id and a.id = s.audit_id
      where s.org_id = ${s.orgId} and s.position > ${after} order by s.position limit ${perPage}`,
  );
}

/** Rows without a seal must all come after the last sealed one: one before it was slipped in. */
async function unsealedAfter(scope: Scope, verified: number): Promise<Verification> {
  return inOrg(scope, async (s) => {
    const [row] = await s.sql<{ later: number; slipped: string | null }[]>`
      with head as (select audit_xid, audit_id from audit_seals where org_id = ${s.orgId} order by position desc limit 1),
        bare as (select a.xid, a.id from audit_rows a where a.org_id = ${s.orgId}
          and not exists (select 1 from audit_seals s where s.org_id = a.org_id and s.audit_id = a.id))
      select count(*) filter (where head.audit_xid is null or (bare.xid, bare.id) > (head.audit_xid, head.audit_id))::int as later,
        min(bare.id::text) filter (where (bare.xid, bare.id) <= (head.audit_xid, head.audit_id)) as slipped
      from bare left join head on true`;
    const slipped = row?.slipped ?? null;
    return {
      verified,
      unsealed: row?.later ?? 0,
      broken: slipped ? { position: verified, auditId: slipped, what: "row-inserted" } : null,
    };
  });
}

function broken(
  verified: number,
  position: number,
  auditId: string,
  what: NonNullable<Verification["broken"]>["what"],
): Verification {
  return { verified, unsealed: 0, broken: { position, auditId, what } };
}
