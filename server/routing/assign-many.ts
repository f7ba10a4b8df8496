import { z } from "zod";
import { afterCommit, inOrg, type OrgScope } from "@/db/org";
import { appendEvent } from "@/server/conversations/append-event";
import { lockConversations } from "@/server/conversations/lock-conversations";
import { conversationIds } from "@/server/conversations/schema";
import type { ErrorCode } from "@/server/errors";
import type { MemberScope } from "@/server/scope";
import { assignInput, handOverNote, leaveNote, targetOf } from "./assign";
import { lockRouting } from "./assign-waiting";
import { claimAll } from "./claim-work";
import { enqueueWork } from "./enqueue-work";

export const assignManyInput = z.object({
  conversationIds,
  to: assignInput.shape.to,
  /** For whoever gets them, in each of the threads. */
  note: handOverNote.optional(),
});

export interface Holding {
  conversationId: string;
  assigneeId: string | null;
  teamId: string | null;
}

export interface AssignedMany {
  /** Who had it before and the epoch since, so that it can be taken back. */
  assigned: (Holding & { epoch: number })[];
  refused: { conversationId: string; code: ErrorCode }[];
}

/**
 * Gives several conversations to a member, a team's queue or everybody's. One that is there already is left alone, a closed one
 * refused. Throws NOT_FOUND for a conversation, member or team that is not here: then nothing is done to any.
 */
export async function assignMany(
  scope: MemberScope,
  input: z.infer<typeof assignManyInput>,
  afterAssigned: (conversationIds: string[]) => Promise<void>,
): Promise<AssignedMany> {
  return inOrg(scope, async (s) => {
    await lockRouting(s);
    const rows = await lockConversations(s, input.conversationIds);
    const { assigneeId, teamId } = await targetOf(s, input.to, null);
    const keepsTeam = assigneeId !== null;
    const open = rows.filter((row) => row.state === "open");
    const moving = open.filter(
      (row) => row.assigneeId !== assigneeId || (!keepsTeam && row.teamId !== teamId),
    );
    if (input.note) for (const row of moving) await leaveNote(s, scope, row.id, input.note);
    const claimed = await handOver(
      s,
      moving.map((row) => ({ conversationId: row.id, assigneeId, teamId: keepsTeam ? row.teamId : teamId })),
    );
    afterCommit(s, () => afterAssigned([...claimed.keys()]));
    return {
      assigned: moving.flatMap(({ id, assigneeId, teamId }) => {
        const epoch = claimed.get(id);
        return epoch === undefined ? [] : [{ conversationId: id, assigneeId, teamId, epoch }];
      }),
      refused: rows
        .filter((row) => row.state === "closed")
        .map((row) => ({ conversationId: row.id, code: "CONVERSATION_CLOSED" as const })),
    };
  });
}

/** The caller holds the routing lock and the rows. Returns each conversation's new epoch. */
export async function handOver(s: OrgScope, holdings: Holding[]): Promise<Map<string, number>> {
  if (holdings.length === 0) return new Map();
  const ids = holdings.map((h) => h.conversationId);
  await enqueueWork(s, ids);
  const work = await s.sql<{ id: string; conversation_id: string }[]>`
    select id, conversation_id from work_items where org_id = ${s.orgId} and conversation_id = any(${ids}::uuid[]) and state <> 'done'
    order by id for update`;
  const workOf = new Map(work.map((w) => [w.conversation_id, w.id]));
  const by = s.actor.kind === "member" ? s.actor.id : null;
  const claims = holdings.flatMap((holding) => {
    const workItemId = workOf.get(holding.conversationId);
    return workItemId
      ? [{ ...holding, workItemId, by: "member", why: { rule: "by-hand", memberId: by } }]
      : [];
  });
  const epochs = await claimAll(s, claims);
  await tell(s, holdings);
  return epochs;
}

/** One statement for each holder, however many conversations: a selection goes to few. */
async function tell(s: OrgScope, holdings: Holding[]): Promise<void> {
  const groups = new Map<string, Holding[]>();
  for (const holding of holdings) {
    const key = `${holding.assigneeId} ${holding.teamId}`;
    groups.set(key, [...(groups.get(key) ?? []), holding]);
  }
  for (const group of groups.values()) {
    const [{ assigneeId, teamId } = { assigneeId: null, teamId: null }] = group;
    await appendEvent(
      s,
      { conversationIds: group.map((h) => h.conversationId) },
      assigneeId ? "assigned" : "queued",
      { memberId: assigneeId, teamId },
    );
  }
}
