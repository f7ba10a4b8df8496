import type { OrgScope } from "@/db/org";
import { allows } from "@/server/permissions";
import type { MemberScope } from "@/server/scope";

/** The SQL of rules/visibility.ts: which conversations (alias c) a member sees. */
export function visible(scope: OrgScope & MemberScope) {
  const { actor, sql } = scope;
  if (allows(actor.role, "conversations:read-all")) return sql`true`;
  return sql`(c.assignee_id = ${actor.id} or c.team_id is null or c.team_id = any(${actor.teamIds}::uuid[]))`;
}
