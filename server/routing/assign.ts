import { z } from "zod";
import { newId } from "@/db/id";
import { afterCommit, inOrg, type OrgScope } from "@/db/org";
import { appendEvent } from "@/server/conversations/append-event";
import { lockConversation } from "@/server/conversations/lock-conversation";
import { note } from "@/server/conversations/note";
import { DomainError } from "@/server/errors";
import type { MemberScope } from "@/server/scope";
import { lockRouting } from "./assign-waiting";
import { claimWork } from "./claim-work";
import { enqueueWork } from "./enqueue-work";

export const handOverNote = z.string().trim().min(1).max(4096);

export const assignInput = z.object({
  conversationId: z.uuid(),
  /** A member, a team's queue, or the queue of everybody. */
  to: z.union([
    z.object({ memberId: z.uuid() }),
    z.object({ teamId: z.uuid() }),
    z.object({ queue: z.literal(true) }),
  ]),
  /** The epoch on screen: who acted meanwhile wins, and the other is told. */
  epoch: z.number().int(),
  /** For whoever gets it: stands in the thread as a note of whoever gave it. */
  note: handOverNote.optional(),
});

/**
 * A member takes, gives, or puts back a conversation. By hand the maximum is not in the way: a person decides. Throws
 * ALREADY_TAKEN with the holder when somebody was faster, NOT_FOUND for a member or team that is not here.
 */
export async function assign(
  scope: MemberScope,
  input: z.infer<typeof assignInput>,
  afterAssigned: (conversationId: string) => Promise<void>,
): Promise<{ epoch: number }> {
  return inOrg(scope, async (s) => {
    await lockRouting(s);
    const conversation = await lockConversation(s, input.conversationId);
    if (conversation.state === "closed") throw new DomainError("CONVERSATION_CLOSED");
    if (conversation.epoch !== input.epoch)
      throw new DomainError("ALREADY_TAKEN", {
        assigneeId: conversation.assigneeId,
        epoch: conversation.epoch,
      });
    const target = await targetOf(s, input.to, conversation.teamId);
    // Before it is given away: afterwards they may not see it any more.
    if (input.note) await leaveNote(s, scope, conversation.id, input.note);
    await enqueueWork(s, [conversation.id]);
    const workItemId = await openWork(s, conversation.id);
    const why = { rule: "by-hand", memberId: scope.actor.id };
    const result = await claimWork(s, {
      workItemId,
      conversationId: conversation.id,
      ...target,
      by: "member",
      why,
    });
    await appendEvent(s, { conversationId: conversation.id }, target.assigneeId ? "assigned" : "queued", {
      memberId: target.assigneeId,
      teamId: target.teamId,
    });
    afterCommit(s, () => afterAssigned(conversation.id));
    return result;
  });
}

/** What the one who gives it away says of it, for colleagues. */
export async function leaveNote(
  s: OrgScope,
  scope: MemberScope,
  conversationId: string,
  body: string,
): Promise<void> {
  await note({ ...scope, ...s, actor: scope.actor }, { conversationId, body, clientMessageId: newId() });
}

/** Where it goes; a member leaves it in the team that it has. Throws NOT_FOUND for who is not here. */
export async function targetOf(
  scope: OrgScope,
  to: z.infer<typeof assignInput>["to"],
  teamId: string | null,
): Promise<{ assigneeId: string | null; teamId: string | null }> {
  const { sql, orgId } = scope;
  if ("queue" in to) return { assigneeId: null, teamId: null };
  if ("memberId" in to) {
    const [member] =
      await sql`select 1 from members where org_id = ${orgId} and id = ${to.memberId} and removed_at is null`;
    if (!member) throw new DomainError("NOT_FOUND", { memberId: to.memberId });
    return { assigneeId: to.memberId, teamId };
  }
  const [team] =
    await sql`select 1 from teams where org_id = ${orgId} and id = ${to.teamId} and removed_at is null`;
  if (!team) throw new DomainError("NOT_FOUND", { teamId: to.teamId });
  return { assigneeId: null, teamId: to.teamId };
}

async function openWork(scope: OrgScope, conversationId: string): Promise<string> {
  const [row] = await scope.sql<{ id: string }[]>`
    select id from work_items where org_id = ${scope.orgId} and conversation_id = ${conversationId} and state <> 'done' for update`;
  if (!row) throw new DomainError("NOT_FOUND");
  return row.id;
}
