import type { OrgScope } from "@/db/org";
import { sees } from "@/server/conversations/rules/visibility";
import { DomainError } from "@/server/errors";
import type { MemberScope } from "@/server/scope";

export interface LockedTask {
  id: string;
  conversationId: string;
  title: string;
  askedBy: string;
  state: "waiting" | "assigned" | "done";
  assigneeId: string | null;
  teamId: string | null;
}

/**
 * Takes a task's rows for this transaction. Throws NOT_FOUND when it is not here, or is another team's: of the back office each sees what
 * is theirs, their teams', or nobody's.
 */
export async function lockTask(s: OrgScope, { actor }: MemberScope, id: string): Promise<LockedTask> {
  const [task] = await s.sql<LockedTask[]>`
    select t.id, t.conversation_id as "conversationId", t.title, t.asked_by as "askedBy", w.state, w.assignee_id as "assigneeId",
      w.team_id as "teamId"
    from tasks t join work_items w on w.org_id = t.org_id and w.id = t.id
    where t.org_id = ${s.orgId} and t.id = ${id} for update`;
  if (!task || !sees(actor, task)) throw new DomainError("NOT_FOUND");
  return task;
}
