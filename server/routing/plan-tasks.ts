import { afterCommit, type OrgScope } from "@/db/org";
import { asRows } from "@/db/rows";
import { record } from "@/server/audit/record";
import { readFacts } from "./read-facts";
import { readRules } from "./read-rules";
import { decideRoute } from "./rules/decide-route";
import { wakeSteps } from "./wake-steps";

export interface PlannedTask {
  id: string;
  /** The one that it is about: its contact, number and labels are what rules ask for. */
  conversationId: string;
}

/**
 * Asks the rules where these waiting tasks may go, and keeps the answer on their work items; what is asked of a team by name needs no
 * rule. The caller holds the routing lock, or tasks that nobody else knows of yet.
 */
export async function planTasks(scope: OrgScope, tasks: PlannedTask[]): Promise<void> {
  if (tasks.length === 0) return;
  const { sql, orgId } = scope;
  const inForce = await readRules(scope, "task");
  if (inForce.version === null) return;
  const facts = await readFacts(
    scope,
    tasks.map((task) => task.conversationId),
  );
  const plans = tasks.flatMap(({ id, conversationId }) => {
    const known = facts.get(conversationId);
    if (!known) return [];
    // What the conversation went through says nothing of the task: nobody had it yet, and it has only begun to wait.
    const one = { ...known, kind: "task" as const, passedOn: [], spoken: {}, waitedMinutes: 0 };
    return [{ id, ...decideRoute(inForce, one, inForce.known, scope.now) }];
  });
  await sql`
    update work_items w set plan = x.plan, trace = x.trace, planned_at = app_now()
    from (select * from jsonb_to_recordset(${asRows(plans)}::text::jsonb) as x(id uuid, plan jsonb, trace jsonb) limit ${plans.length}) x
    where w.org_id = ${orgId} and w.id = x.id and w.state = 'waiting'`;
  await record(scope, {
    action: "work.planned",
    subject: ["work-item", tasks[0]?.id ?? null],
    details: { ids: tasks.map((task) => task.id), version: inForce.version },
  });
  afterCommit(scope, () =>
    wakeSteps(
      orgId,
      plans.map(({ plan }) => plan),
    ),
  );
}
