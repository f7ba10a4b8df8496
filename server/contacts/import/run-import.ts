import type { z } from "zod";
import { inOrg } from "@/db/org";
import { record } from "@/server/audit/record";
import { DomainError } from "@/server/errors";
import type { MemberScope } from "@/server/scope";
import type { importRef, Wake } from "./schema";

/**
 * Begins to write what was tried out, or goes on with what has stood still. Throws NOT_FOUND, and CONFLICT for a file that was not
 * tried out, or while another one is being written.
 */
export async function runImport(
  scope: MemberScope,
  { importId }: z.infer<typeof importRef>,
  wake: Wake,
): Promise<void> {
  await inOrg(scope, async (s) => {
    const [file] = await s.sql<{ state: string }[]>`
      select state from imports where org_id = ${s.orgId} and id = ${importId} for update`;
    if (!file) throw new DomainError("NOT_FOUND");
    if (file.state === "running" || file.state === "checking") return;
    if (file.state !== "checked") throw new DomainError("CONFLICT", { what: "state" });
    const [other] = await s.sql`select 1 from imports where org_id = ${s.orgId} and state = 'running'`;
    if (other) throw new DomainError("CONFLICT", { what: "running" });
    await s.sql`delete from import_errors where org_id = ${s.orgId} and import_id = ${importId}`;
    await s.sql`
      update imports set state = 'running', started_at = now(), progressed_at = now() where org_id = ${s.orgId} and id = ${importId}`;
    await record(s, { action: "import.started", subject: ["import", importId] });
  });
  await wake(importId);
}
