import type { OrgScope } from "@/db/org";
import type { GivenBack } from "@/server/contacts/merges/schema";
import { claimWork } from "./claim-work";
import { enqueueWork } from "./enqueue-work";

/**
 * Gives conversations that are open again to whoever had them. By hand the maximum is not in the way; a member who left gets nothing:
 * then it waits as work. The caller holds the routing lock.
 */
export async function giveBack(s: OrgScope, rows: GivenBack[]): Promise<void> {
  const ids = rows.map((r) => r.id);
  await enqueueWork(s, ids);
  const work = await s.sql<{ id: string; conversation_id: string }[]>`
    select w.id, w.conversation_id from work_items w where w.org_id = ${s.orgId} and w.conversation_id = any(${ids}::uuid[])
      and w.state <> 'done' order by w.id for update`;
  const here = await s.sql<{ id: string }[]>`
    select id from members where org_id = ${s.orgId} and removed_at is null and id = any(${rows.flatMap((r) => r.assigneeId ?? [])}::uuid[])`;
  for (const item of work) {
    const row = rows.find((r) => r.id === item.conversation_id);
    const assigneeId = here.find((m) => m.id === row?.assigneeId)?.id ?? null;
    await claimWork(s, {
      workItemId: item.id,
      conversationId: item.conversation_id,
      assigneeId,
      teamId: row?.teamId ?? null,
      by: "member",
      why: { rule: "reopened", memberId: s.actor.id },
    });
  }
}
