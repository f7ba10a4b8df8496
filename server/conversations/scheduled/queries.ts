import type { z } from "zod";
import { inOrg } from "@/db/org";
import { contactZone, type ZoneSource } from "@/server/contacts/rules/time-zone";
import { DomainError } from "@/server/errors";
import type { MemberScope } from "@/server/scope";
import { visible } from "../queries/visible";
import type { ScheduledContent, scheduledOf, Trouble } from "./schema";

export interface ScheduledItem {
  id: string;
  author: { id: string; name: string };
  content: ScheduledContent;
  sendAt: Date;
  timeZone: string;
  trouble: Trouble | null;
}

export interface ScheduledHere {
  /** Those that still wait, by their time; with `trouble` they wait for a decision. */
  items: ScheduledItem[];
  /** The clock by which the customer lives, and how we know. */
  zone: { timeZone: string; from: ZoneSource };
}

type Row = Omit<ScheduledItem, "sendAt"> & { send_at: string };

/** What is to leave later in a conversation. Throws NOT_FOUND where the member sees none. */
export async function listScheduled(
  scope: MemberScope,
  { conversationId }: z.infer<typeof scheduledOf>,
): Promise<ScheduledHere> {
  return inOrg(scope, async (s) => {
    const bound = { ...scope, ...s, actor: scope.actor };
    const [who] = await s.sql<
      { time_zone: string | null; country: string | null; kind: string; address: string }[]
    >`
      select k.time_zone, k.country, i.kind, i.address from conversations c
        join contacts k on k.org_id = c.org_id and k.id = c.contact_id
        join identities i on i.org_id = c.org_id and i.id = c.identity_id
      where c.org_id = ${s.orgId} and c.id = ${conversationId} and ${visible(bound)}`;
    if (!who) throw new DomainError("NOT_FOUND");
    const rows = await s.sql<Row[]>`
      select m.id, jsonb_build_object('id', a.id, 'name', a.name) as author, m.content, m.send_at, m.time_zone as "timeZone", m.trouble
      from scheduled_messages m join members a on a.org_id = m.org_id and a.id = m.author_id
      where m.org_id = ${s.orgId} and m.conversation_id = ${conversationId} and m.state in ('pending', 'needs-attention')
      order by m.send_at limit 50`;
    return {
      items: rows.map(({ send_at, ...row }) => ({ ...row, sendAt: new Date(send_at) })),
      zone: contactZone(
        { timeZone: who.time_zone, phone: who.kind === "phone" ? who.address : null, country: who.country },
        scope.timeZone,
      ),
    };
  });
}

export interface HeldItem {
  id: string;
  conversationId: string;
  contactName: string | null;
  trouble: Trouble;
  body: string;
}

/** The member's own messages that were due and wait for their decision, the oldest first; 100 at most. */
export async function listHeld(scope: MemberScope): Promise<HeldItem[]> {
  return inOrg(scope, (s) => {
    const bound = { ...scope, ...s, actor: scope.actor };
    return s.sql<HeldItem[]>`
      select m.id, m.conversation_id as "conversationId", k.name as "contactName", m.trouble, left(m.content ->> 'body', 160) as body
      from scheduled_messages m
        join conversations c on c.org_id = m.org_id and c.id = m.conversation_id
        join contacts k on k.org_id = c.org_id and k.id = c.contact_id
      where m.org_id = ${s.orgId} and m.author_id = ${scope.actor.id} and m.state = 'needs-attention' and ${visible(bound)}
      order by m.send_at limit 100`;
  });
}
