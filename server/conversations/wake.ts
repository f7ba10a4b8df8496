import { z } from "zod";
import { inOrg } from "@/db/org";
import { record } from "@/server/audit/record";
import { publish } from "@/server/realtime/publish";
import type { MemberScope } from "@/server/scope";
import { appendEvent } from "./append-event";
import { lockConversations } from "./lock-conversations";
import { conversationIds } from "./schema";

export const wakeInput = z.object({ conversationIds });

/** A member brings snoozed conversations back, or puts aside what the clock brought back. Returns those that it moved. */
export async function wake(
  scope: MemberScope,
  input: z.infer<typeof wakeInput>,
): Promise<{ woken: string[] }> {
  return inOrg(scope, async (s) => {
    const locked = (await lockConversations(s, input.conversationIds)).map((c) => c.id);
    const rows = await s.sql<{ id: string }[]>`
      update conversations set snoozed_until = null, snoozed_by = null, woken_at = null
      where org_id = ${s.orgId} and id = any(${locked}::uuid[]) and (snoozed_until is not null or woken_at is not null) returning id`;
    const ids = rows.map((r) => r.id);
    if (ids.length === 0) return { woken: [] };
    await appendEvent(s, { conversationIds: ids }, "woken", {});
    await record(s, {
      action: "conversation.woken",
      subject: ["conversation", ids[0] ?? null],
      details: { ids },
    });
    await publish(
      s,
      ids.map((id) => ({ kind: "conversation", id })),
    );
    return { woken: ids };
  });
}
