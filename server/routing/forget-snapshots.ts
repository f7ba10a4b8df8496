import { sql } from "@/db/client";
import { inOrg } from "@/db/org";
import { scopeForSystem } from "@/server/scope";

/** Whom a decision chose among is kept for a month. */
export async function forgetSnapshots(): Promise<void> {
  const rows = await sql()<{ org_id: string }[]>`select org_id from resolve_due('changes')`;
  for (const { org_id } of rows) {
    await inOrg(await scopeForSystem(org_id, "housekeeping"), async (s) => {
      await s.sql`delete from routing_snapshots where org_id = ${s.orgId} and created_at < app_now() - interval '31 days'`;
    });
  }
}
