import type { OrgScope } from "@/db/org";
import { DomainError } from "@/server/errors";
import type { ConversationFilter } from "../rules/conversation-filter";

/** Throws NOT_FOUND when a filter names a member, team, number or label that the organization never had. */
export async function demandNamed(s: OrgScope, filter: ConversationFilter): Promise<void> {
  const ids = (list: readonly string[] = []) => list.filter((value) => value.includes("-"));
  const [members, teams, numbers] = [ids(filter.assignee), ids(filter.team), ids(filter.number)];
  const labels = ids(filter.label);
  const wanted = new Set([...members, ...teams, ...numbers, ...labels]);
  if (wanted.size === 0) return;
  const found = await s.sql`
    select id from members where org_id = ${s.orgId} and id = any(${members}::uuid[])
    union select id from teams where org_id = ${s.orgId} and id = any(${teams}::uuid[])
    union select id from channel_accounts where org_id = ${s.orgId} and id = any(${numbers}::uuid[])
    union select id from labels where org_id = ${s.orgId} and id = any(${labels}::uuid[])`;
  if (found.length < wanted.size) throw new DomainError("NOT_FOUND");
}
