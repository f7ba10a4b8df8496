import type { z } from "zod";
import { inOrg } from "@/db/org";
import { record } from "@/server/audit/record";
import type { MemberScope } from "@/server/scope";
import { lockSegment } from "./lock-segment";
import type { segmentRef } from "./schema";

/** Takes a segment out of use, and its name with it; what refers to it goes on meaning the same people. Throws NOT_FOUND. */
export async function archiveSegment(
  scope: MemberScope,
  { segmentId }: z.infer<typeof segmentRef>,
): Promise<void> {
  await inOrg(scope, async (s) => {
    await lockSegment(s, segmentId);
    await s.sql`update segments set archived_at = app_now() where org_id = ${s.orgId} and id = ${segmentId}`;
    await record(s, { action: "segment.archived", subject: ["segment", segmentId] });
  });
}
