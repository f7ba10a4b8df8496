import type { OrgScope } from "@/db/org";
import { allows } from "@/server/permissions";
import type { MemberScope } from "@/server/scope";

/** The SQL of rules/visibility.ts: which conversations (alias c), or which work items (w), a member sees. */
export function visible(scope: OrgScope & MemberScope, of: "c" | "w" = "c") {
  const { actor, sql } = scope;
  if (allows(actor.role, "conversations:read-all")) return sql`true`;
  const row = sql(of);
  return sql`(${row}.assignee_id = ${actor.id} or ${row}.team_id is null or ${row}.team_id = any(${actor.teamIds}::uuid[]))`;
}

/** Besides, one that a member has a task of, or whose task waits for their team: the whole of it is at hand, though not in their lists. */
export function readable(scope: OrgScope & MemberScope) {
  const { actor, sql, orgId } = scope;
  if (!allows(actor.role, "tasks:work") || allows(actor.role, "conversations:read-all"))
    return visible(scope);
  return sql`(${visible(scope)} or exists (select 1 from tasks t join work_items w on w.org_id = t.org_id and w.id = t.id
    where t.org_id = ${orgId} and t.conversation_id = c.id and ${visible(scope, "w")}))`;
}
