import type { OrgScope } from "@/db/org";
import { record } from "@/server/audit/record";
import { publish } from "@/server/realtime/publish";
import { appendEvent } from "./append-event";

/** Why a conversation ended: what a member chose, if anything, or that its customer was silent. */
export type Ending = { reasonId: string | null } | { reason: "silent" };

/** Closes open conversations, whose rows the caller holds. */
export async function endConversations(s: OrgScope, ids: string[], ending: Ending): Promise<void> {
  const { reasonId, reason } = { reasonId: null, reason: null, ...ending };
  await s.sql`
    update conversations set state = 'closed', closed_at = app_now(), close_reason = ${reason}, close_reason_id = ${reasonId},
      awaiting_since = null, missed = false, unread = 0, snoozed_until = null, snoozed_by = null, woken_at = null, epoch = epoch + 1
    where org_id = ${s.orgId} and id = any(${ids}::uuid[])`;
  await appendEvent(s, { conversationIds: ids }, "closed", { reasonId, reason });
  await record(s, {
    action: "conversation.closed",
    subject: ["conversation", ids[0] ?? null],
    details: { ids, reasonId, reason },
  });
  await publish(
    s,
    ids.map((id) => ({ kind: "conversation", id })),
  );
}
