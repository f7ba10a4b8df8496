import type { z } from "zod";
import { inOrg } from "@/db/org";
import { asRow } from "@/db/rows";
import { record } from "@/server/audit/record";
import { DomainError } from "@/server/errors";
import type { MemberScope } from "@/server/scope";
import { type importCheck, noCounts, type Wake } from "./schema";

/**
 * Says what the columns of a file mean, and has it tried out from its beginning. Throws NOT_FOUND, CONFLICT when it runs or ran already,
 * INVALID for another number of columns or an attribute that is none.
 */
export async function checkImport(
  scope: MemberScope,
  { importId, mapping }: z.infer<typeof importCheck>,
  wake: Wake,
): Promise<void> {
  await inOrg(scope, async (s) => {
    const [file] = await s.sql<{ state: string; columns: number }[]>`
      select state, jsonb_array_length(headers) as columns from imports where org_id = ${s.orgId} and id = ${importId} for update`;
    if (!file) throw new DomainError("NOT_FOUND");
    if (!["ready", "checked"].includes(file.state)) throw new DomainError("CONFLICT", { what: "state" });
    const keys = mapping.columns.flatMap((column) => ("key" in column ? [`${column.to}:${column.key}`] : []));
    const named = keys.filter((key) => !key.startsWith("consent:"));
    const known = await s.sql`
      select 'attribute:' || key as place from attribute_definitions where org_id = ${s.orgId} and archived_at is null
        and 'attribute:' || key = any(${keys}::text[])
      union all select 'identifier:' || key from identifiers where org_id = ${s.orgId} and archived_at is null
        and 'identifier:' || key = any(${keys}::text[])`;
    if (file.columns !== mapping.columns.length || known.length !== named.length)
      throw new DomainError("INVALID", { field: "columns" });
    await s.sql`delete from import_errors where org_id = ${s.orgId} and import_id = ${importId}`;
    await s.sql`
      update imports set state = 'checking', mapping = ${asRow(mapping)}::text::jsonb, at_byte = start_byte, at_row = 0, checked = null,
        counts = ${asRow(noCounts)}::text::jsonb, started_at = now(), progressed_at = now()
      where org_id = ${s.orgId} and id = ${importId}`;
    await record(s, { action: "import.tried", subject: ["import", importId], details: { columns: keys } });
  });
  await wake(importId);
}
