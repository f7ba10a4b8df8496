import { newId } from "@/db/id";
import type { OrgScope } from "@/db/org";
import { asRows } from "@/db/rows";
import { record } from "@/server/audit/record";
import { publish } from "@/server/realtime/publish";

export interface Claim {
  workItemId: string;
  conversationId: string;
  /** Null puts it back into the queue. */
  assigneeId: string | null;
  teamId: string | null;
  by: string;
  why: Record<string, unknown>;
  /** Whom it was chosen among; absent where a person decided. */
  snapshotId?: string;
}

/** One conversation changes hands: claimAll() of it alone. */
export async function claimWork(scope: OrgScope, claim: Claim): Promise<{ epoch: number }> {
  const epochs = await claimAll(scope, [claim]);
  return { epoch: epochs.get(claim.conversationId) ?? 0 };
}

/**
 * The one place where conversations change hands: work items and conversations together, the epochs raised, the reasons kept.
 * Whoever gets one has it before them: it is snoozed no longer. Returns the new epochs by conversation.
 * The caller holds the organization's routing lock or the work items' rows.
 */
export async function claimAll(scope: OrgScope, claims: Claim[]): Promise<Map<string, number>> {
  if (claims.length === 0) return new Map();
  const { sql, orgId } = scope;
  const claimed = asRows(
    claims.map((c) => ({
      id: newId(),
      work_item_id: c.workItemId,
      conversation_id: c.conversationId,
      assignee_id: c.assigneeId,
      team_id: c.teamId,
      by: c.by,
      why: c.why,
      snapshot_id: c.snapshotId,
    })),
  );
  const x = sql`(select * from jsonb_to_recordset(${claimed}::text::jsonb) as x(id uuid, work_item_id uuid, conversation_id uuid,
    assignee_id uuid, team_id uuid, by text, why jsonb, snapshot_id uuid) limit ${claims.length}) x`;
  await sql`
    update work_items w set assignee_id = x.assignee_id, team_id = x.team_id,
      state = case when x.assignee_id is null then 'waiting' else 'assigned' end,
      assigned_at = case when x.assignee_id is not null then app_now() end
    from ${x} where w.org_id = ${orgId} and w.id = x.work_item_id and w.state <> 'done'`;
  const rows = await sql<{ id: string; epoch: number }[]>`
    update conversations c set assignee_id = x.assignee_id, team_id = x.team_id,
      owner = case when x.assignee_id is null then 'queue' else 'member' end, snoozed_until = null, snoozed_by = null, epoch = c.epoch + 1
    from ${x} where c.org_id = ${orgId} and c.id = x.conversation_id returning c.id, c.epoch`;
  const members = [...new Set(claims.flatMap((c) => c.assigneeId ?? []))];
  if (members.length > 0)
    await sql`update members set last_assigned_at = app_now() where org_id = ${orgId} and id = any(${members}::uuid[])`;
  await sql`
    insert into assignments (id, work_item_id, conversation_id, assignee_id, team_id, by, why, snapshot_id, epoch, created_at)
    select x.id, x.work_item_id, x.conversation_id, x.assignee_id, x.team_id, x.by, x.why, x.snapshot_id, c.epoch, app_now()
    from ${x} join conversations c on c.org_id = ${orgId} and c.id = x.conversation_id`;
  await leaveTraces(scope, claims, members);
  return new Map(rows.map((row) => [row.id, row.epoch]));
}

async function leaveTraces(scope: OrgScope, claims: Claim[], members: string[]): Promise<void> {
  for (const { conversationId, assigneeId, teamId, by } of claims) {
    const action = assigneeId ? "conversation.assigned" : "conversation.unassigned";
    await record(scope, {
      action,
      subject: ["conversation", conversationId],
      details: { assigneeId, teamId, by },
    });
  }
  await publish(scope, [
    ...claims.map((c) => ({ kind: "conversation" as const, id: c.conversationId })),
    ...members.map((id) => ({ kind: "member" as const, id })),
  ]);
}
