import type { OrgScope } from "@/db/org";
import { DomainError } from "@/server/errors";
import type { MemberScope } from "@/server/scope";
import { type LockedConversation, lockConversation } from "../lock-conversation";
import { plannable } from "./rules/plannable";
import type { ScheduledContent } from "./schema";

export interface OpenScheduled {
  to: LockedConversation;
  revision: number;
  content: ScheduledContent;
}

/**
 * Takes a message that still waits, with its conversation, for this transaction. Throws NOT_FOUND where the member does not see
 * the conversation, and ALREADY_TAKEN once it was sent or cancelled.
 */
export async function openScheduled(
  s: OrgScope,
  scope: MemberScope,
  scheduledId: string,
): Promise<OpenScheduled> {
  const [where] = await s.sql<{ conversation_id: string }[]>`
    select conversation_id from scheduled_messages where org_id = ${s.orgId} and id = ${scheduledId}`;
  if (!where) throw new DomainError("NOT_FOUND");
  // The conversation first, always: the job that sends it takes them in the same order.
  const to = await lockConversation({ ...s, actor: scope.actor }, where.conversation_id);
  const [row] = await s.sql<{ state: string; revision: number; content: ScheduledContent }[]>`
    select state, revision, content from scheduled_messages where org_id = ${s.orgId} and id = ${scheduledId} for update`;
  if (row?.state !== "pending" && row?.state !== "needs-attention") throw new DomainError("ALREADY_TAKEN");
  return { to, revision: row.revision, content: row.content };
}

/** Throws INVALID for a time that is past, or too far ahead, by the organization's clock. */
export function refuseTime(sendAt: Date, now: Date): void {
  if (!plannable(sendAt, now)) throw new DomainError("INVALID", { what: "sendAt" });
}

/** The moment by the real clock at which the organization's shows `sendAt`. */
export async function realTime(s: OrgScope, sendAt: Date): Promise<Date> {
  const [row] = await s.sql<{ offset: number }[]>`
    select clock_offset_ms::float8 as offset from organizations where id = ${s.orgId}`;
  return new Date(sendAt.getTime() - (row?.offset ?? 0));
}
