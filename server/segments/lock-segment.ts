import type { OrgScope } from "@/db/org";
import { DomainError } from "@/server/errors";
import type { Definition } from "./rules/definition";
import type { SegmentKind } from "./schema";

/** Holds a segment while it is changed. Throws NOT_FOUND, also for an archived one. */
export async function lockSegment({ sql, orgId }: OrgScope, segmentId: string) {
  const [found] = await sql<{ version: number; kind: SegmentKind; definition: Definition }[]>`
    select version, kind, definition from segments
    where org_id = ${orgId} and id = ${segmentId} and archived_at is null for no key update`;
  if (!found) throw new DomainError("NOT_FOUND");
  return found;
}
