import type { z } from "zod";
import { inOrg, type OrgScope } from "@/db/org";
import { asRow } from "@/db/rows";
import { record } from "@/server/audit/record";
import { DomainError } from "@/server/errors";
import { publish } from "@/server/realtime/publish";
import type { MemberScope } from "@/server/scope";
import { looseEnd } from "./rules/loose-ends";
import type { ObjectColumn, RowAction } from "./rules/object-type";
import type { objectTypeChange } from "./schema";

/**
 * Renames a type, lays its columns and row actions anew, archives it or brings it back. What is kept under a column that leaves, or
 * becomes something else, stays and is shown no more. Throws NOT_FOUND, CONFLICT, and INVALID where a column is named that is not there.
 */
export async function updateObjectType(
  scope: MemberScope,
  change: z.infer<typeof objectTypeChange>,
): Promise<void> {
  const { key, singular, plural, columns, actions, archived } = change;
  await inOrg(scope, async (s) => {
    const before = await lockType(s, key);
    const loose = looseEnd(columns ?? before.columns, actions ?? before.actions);
    if (loose) throw new DomainError("INVALID", { what: loose });
    if (plural !== undefined) await refuseTaken(s, key, plural);
    await s.sql`
      update object_types set singular = coalesce(${singular ?? null}, singular), plural = coalesce(${plural ?? null}, plural),
        columns = coalesce(${columns ? asRow(columns) : null}::text::jsonb, columns),
        actions = coalesce(${actions ? asRow(actions) : null}::text::jsonb, actions),
        archived_at = case ${archived ?? null}::boolean when true then app_now() when false then null else archived_at end
      where org_id = ${s.orgId} and key = ${key}`;
    await record(s, {
      action: "object-type.changed",
      subject: ["object-type", null],
      details: { type: key, changed: Object.keys(change).filter((name) => name !== "key") },
    });
    await publish(s, [{ kind: "routing", id: null }]);
  });
}

async function lockType({ sql, orgId }: OrgScope, key: string) {
  const [found] = await sql<{ columns: ObjectColumn[]; actions: RowAction[] }[]>`
    select columns, actions from object_types where org_id = ${orgId} and key = ${key} for no key update`;
  if (!found) throw new DomainError("NOT_FOUND");
  return found;
}

async function refuseTaken({ sql, orgId }: OrgScope, key: string, plural: string): Promise<void> {
  const [taken] = await sql`
    select 1 from object_types where org_id = ${orgId} and lower(plural) = lower(${plural}) and key <> ${key}`;
  if (taken) throw new DomainError("CONFLICT", { what: "name" });
}
