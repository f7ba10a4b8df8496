import type { OrgScope } from "@/db/org";
import { DomainError } from "@/server/errors";
import { sees } from "./rules/visibility";
import type { ConversationState } from "./schema";

export interface LockedRow {
  id: string;
  state: ConversationState;
  channelAccountId: string;
  contactId: string;
  assigneeId: string | null;
  teamId: string | null;
  priority: number;
  snoozedUntil: Date | null;
  awaitingSince: Date | null;
  windowExpiresAt: Date | null;
}

/**
 * Takes the rows of several conversations for this transaction, in one order for all. Throws NOT_FOUND when one of them does not
 * exist here or when the member may not see it: then nothing is done to any.
 */
export async function lockConversations(scope: OrgScope, ids: string[]): Promise<LockedRow[]> {
  const wanted = [...new Set(ids)];
  const rows = await scope.sql<Row[]>`
    select id, state, channel_account_id, contact_id, assignee_id, team_id, priority, snoozed_until, awaiting_since, window_expires_at
    from conversations where org_id = ${scope.orgId} and id = any(${wanted}::uuid[]) order by id for update`;
  const { actor } = scope;
  const seen = rows.map(rowOf).filter((row) => actor.kind !== "member" || sees(actor, row));
  if (seen.length !== wanted.length) throw new DomainError("NOT_FOUND");
  return seen;
}

interface Row {
  id: string;
  state: ConversationState;
  channel_account_id: string;
  contact_id: string;
  assignee_id: string | null;
  team_id: string | null;
  priority: number;
  snoozed_until: string | null;
  awaiting_since: string | null;
  window_expires_at: string | null;
}

const rowOf = (r: Row): LockedRow => ({
  id: r.id,
  state: r.state,
  channelAccountId: r.channel_account_id,
  contactId: r.contact_id,
  assigneeId: r.assignee_id,
  teamId: r.team_id,
  priority: r.priority,
  snoozedUntil: r.snoozed_until ? new Date(r.snoozed_until) : null,
  awaitingSince: r.awaiting_since ? new Date(r.awaiting_since) : null,
  windowExpiresAt: r.window_expires_at ? new Date(r.window_expires_at) : null,
});
