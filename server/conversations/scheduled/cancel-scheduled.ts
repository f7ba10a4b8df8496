import type { z } from "zod";
import { afterCommit, inOrg } from "@/db/org";
import { record } from "@/server/audit/record";
import { publish } from "@/server/realtime/publish";
import type { MemberScope } from "@/server/scope";
import { openScheduled } from "./open-scheduled";
import type { scheduledRef } from "./schema";

/** Takes back what was to leave later. Throws ALREADY_TAKEN once it has left. */
export async function cancelScheduled(
  scope: MemberScope,
  { scheduledId }: z.infer<typeof scheduledRef>,
  withdraw: (scheduledId: string) => Promise<void>,
): Promise<void> {
  await inOrg(scope, async (s) => {
    const { to } = await openScheduled(s, scope, scheduledId);
    const [row] = await s.sql<{ author_id: string }[]>`
      update scheduled_messages set state = 'cancelled', revision = revision + 1, settled_at = app_now()
      where org_id = ${s.orgId} and id = ${scheduledId} returning author_id`;
    const details = { conversationId: to.id };
    await record(s, { action: "scheduled.cancelled", subject: ["scheduled", scheduledId], details });
    await publish(s, [
      { kind: "conversation", id: to.id },
      { kind: "scheduled", id: row?.author_id ?? null },
    ]);
    afterCommit(s, () => withdraw(scheduledId));
  });
}
