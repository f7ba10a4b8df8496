import { inOrg } from "@/db/org";
import { record } from "@/server/audit/record";
import type { Scope } from "@/server/scope";
import { storage } from "@/server/storage";

/** Forgets example files that no draft and no version names any more; one that was just chosen is given two days to be named. */
export async function forgetFiles(scope: Scope): Promise<void> {
  const gone = await inOrg(scope, async (s) => {
    const rows = await s.sql<{ id: string; key: string }[]>`
      delete from template_files f where f.org_id = ${s.orgId} and f.created_at < app_now() - interval '2 days'
        and not exists (select 1 from template_versions v where v.org_id = f.org_id
          and v.draft->'headerFile'->>'fileId' = f.id::text)
      returning f.id, f.storage_key as key`;
    for (const { id } of rows)
      await record(s, { action: "template-file.forgotten", subject: ["template-file", id] });
    return rows;
  });
  for (const { key } of gone) await storage().delete(key);
}
