import type { z } from "zod";
import type { MemberScope } from "@/server/scope";
import { lockSegment } from "./lock-segment";
import { countSegment, withPatience } from "./read-segment";
import type { segmentRef } from "./schema";

/** Counts a segment anew and keeps the figure for the list. Throws NOT_FOUND, UNAVAILABLE when that takes too long. */
export async function recountSegment(
  scope: MemberScope,
  { segmentId }: z.infer<typeof segmentRef>,
): Promise<{ contacts: number }> {
  return withPatience(scope, async (s) => {
    const { definition } = await lockSegment(s, segmentId);
    const contacts = await countSegment(s, definition);
    await s.sql`
      update segments set contacts = ${contacts}, counted_at = app_now() where org_id = ${s.orgId} and id = ${segmentId}`;
    return { contacts };
  });
}
