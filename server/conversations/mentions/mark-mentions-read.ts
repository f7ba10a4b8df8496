import type { z } from "zod";
import { inOrg } from "@/db/org";
import { record } from "@/server/audit/record";
import { publish } from "@/server/realtime/publish";
import type { MemberScope } from "@/server/scope";
import { lockConversation } from "../lock-conversation";
import type { mentionsRead } from "./schema";

/** The member has seen where they were named, in one conversation or everywhere. Harmless when repeated. */
export async function markMentionsRead(
  scope: MemberScope,
  { conversationId }: z.infer<typeof mentionsRead>,
): Promise<void> {
  await inOrg(scope, async (s) => {
    if (conversationId) await lockConversation(s, conversationId);
    const which = conversationId ? s.sql`and conversation_id = ${conversationId}` : s.sql``;
    const read = await s.sql<{ message_id: string }[]>`
      update mentions set read_at = app_now()
      where org_id = ${s.orgId} and member_id = ${scope.actor.id} and read_at is null ${which} returning message_id`;
    if (read.length === 0) return;
    await record(s, {
      action: "mention.read",
      subject: ["conversation", conversationId ?? null],
      details: { count: read.length },
    });
    await publish(s, [{ kind: "mention", id: scope.actor.id }]);
  });
}
