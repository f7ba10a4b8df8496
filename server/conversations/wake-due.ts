import { inOrg } from "@/db/org";
import { record } from "@/server/audit/record";
import { publish } from "@/server/realtime/publish";
import type { Scope } from "@/server/scope";
import { appendEvent } from "./append-event";

/**
 * Snoozed conversations whose time has come by the organization's clock go back to where they belong: those whose customer waits to the
 * queue, the others to what is back. Harmless when nothing is due. Returns them.
 */
export async function wakeDue(scope: Scope): Promise<string[]> {
  return inOrg(scope, async (s) => {
    const rows = await s.sql<{ id: string }[]>`
      with due as (
        select id from conversations where org_id = ${s.orgId} and snoozed_until <= app_now() order by id for update
      )
      update conversations c set snoozed_until = null, snoozed_by = null,
        woken_at = case when c.awaiting_since is null then c.snoozed_until end
      from due where c.org_id = ${s.orgId} and c.id = due.id returning c.id`;
    const ids = rows.map((r) => r.id);
    if (ids.length === 0) return [];
    await appendEvent(s, { conversationIds: ids }, "woken", { due: true });
    await record(s, {
      action: "conversation.woken",
      subject: ["conversation", ids[0] ?? null],
      details: { ids },
    });
    await publish(
      s,
      ids.map((id) => ({ kind: "conversation", id })),
    );
    return ids;
  });
}
