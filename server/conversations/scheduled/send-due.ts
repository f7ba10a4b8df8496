import { afterCommit, inOrg, type OrgScope } from "@/db/org";
import { record } from "@/server/audit/record";
import { adapterFor } from "@/server/channels/registry";
import { allows, type Role } from "@/server/permissions";
import { publish } from "@/server/realtime/publish";
import type { Scope } from "@/server/scope";
import { deliverSoon } from "../deliver";
import { enqueue } from "../enqueue";
import { type LockedConversation, lockConversation } from "../lock-conversation";
import { replyWindow } from "../rules/reply-window";
import { sees } from "../rules/visibility";
import { troubleAt } from "./rules/trouble";
import type { ScheduledContent, Trouble } from "./schema";

/** Sends, or puts before its author again, every message of the organization whose time has come. */
export async function sendAllDue(scope: Scope): Promise<void> {
  const due = await inOrg(
    scope,
    (s) => s.sql<{ id: string }[]>`
      select id from scheduled_messages where org_id = ${s.orgId} and state = 'pending' and send_at <= app_now()
      order by send_at limit 500`,
  );
  for (const { id } of due) await sendDue(scope, id);
}

/**
 * Sends one scheduled message if its time has come and it still may leave; else it waits for its author's decision. Decided under
 * the conversation's lock, and its id is the message's client id: however often this runs, it leaves once (law 2). Returns what
 * became of it, null when there was nothing to do.
 */
export async function sendDue(scope: Scope, scheduledId: string): Promise<"sent" | Trouble | null> {
  return inOrg(scope, async (s) => {
    const due = await takeDue(s, scheduledId);
    if (!due) return null;
    const { to } = due;
    const trouble = troubleAt(await momentOf(s, due));
    const messageId = trouble ? null : await send(s, to, scheduledId, due);
    await s.sql`
      update scheduled_messages set state = ${trouble ? "needs-attention" : "sent"}, trouble = ${trouble}, message_id = ${messageId},
        revision = revision + 1, settled_at = app_now() where org_id = ${s.orgId} and id = ${scheduledId}`;
    await record(s, {
      action: trouble ? "scheduled.held" : "scheduled.sent",
      subject: ["scheduled", scheduledId],
      details: { conversationId: to.id, ...(trouble ? { trouble } : { messageId }) },
    });
    await publish(s, [
      { kind: "conversation", id: to.id },
      { kind: "scheduled", id: due.authorId },
    ]);
    return trouble ?? "sent";
  });
}

interface Due {
  to: LockedConversation;
  authorId: string;
  content: ScheduledContent;
  seenSeq: number;
  epoch: number;
}

interface Row {
  conversation_id: string;
  author_id: string;
  content: ScheduledContent;
  seen_seq: number;
  epoch: number;
}

/** The conversation first, then the row: who changes or cancels it takes them in the same order. */
async function takeDue(s: OrgScope, id: string): Promise<Due | null> {
  const [where] = await s.sql<{ conversation_id: string }[]>`
    select conversation_id from scheduled_messages where org_id = ${s.orgId} and id = ${id} and state = 'pending'`;
  if (!where) return null;
  const to = await lockConversation(s, where.conversation_id);
  const [row] = await s.sql<Row[]>`
    select conversation_id, author_id, content, seen_seq, epoch from scheduled_messages
    where org_id = ${s.orgId} and id = ${id} and state = 'pending' and send_at <= app_now() for update`;
  if (!row) return null;
  return { to, authorId: row.author_id, content: row.content, seenSeq: row.seen_seq, epoch: row.epoch };
}

async function momentOf(s: OrgScope, { to, authorId, seenSeq, epoch }: Due) {
  const { sql, orgId } = s;
  const [now] = await sql<
    { role: Role | null; team_ids: string[]; consent: "in" | "out" | null; wrote: boolean }[]
  >`
    select (select role from members where org_id = ${orgId} and id = ${authorId} and removed_at is null) as role,
      array(select team_id from team_members where org_id = ${orgId} and member_id = ${authorId}) as team_ids,
      consent_state(${to.contactId}, ${to.channel}, 'service') as consent,
      exists (select 1 from messages m where m.org_id = ${orgId} and m.conversation_id = ${to.id} and m.seq > ${seenSeq}
        and m.direction = 'in') as wrote`;
  const role = now?.role ?? null;
  const hours = adapterFor(to.channel).capabilities.windowHours;
  return {
    authorMay:
      role !== null &&
      allows(role, "conversations:reply") &&
      sees({ id: authorId, role, teamIds: now?.team_ids ?? [] }, to),
    closed: to.state === "closed",
    windowOpen: replyWindow(hours, to.windows, to.now).open,
    refusedService: now?.consent === "out",
    takenOver: to.epoch !== epoch && to.assigneeId !== null && to.assigneeId !== authorId,
    customerWrote: now?.wrote ?? false,
  };
}

async function send(s: OrgScope, to: LockedConversation, id: string, due: Due): Promise<string> {
  const { messageId } = await enqueue(s, to, {
    content: due.content,
    origin: "agent",
    authorId: due.authorId,
    clientMessageId: id,
    replyToProviderId: null,
  });
  afterCommit(s, () => deliverSoon(s.orgId, to.id));
  return messageId;
}
