import type { z } from "zod";
import { afterCommit, inOrg } from "@/db/org";
import { asRow } from "@/db/rows";
import { record } from "@/server/audit/record";
import { DomainError } from "@/server/errors";
import { publish } from "@/server/realtime/publish";
import type { MemberScope } from "@/server/scope";
import { openScheduled, realTime, refuseTime } from "./open-scheduled";
import type { scheduledChange, Wake } from "./schema";

/**
 * Changes what is to leave later, or when; also one that waits for a decision: who changes it has seen what is new, and answers
 * for it from then on. Throws CONVERSATION_CLOSED, INVALID for a time that is past, ALREADY_TAKEN once it has left.
 */
export async function reschedule(
  scope: MemberScope,
  input: z.infer<typeof scheduledChange>,
  wake: Wake,
): Promise<void> {
  await inOrg(scope, async (s) => {
    const { to, revision } = await openScheduled(s, scope, input.scheduledId);
    if (to.state === "closed") throw new DomainError("CONVERSATION_CLOSED");
    refuseTime(input.sendAt, to.now);
    await s.sql`
      update scheduled_messages set content = ${asRow(input.content)}::text::jsonb, send_at = ${input.sendAt.toISOString()},
        time_zone = ${input.timeZone}, seen_seq = ${input.seenSeq}, epoch = ${input.epoch}, author_id = ${scope.actor.id},
        state = 'pending', trouble = null, revision = ${revision + 1}
      where org_id = ${s.orgId} and id = ${input.scheduledId}`;
    const details = { conversationId: to.id };
    await record(s, { action: "scheduled.changed", subject: ["scheduled", input.scheduledId], details });
    await publish(s, [
      { kind: "conversation", id: to.id },
      { kind: "scheduled", id: scope.actor.id },
    ]);
    const dueAt = await realTime(s, input.sendAt);
    afterCommit(s, () => wake({ scheduledId: input.scheduledId, revision: revision + 1, dueAt }));
  });
}
