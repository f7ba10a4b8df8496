import { newId } from "@/db/id";
import type { OrgScope } from "@/db/org";
import { asRow } from "@/db/rows";
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
}

/**
 * The one place where a conversation changes hands: work item and conversation together, the epoch raised, the reason kept.
 * Whoever gets it has it before them: it is snoozed no longer.
 * The caller holds the organization's routing lock or the work item's row.
 */
export async function claimWork(scope: OrgScope, claim: Claim): Promise<{ epoch: number }> {
  const { sql, orgId } = scope;
  const { assigneeId, teamId } = claim;
  await sql`
    update work_items set assignee_id = ${assigneeId}, team_id = ${teamId}, state = ${assigneeId ? "assigned" : "waiting"},
      assigned_at = ${assigneeId ? sql`app_now()` : null}
    where org_id = ${orgId} and id = ${claim.workItemId} and state <> 'done'`;
  const [row] = await sql<{ epoch: number }[]>`
    update conversations set assignee_id = ${assigneeId}, team_id = ${teamId}, owner = ${assigneeId ? "member" : "queue"},
      snoozed_until = null, snoozed_by = null, epoch = epoch + 1
    where org_id = ${orgId} and id = ${claim.conversationId} returning epoch`;
  const epoch = row?.epoch ?? 0;
  if (assigneeId)
    await sql`update members set last_assigned_at = app_now() where org_id = ${orgId} and id = ${assigneeId}`;
  await sql`
    insert into assignments (id, work_item_id, conversation_id, assignee_id, team_id, by, why, epoch, created_at)
    values (${newId()}, ${claim.workItemId}, ${claim.conversationId}, ${assigneeId}, ${teamId}, ${claim.by},
      ${asRow(claim.why)}::text::jsonb, ${epoch}, app_now())`;
  const action = assigneeId ? "conversation.assigned" : "conversation.unassigned";
  await record(scope, {
    action,
    subject: ["conversation", claim.conversationId],
    details: { assigneeId, teamId, by: claim.by },
  });
  await publish(scope, [
    { kind: "conversation", id: claim.conversationId },
    ...(assigneeId ? [{ kind: "member" as const, id: assigneeId }] : []),
  ]);
  return { epoch };
}
