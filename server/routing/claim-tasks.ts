import { newId } from "@/db/id";
import type { OrgScope } from "@/db/org";
import { asRows } from "@/db/rows";
import { record } from "@/server/audit/record";
import { publish } from "@/server/realtime/publish";

export interface TaskClaim {
  taskId: string;
  /** Null puts it back into the queue. */
  assigneeId: string | null;
  teamId: string | null;
  by: "pool" | "member" | "return";
  why: Record<string, unknown>;
  /** Whom it was chosen among; absent where a person decided. */
  snapshotId?: string;
}

/** The one place where tasks change hands: work items, and why each moved. The caller holds the organization's routing lock. */
export async function claimTasks(scope: OrgScope, claims: TaskClaim[]): Promise<void> {
  if (claims.length === 0) return;
  const { sql, orgId } = scope;
  const rows = asRows(
    claims.map((c) => ({
      ...{ id: newId(), task_id: c.taskId, assignee_id: c.assigneeId, team_id: c.teamId },
      ...{ by: c.by, why: c.why, snapshot_id: c.snapshotId },
    })),
  );
  await sql`
    with x as (select * from jsonb_to_recordset(${rows}::text::jsonb) as x(id uuid, task_id uuid, assignee_id uuid, team_id uuid, by text,
        why jsonb, snapshot_id uuid) limit ${claims.length}),
      w as (update work_items w set assignee_id = x.assignee_id, team_id = x.team_id,
          state = case when x.assignee_id is null then 'waiting' else 'assigned' end,
          assigned_at = case when x.assignee_id is not null then app_now() end
        from x where w.org_id = ${orgId} and w.id = x.task_id and w.kind = 'task' and w.state <> 'done'
        returning x.id, w.id as work_item_id, x.assignee_id, x.team_id, x.by, x.why, x.snapshot_id),
      m as (update members m set last_assigned_at = app_now() where m.org_id = ${orgId} and m.id in (select assignee_id from w))
    insert into assignments (id, work_item_id, assignee_id, team_id, by, why, snapshot_id, epoch, created_at)
    select id, work_item_id, assignee_id, team_id, by, why, snapshot_id, 0, app_now() from w`;
  for (const { taskId, assigneeId, teamId, by } of claims)
    await record(scope, {
      action: assigneeId ? "task.assigned" : "task.queued",
      subject: ["task", taskId],
      details: { assigneeId, teamId, by },
    });
  await publish(
    scope,
    claims.map((c) => ({ kind: "task", id: c.taskId })),
  );
}
