import type { z } from "zod";
import { asRow } from "@/db/rows";
import { record } from "@/server/audit/record";
import { DomainError } from "@/server/errors";
import type { MemberScope } from "@/server/scope";
import { demandNamed } from "./demand-named";
import { countSegment, withPatience } from "./read-segment";
import type { newSegment } from "./schema";

/**
 * Keeps a definition under a name, with how many it means now. A repetition makes no second one. Throws CONFLICT when a segment is
 * called so, and as demandNamed().
 */
export async function createSegment(
  scope: MemberScope,
  { clientSegmentId, name, definition }: z.infer<typeof newSegment>,
): Promise<{ segmentId: string }> {
  return withPatience(scope, async (s) => {
    await demandNamed(scope, s, definition);
    const contacts = await countSegment(s, definition);
    const [made] = await s.sql`
      insert into segments (id, name, kind, definition, created_by, created_at, updated_at, contacts, counted_at)
      values (${clientSegmentId}, ${name}, 'rules', ${asRow(definition)}::text::jsonb, ${scope.actor.id}, app_now(), app_now(),
        ${contacts}, app_now()) on conflict do nothing returning id`;
    if (made) {
      const subject: [string, string] = ["segment", clientSegmentId];
      await record(s, { action: "segment.created", subject, details: { count: contacts } });
      return { segmentId: clientSegmentId };
    }
    const [before] =
      await s.sql`select 1 from segments where org_id = ${s.orgId} and id = ${clientSegmentId}`;
    if (!before) throw new DomainError("CONFLICT", { what: "name" });
    return { segmentId: clientSegmentId };
  });
}
