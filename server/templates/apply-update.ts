import { afterCommit, type OrgScope } from "@/db/org";
import { record } from "@/server/audit/record";
import type { InboundPart } from "@/server/channels/adapter";
import { publish } from "@/server/realtime/publish";
import { syncSoon } from "./sync-soon";

export type TemplateUpdate = Extract<InboundPart, { type: "template" }>;

/**
 * Applies what the carrier reports of a template: status, category, quality, reason. An older report than what we know is left.
 * One that we have not seen, or whose text changed, is fetched after commit. Returns its id, or null where it is not known.
 */
export async function applyTemplateUpdate(
  scope: OrgScope,
  connectionId: string,
  update: TemplateUpdate,
): Promise<string | null> {
  const { status, category, quality, occurredAt } = update;
  // A text that changed says nothing of its own, and must not keep the fetch from writing.
  const reports = Boolean(status ?? category ?? quality ?? update.reason);
  const [known] = await scope.sql<{ id: string }[]>`
    select id from templates where org_id = ${scope.orgId} and connection_id = ${connectionId}
      and (external_id = ${update.externalId} or (name = ${update.name} and language = ${update.language} and status <> 'DELETED'))
    order by external_id = ${update.externalId} desc limit 1`;
  if (!known || !reports) afterCommit(scope, () => syncSoon(scope.orgId, connectionId));
  if (!known) return null;
  if (reports) await change(scope, known.id, update);
  const details = { status, category, quality, occurredAt: occurredAt.toISOString() };
  await record(scope, { action: "template.reported", subject: ["template", known.id], details });
  await publish(scope, [{ kind: "template", id: known.id }]);
  return known.id;
}

/**
 * The carrier's times are whole seconds: a report counts until the end of its second. A new status brings its own reason,
 * or none.
 */
async function change(scope: OrgScope, id: string, update: TemplateUpdate): Promise<void> {
  const until = new Date(update.occurredAt.getTime() + 999).toISOString();
  const status = update.status ?? null;
  await scope.sql`
    update templates set status = coalesce(${status}, status), category = coalesce(${update.category ?? null}, category),
      quality = coalesce(${update.quality ?? null}, quality),
      reason = case when ${status}::text is null then coalesce(${update.reason ?? null}, reason) else ${update.reason ?? null} end,
      synced_at = greatest(synced_at, ${until}::timestamptz)
    where org_id = ${scope.orgId} and id = ${id} and synced_at <= ${until}::timestamptz`;
}
