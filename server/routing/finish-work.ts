import { inOrg } from "@/db/org";
import { record } from "@/server/audit/record";
import type { Scope } from "@/server/scope";

/** The work of closed conversations is done: their places are free. */
export async function finishWork(scope: Scope, conversationIds: string[]): Promise<void> {
  await inOrg(scope, async (s) => {
    const done = await s.sql<{ id: string }[]>`
      update work_items set state = 'done', done_at = app_now()
      where org_id = ${s.orgId} and conversation_id = any(${conversationIds}::uuid[]) and state <> 'done' returning id`;
    if (!done[0]) return;
    const details = done.length > 1 ? { ids: done.map((d) => d.id) } : {};
    await record(s, { action: "work.finished", subject: ["work-item", done[0].id], details });
  });
}
