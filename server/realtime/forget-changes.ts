import { sql } from "@/db/client";
import { inOrg } from "@/db/org";
import { scopeForSystem } from "@/server/scope";

/** The feed keeps two days: who was away longer fetches everything again. */
export async function forgetChanges(): Promise<void> {
  const rows = await sql()<{ org_id: string }[]>`select org_id from resolve_due('changes')`;
  for (const { org_id } of rows) {
    await inOrg(await scopeForSystem(org_id, "housekeeping"), async (s) => {
      await s.sql`delete from changes where org_id = ${s.orgId} and at < now() - interval '2 days'`;
    });
  }
}
