import { afterCommit, type OrgScope } from "@/db/org";
import { asRows } from "@/db/rows";
import { record } from "@/server/audit/record";
import { publish } from "@/server/realtime/publish";
import { readFacts } from "./read-facts";
import { readRules } from "./read-rules";
import { decideRoute } from "./rules/decide-route";
import { wakeSteps } from "./wake-steps";

/**
 * Asks the rules where each of these waiting conversations may go, and keeps the answer on its work item. What the rules send to a
 * team waits there from now on, so that the team sees it. Without rules nothing is written: the work goes as it begins (plan.ts).
 * The caller holds the routing lock, or work that nobody else knows of yet.
 */
export async function planWork(scope: OrgScope, conversationIds: string[]): Promise<void> {
  if (conversationIds.length === 0) return;
  const ids = [...new Set(conversationIds)];
  const inForce = await readRules(scope);
  const { sql, orgId } = scope;
  const asked = inForce.version === null ? await preAssigned(scope, ids) : ids;
  if (asked.length === 0) return;
  const facts = await readFacts(scope, asked);
  const plans = [...facts].map(([id, one]) => {
    const { plan, trace } = decideRoute(inForce, one, inForce.known, scope.now);
    const first = plan.steps[0];
    const team_id = first && first.after === 0 && "teamId" in first.to ? first.to.teamId : null;
    return { conversation_id: id, plan, trace, team_id };
  });
  const planned = sql`(select * from jsonb_to_recordset(${asRows(plans)}::text::jsonb) as x(conversation_id uuid, plan jsonb, trace jsonb,
    team_id uuid) limit ${plans.length}) x`;
  await sql`
    update work_items w set plan = x.plan, trace = x.trace, planned_at = app_now(), team_id = coalesce(x.team_id, w.team_id)
    from ${planned} where w.org_id = ${orgId} and w.conversation_id = x.conversation_id and w.state = 'waiting'`;
  afterCommit(scope, () =>
    wakeSteps(
      orgId,
      plans.map((one) => one.plan),
    ),
  );
  const moved = await sql<{ id: string }[]>`
    update conversations c set team_id = x.team_id from ${planned}
    where c.org_id = ${orgId} and c.id = x.conversation_id and c.assignee_id is null and x.team_id is not null
      and c.team_id is distinct from x.team_id returning c.id`;
  await record(scope, {
    action: "work.planned",
    subject: ["conversation", asked[0] ?? null],
    details: { ids: asked, version: inForce.version },
  });
  await publish(
    scope,
    moved.map(({ id }) => ({ kind: "conversation", id })),
  );
}

/** Of these, the conversations of numbers whose customers have an executive: they have a plan without any rule. */
async function preAssigned({ sql, orgId }: OrgScope, ids: string[]): Promise<string[]> {
  const rows = await sql<{ id: string }[]>`
    select c.id from conversations c join channel_accounts a on a.org_id = ${orgId} and a.id = c.channel_account_id
    where c.org_id = ${orgId} and c.id = any(${ids}::uuid[]) and a.settings ->> 'assignment' = 'executive'`;
  return rows.map((row) => row.id);
}
