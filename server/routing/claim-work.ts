import { newId } from "@/db/id";
import type { OrgScope } from "@/db/org";
import { asRows } from "@/db/rows";
import { together } from "@/db/together";
import { record } from "@/server/audit/record";
import { publish } from "@/server/realtime/publish";
import { planWork } from "./plan-work";

export interface Claim {
  workItemId: string;
  conversationId: string;
  /** Null puts it back into the queue. */
  assigneeId: string | null;
  teamId: string | null;
  by: string;
  why: Record<string, unknown>;
  /** Whom it was chosen among; absent where a person decided. */
  snapshotId?: string;
  /** What the thread says of it; absent where the caller says it in its own words. */
  line?: { event: string; data: Record<string, unknown> };
}

/** One conversation changes hands: claimAll() of it alone. */
export async function claimWork(scope: OrgScope, claim: Claim): Promise<{ epoch: number }> {
  const epochs = await claimAll(scope, [claim]);
  return { epoch: epochs.get(claim.conversationId) ?? 0 };
}

/**
 * The one place where conversations change hands: work items and conversations together, the epochs raised, the reasons kept.
 * Whoever gets one has it before them: it is snoozed no longer. Returns the new epochs by conversation.
 * The caller holds the organization's routing lock or the work items' rows.
 */
export async function claimAll(scope: OrgScope, claims: Claim[]): Promise<Map<string, number>> {
  if (claims.length === 0) return new Map();
  const { sql, orgId } = scope;
  const members = [...new Set(claims.flatMap((c) => c.assigneeId ?? []))];
  const [, rows] = await together([
    moveWork(scope, claims),
    moveConversations(scope, claims),
    members.length > 0
      ? sql`update members set last_assigned_at = app_now() where org_id = ${orgId} and id = any(${members}::uuid[])`
      : Promise.resolve(),
    leaveTraces(scope, claims, members),
  ]);
  // A queue that a person named is where it waits; what only goes back is asked of the rules again.
  const back = claims.filter((c) => !c.assigneeId && (!c.teamId || c.by === "return"));
  await planWork(
    scope,
    back.map((c) => c.conversationId),
  );
  return new Map(rows.map((row) => [row.id, row.epoch]));
}

function moveWork({ sql, orgId }: OrgScope, claims: Claim[]) {
  const rows = asRows(
    claims.map((c) => ({ id: c.workItemId, assignee_id: c.assigneeId, team_id: c.teamId })),
  );
  return sql`
    update work_items w set assignee_id = x.assignee_id, team_id = x.team_id,
      state = case when x.assignee_id is null then 'waiting' else 'assigned' end,
      assigned_at = case when x.assignee_id is not null then app_now() end, quiet_since = null,
      plan = case when x.assignee_id is not null then w.plan end, trace = case when x.assignee_id is not null then w.trace end,
      planned_at = case when x.assignee_id is not null then w.planned_at end
    from (select * from jsonb_to_recordset(${rows}::text::jsonb) as x(id uuid, assignee_id uuid, team_id uuid) limit ${claims.length}) x
    where w.org_id = ${orgId} and w.id = x.id and w.state <> 'done'`;
}

/** The conversations, why each moved, and the line that its thread gets: one pass over them. */
function moveConversations(scope: OrgScope, claims: Claim[]) {
  const { sql, orgId, actor } = scope;
  const rows = asRows(
    claims.map((c) => ({
      id: newId(),
      work_item_id: c.workItemId,
      conversation_id: c.conversationId,
      assignee_id: c.assigneeId,
      team_id: c.teamId,
      by: c.by,
      why: c.why,
      snapshot_id: c.snapshotId,
      line_id: c.line && newId(),
      line: c.line && { type: "event", ...c.line },
    })),
  );
  return sql<{ id: string; epoch: number }[]>`
    with x as (select * from jsonb_to_recordset(${rows}::text::jsonb) as x(id uuid, work_item_id uuid, conversation_id uuid,
        assignee_id uuid, team_id uuid, by text, why jsonb, snapshot_id uuid, line_id uuid, line jsonb) limit ${claims.length}),
      c as (update conversations c set assignee_id = x.assignee_id, team_id = x.team_id,
          owner = case when x.assignee_id is null then 'queue' else 'member' end, snoozed_until = null, snoozed_by = null,
          epoch = c.epoch + 1, last_seq = c.last_seq + (x.line is not null)::int
        from x where c.org_id = ${orgId} and c.id = x.conversation_id
        returning c.id as conversation_id, c.epoch, c.last_seq, c.channel_account_id, c.contact_id, c.identity_id,
          x.id, x.work_item_id, x.assignee_id, x.team_id, x.by, x.why, x.snapshot_id, x.line_id, x.line),
      a as (insert into assignments (id, work_item_id, conversation_id, assignee_id, team_id, by, why, snapshot_id, epoch, created_at)
        select id, work_item_id, conversation_id, assignee_id, team_id, by, why, snapshot_id, epoch, app_now() from c),
      m as (insert into messages (id, conversation_id, seq, channel_account_id, contact_id, identity_id, direction, origin, kind,
          content, author_id, occurred_at, recorded_at)
        select line_id, conversation_id, last_seq, channel_account_id, contact_id, identity_id, 'event', 'system', 'event', line,
          ${actor.kind === "member" ? actor.id : null}::uuid, app_now(), app_now() from c where line is not null)
    select conversation_id as id, epoch from c`;
}

async function leaveTraces(scope: OrgScope, claims: Claim[], members: string[]): Promise<void> {
  for (const { conversationId, assigneeId, teamId, by } of claims) {
    const action = assigneeId ? "conversation.assigned" : "conversation.unassigned";
    await record(scope, {
      action,
      subject: ["conversation", conversationId],
      details: { assigneeId, teamId, by },
    });
  }
  await publish(scope, [
    ...claims.map((c) => ({ kind: "conversation" as const, id: c.conversationId })),
    ...members.map((id) => ({ kind: "member" as const, id })),
  ]);
}
