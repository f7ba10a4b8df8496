import type { z } from "zod";
import { afterCommit, inOrg } from "@/db/org";
import { record } from "@/server/audit/record";
import { publish } from "@/server/realtime/publish";
import type { MemberScope } from "@/server/scope";
import { reply } from "../reply";
import { openScheduled } from "./open-scheduled";
import type { scheduledNow } from "./schema";

/**
 * Sends at once what was to leave later: an ordinary reply of who presses the button, refused for the same reasons. Throws
 * ALREADY_TAKEN when it has left meanwhile; WINDOW_CLOSED, NEWER_MESSAGES, OWNER_CHANGED, CONVERSATION_CLOSED as reply does.
 */
export async function sendScheduledNow(
  scope: MemberScope,
  { scheduledId, seenSeq, epoch }: z.infer<typeof scheduledNow>,
  after: {
    replied: (conversationId: string) => Promise<void>;
    withdraw: (scheduledId: string) => Promise<void>;
  },
): Promise<void> {
  await inOrg(scope, async (s) => {
    const { to, content } = await openScheduled(s, scope, scheduledId);
    const bound = { ...scope, ...s, actor: scope.actor };
    const input = { conversationId: to.id, clientMessageId: scheduledId, content, seenSeq, epoch };
    const { messageId } = await reply(bound, input, () => after.replied(to.id));
    const [row] = await s.sql<{ author_id: string }[]>`
      update scheduled_messages set state = 'sent', trouble = null, message_id = ${messageId}, revision = revision + 1,
        settled_at = app_now() where org_id = ${s.orgId} and id = ${scheduledId} returning author_id`;
    const details = { conversationId: to.id, messageId };
    await record(s, { action: "scheduled.sent", subject: ["scheduled", scheduledId], details });
    await publish(s, [{ kind: "scheduled", id: row?.author_id ?? null }]);
    afterCommit(s, () => after.withdraw(scheduledId));
  });
}
