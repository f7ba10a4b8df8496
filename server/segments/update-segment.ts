import type { z } from "zod";
import type { OrgScope } from "@/db/org";
import { asRow } from "@/db/rows";
import { record } from "@/server/audit/record";
import { DomainError } from "@/server/errors";
import type { MemberScope } from "@/server/scope";
import { demandNamed } from "./demand-named";
import { lockSegment } from "./lock-segment";
import { countSegment, withPatience } from "./read-segment";
import type { segmentChange } from "./schema";

/**
 * Renames a segment, or says anew whom it means. Throws NOT_FOUND, CONFLICT `version` when somebody changed it since it was read and
 * `name` when another is called so, INVALID for conditions on a list, and as demandNamed().
 */
export async function updateSegment(
  scope: MemberScope,
  { segmentId, version, name, definition }: z.infer<typeof segmentChange>,
): Promise<{ version: number }> {
  return withPatience(scope, async (s) => {
    const before = await lockSegment(s, segmentId);
    if (before.version !== version) throw new DomainError("CONFLICT", { what: "version" });
    if (definition && before.kind === "list") throw new DomainError("INVALID", { field: "definition" });
    if (name !== undefined) await refuseTaken(s, segmentId, name);
    if (definition) await demandNamed(scope, s, definition);
    const contacts = await countSegment(s, definition ?? before.definition);
    await s.sql`
      update segments set name = coalesce(${name ?? null}, name), version = version + 1, updated_at = app_now(),
        definition = coalesce(${definition ? asRow(definition) : null}::text::jsonb, definition),
        contacts = ${contacts}, counted_at = app_now()
      where org_id = ${s.orgId} and id = ${segmentId}`;
    const changed = [...(name === undefined ? [] : ["name"]), ...(definition ? ["definition"] : [])];
    await record(s, {
      action: "segment.changed",
      subject: ["segment", segmentId],
      details: { changed, count: contacts },
    });
    return { version: version + 1 };
  });
}

async function refuseTaken({ sql, orgId }: OrgScope, segmentId: string, name: string): Promise<void> {
  const [taken] = await sql`
    select 1 from segments
    where org_id = ${orgId} and lower(name) = lower(${name}) and id <> ${segmentId} and archived_at is null`;
  if (taken) throw new DomainError("CONFLICT", { what: "name" });
}
