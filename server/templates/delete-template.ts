import { z } from "zod";
import { inOrg, type OrgScope } from "@/db/org";
import { record } from "@/server/audit/record";
import { DomainError } from "@/server/errors";
import { limit } from "@/server/rate-limit";
import { publish } from "@/server/realtime/publish";
import type { MemberScope } from "@/server/scope";
import { accountOf } from "./account-of";
import { askedToWrite } from "./asked-to-write";

export const deleteTemplateInput = z.object({
  templateId: z.uuid(),
  /** Every language of its name, not only this one. */
  everyLanguage: z.boolean(),
});

/**
 * Deletes a template at the carrier and here; messages that were sent with it stay. One that is deleted already stays so.
 * Throws NOT_FOUND, CARRIER_REFUSED with the carrier's code, CARRIER_UNREACHABLE.
 */
export async function deleteTemplate(
  scope: MemberScope,
  { templateId, everyLanguage }: z.infer<typeof deleteTemplateInput>,
): Promise<void> {
  const row = await inOrg(scope, (s) => readRow(s, templateId));
  if (row.status === "DELETED") return;
  const { adapter, account } = await accountOf(scope, row.connectionId);
  const remove = adapter.deleteTemplate;
  if (!remove) throw new DomainError("CONFLICT", { what: "status" });
  await limit(["template-write/org", scope.orgId]);
  const named = { name: row.name, externalId: everyLanguage ? undefined : row.externalId };
  await askedToWrite(scope, row.connectionId, () => remove(account, named));
  await inOrg(scope, (s) => keep(s, row, everyLanguage ? null : templateId));
}

interface Row {
  connectionId: string;
  externalId: string;
  name: string;
  status: string;
}

async function readRow({ sql, orgId }: OrgScope, templateId: string): Promise<Row> {
  const [row] = await sql<Row[]>`
    select connection_id as "connectionId", external_id as "externalId", name, status
    from templates where org_id = ${orgId} and id = ${templateId}`;
  if (!row) throw new DomainError("NOT_FOUND");
  return row;
}

async function keep(s: OrgScope, { connectionId, name }: Row, only: string | null): Promise<void> {
  const gone = await s.sql<{ id: string }[]>`
    update templates set status = 'DELETED', synced_at = greatest(synced_at, app_now())
    where org_id = ${s.orgId} and connection_id = ${connectionId} and name = ${name} and status <> 'DELETED'
      and (${only}::uuid is null or id = ${only})
    returning id`;
  // What was in the making of it has nothing left to change.
  await s.sql`
    delete from template_versions where org_id = ${s.orgId} and state = 'draft'
      and template_id = any(${gone.map(({ id }) => id)}::uuid[])`;
  for (const { id } of gone)
    await record(s, { action: "template.deleted", subject: ["template", id], details: { connectionId } });
  await publish(
    s,
    gone.map(({ id }) => ({ kind: "template" as const, id })),
  );
}
