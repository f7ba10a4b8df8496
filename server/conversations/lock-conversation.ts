import type { OrgScope } from "@/db/org";
import { DomainError } from "@/server/errors";
import type { Windows } from "./rules/reply-window";
import { sees } from "./rules/visibility";
import type { ConversationState } from "./schema";

export interface LockedConversation {
  id: string;
  channel: string;
  channelAccountId: string;
  contactId: string;
  identityId: string;
  state: ConversationState;
  owner: "queue" | "member" | "bot";
  epoch: number;
  assigneeId: string | null;
  teamId: string | null;
  lastSeq: number;
  windows: Windows;
  now: Date;
}

interface Row {
  channel: string;
  channel_account_id: string;
  contact_id: string;
  identity_id: string;
  state: ConversationState;
  owner: "queue" | "member" | "bot";
  epoch: number;
  assignee_id: string | null;
  team_id: string | null;
  last_seq: number;
  service_expires_at: string | null;
  now: string;
}

/**
 * Takes the conversation's row for this transaction, with its windows and the organization's time.
 * Throws NOT_FOUND when it does not exist here or when the member may not see it, nor has a task of it.
 */
export async function lockConversation(scope: OrgScope, id: string): Promise<LockedConversation> {
  const [r] = await scope.sql<Row[]>`
    select a.channel, c.channel_account_id, c.contact_id, c.identity_id, c.state, c.owner, c.epoch, c.assignee_id, c.team_id,
      c.last_seq, w.service_expires_at, app_now() as now
    from conversations c
      join channel_accounts a on a.org_id = c.org_id and a.id = c.channel_account_id
      left join windows w on w.org_id = c.org_id and w.channel_account_id = c.channel_account_id and w.contact_id = c.contact_id
    where c.org_id = ${scope.orgId} and c.id = ${id} for update of c`;
  if (!r) throw new DomainError("NOT_FOUND");
  const holder = { assigneeId: r.assignee_id, teamId: r.team_id };
  if (scope.actor.kind === "member" && !sees(scope.actor, holder) && !(await hasTask(scope, id)))
    throw new DomainError("NOT_FOUND");
  return {
    id,
    channel: r.channel,
    channelAccountId: r.channel_account_id,
    contactId: r.contact_id,
    identityId: r.identity_id,
    state: r.state,
    owner: r.owner,
    epoch: r.epoch,
    assigneeId: r.assignee_id,
    teamId: r.team_id,
    lastSeq: r.last_seq,
    windows: { serviceExpiresAt: r.service_expires_at ? new Date(r.service_expires_at) : null },
    now: new Date(r.now),
  };
}

async function hasTask({ sql, orgId, actor }: OrgScope, conversationId: string): Promise<boolean> {
  const rows = await sql`
    select 1 from tasks t join work_items w on w.org_id = t.org_id and w.id = t.id
    where t.org_id = ${orgId} and t.conversation_id = ${conversationId} and w.assignee_id = ${actor.id} limit 1`;
  return rows.length > 0;
}
