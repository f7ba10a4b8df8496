import { newId } from "@/db/id";
import type { OrgScope } from "@/db/org";
import { asRows } from "@/db/rows";
import { record } from "@/server/audit/record";
import { planWork } from "./plan-work";

/** Makes a waiting work item of each open conversation that nobody has, where the rules say; harmless when repeated. */
export async function enqueueWork(scope: OrgScope, conversationIds: string[]): Promise<void> {
  if (conversationIds.length === 0) return;
  const rows = conversationIds.map((conversation_id) => ({ id: newId(), conversation_id }));
  const added = await scope.sql<{ id: string; conversation_id: string }[]>`
    insert into work_items (id, kind, conversation_id, team_id, state, priority, waiting_since)
    select x.id, 'conversation', c.id, c.team_id, 'waiting', c.priority, coalesce(c.awaiting_since, app_now())
    from (select * from jsonb_to_recordset(${asRows(rows)}::text::jsonb) as x(id uuid, conversation_id uuid) limit ${rows.length}) x
      join conversations c on c.org_id = ${scope.orgId} and c.id = x.conversation_id and c.state = 'open'
    on conflict do nothing returning id, conversation_id`;
  if (added.length === 0) return;
  await record(scope, {
    action: "work.queued",
    subject: ["work-item", added[0]?.id ?? null],
    details: { ids: added.map((a) => a.id) },
  });
  await planWork(
    scope,
    added.map((a) => a.conversation_id),
  );
}
