import { afterCommit, type OrgScope } from "@/db/org";
import { record } from "@/server/audit/record";
import type { InboundPart } from "@/server/channels/adapter";
import { publish } from "@/server/realtime/publish";
import { syncSoon } from "./sync-soon";
import { settleVersions } from "./versions/settle-versions";

export type TemplateUpdate = Extract<InboundPart, { type: "template" }>;

/**
 * Applies what the carrier reports of a template: status, category in force or announced, quality, reason. An older report than what we know is left.
 * One that we have not seen, or whose text changed, is fetched after commit. Returns its id, or null where it is not known.
 */
export async function applyTemplateUpdate(
  scope: OrgScope,
  connectionId: string,
  update: TemplateUpdate,
): Promise<string | null> {
  const { status, category, quality, occurredAt } = update;
  // A text that changed says nothing of its own, and must not keep the fetch from writing.
  const reports = Boolean(status ?? category ?? quality ?? update.reason ?? update.next);
  const [known] = await scope.sql<{ id: string; category: string }[]>`
    select id, category from templates where org_id = ${scope.orgId} and connection_id = ${connectionId}
      and (external_id = ${update.externalId} or (name = ${update.name} and language = ${update.language} and status <> 'DELETED'))
    order by external_id = ${update.externalId} desc limit 1`;
  if (!known || !reports) afterCommit(scope, () => syncSoon(scope.orgId, connectionId));
  if (!known) return null;
  const moved = reports ? await change(scope, known.id, update) : null;
  if (status) await settleVersions(scope, connectionId);
  const details = {
    status,
    category,
    next: update.next?.category,
    quality,
    occurredAt: occurredAt.toISOString(),
  };
  await record(scope, { action: "template.reported", subject: ["template", known.id], details });
  if (moved && moved !== known.category)
    await record(scope, {
      action: "template.recategorized",
      subject: ["template", known.id],
      details: { from: known.category, to: moved },
    });
  await publish(scope, [{ kind: "template", id: known.id }]);
  return known.id;
}

/**
 * The carrier's times are whole seconds: a report counts until the end of its second. A new status brings its own reason,
 * or none. A category that the organization did not ask for is kept beside the one that it did, with the time.
 * Gives the category that it has by then; null where we know better.
 */
async function change(scope: OrgScope, id: string, update: TemplateUpdate): Promise<string | null> {
  const until = new Date(update.occurredAt.getTime() + 999).toISOString();
  const status = update.status ?? null;
  const category = update.category ?? null;
  const next = update.next?.category ?? null;
  const [row] = await scope.sql<{ category: string }[]>`
    update templates set status = coalesce(${status}, status), category = coalesce(${category}, category),
      asked_category = case when ${category}::text <> category then coalesce(asked_category, category) else asked_category end,
      category_since = case when ${category}::text <> category then ${update.occurredAt.toISOString()}::timestamptz else category_since end,
      next_category = case when ${next}::text is not null or ${category}::text <> category then ${next} else next_category end,
      next_category_at = case when ${next}::text is not null or ${category}::text <> category
        then ${update.next?.at?.toISOString() ?? null}::timestamptz else next_category_at end,
      quality = coalesce(${update.quality ?? null}, quality),
      reason = case when ${status}::text is null then coalesce(${update.reason ?? null}, reason) else ${update.reason ?? null} end,
      synced_at = greatest(synced_at, ${until}::timestamptz)
    where org_id = ${scope.orgId} and id = ${id} and synced_at <= ${until}::timestamptz
    returning category`;
  return row?.category ?? null;
}
