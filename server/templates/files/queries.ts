import { inOrg } from "@/db/org";
import { DomainError } from "@/server/errors";
import type { Scope } from "@/server/scope";

export interface KeptFile {
  key: string;
  mime: string;
  name: string;
}

/** The example of a header. Throws NOT_FOUND for one that is not here. */
export async function findTemplateFile(scope: Scope, id: string): Promise<KeptFile> {
  if (!/^[0-9a-f-]{36}$/.test(id)) throw new DomainError("NOT_FOUND");
  const [row] = await inOrg(
    scope,
    (s) => s.sql<KeptFile[]>`
      select storage_key as key, mime, name from template_files where org_id = ${s.orgId} and id = ${id}`,
  );
  if (!row) throw new DomainError("NOT_FOUND");
  return row;
}
