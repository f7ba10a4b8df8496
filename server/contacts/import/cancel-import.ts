import type { z } from "zod";
import { inOrg } from "@/db/org";
import { record } from "@/server/audit/record";
import { DomainError } from "@/server/errors";
import type { MemberScope } from "@/server/scope";
import { deleteParts } from "./parts";
import { importKey, type importRef } from "./schema";

/** Ends an import where it is: rows that were written stay, whole; the file goes. Throws NOT_FOUND. */
export async function cancelImport(
  scope: MemberScope,
  { importId }: z.infer<typeof importRef>,
): Promise<void> {
  const size = await inOrg(scope, async (s) => {
    const [file] = await s.sql<{ state: string; size: number }[]>`
      select state, size::float8 as size from imports where org_id = ${s.orgId} and id = ${importId} for update`;
    if (!file) throw new DomainError("NOT_FOUND");
    if (["done", "cancelled", "refused"].includes(file.state)) return 0;
    await s.sql`update imports set state = 'cancelled', ended_at = now() where org_id = ${s.orgId} and id = ${importId}`;
    await record(s, {
      action: "import.cancelled",
      subject: ["import", importId],
      details: { state: file.state },
    });
    return file.size;
  });
  await deleteParts(importKey(scope.orgId, importId), size);
}
