import type { Sql } from "postgres";
import type { DeliveryState } from "@/server/conversations/rules/delivery-state";
import type { MessageContent } from "@/server/conversations/schema";
import type { Role } from "@/server/permissions";
import { promised } from "./promised";

/** What the database says of an organization, read as its owner and by none of the product's own queries. Times in µs. */
export interface Facts {
  now: number;
  conversations: ConversationFact[];
  members: MemberFact[];
  drafts: { memberId: string; conversationId: string; start: string }[];
  messages: MessageFact[];
}

export interface ConversationFact {
  id: string;
  contact: string;
  account: string;
  state: "open" | "closed";
  closedAt: number | null;
  assigneeId: string | null;
  assignee: string | null;
  teamId: string | null;
  priority: number;
  awaitingSince: number | null;
  windowEnds: number | null;
  missed: boolean;
  lastMessageAt: number;
  snoozedUntil: number | null;
  wokenAt: number | null;
  unread: number;
  preview: { kind: string; text: string; direction: string } | null;
  labels: string[];
  /** By when an answer or an end is owed, and which. */
  due: { at: number; what: "first" | "next" | "window" | "resolution" } | null;
}

export interface MemberFact {
  id: string;
  name: string;
  role: Role;
  teamIds: string[];
}

export interface MessageFact {
  id: string;
  conversationId: string;
  seq: number;
  direction: "in" | "out" | "note" | "event";
  origin: string;
  content: MessageContent;
  providerId: string | null;
  /** Of the customer. */
  address: string;
  late: boolean;
  edited: boolean;
  revoked: boolean;
  state: DeliveryState | null;
  reactions: string[];
}

/** Everything at one moment: in one transaction that sees nothing of what comes meanwhile. */
export async function readFacts(owner: Sql, orgId: string): Promise<Facts> {
  return owner.begin("isolation level repeatable read read only", async (sql) => {
    const µs = (column: string) => sql.unsafe(`(extract(epoch from ${column}) * 1000000)::float8`);
    const [clock] = await sql<{ now: number }[]>`
      select (extract(epoch from now() + clock_offset_ms * interval '1 ms') * 1000000)::float8 as now
      from organizations where id = ${orgId}`;
    return {
      now: clock?.now ?? 0,
      conversations: await sql<ConversationFact[]>`
        select c.id, coalesce(k.name, i.address) as contact, a.name as account, c.state, ${µs("c.closed_at")} as "closedAt",
          c.assignee_id as "assigneeId", m.name as assignee, c.team_id as "teamId", c.priority,
          ${µs("c.awaiting_since")} as "awaitingSince", ${µs("c.window_expires_at")} as "windowEnds", c.missed,
          ${µs("c.last_message_at")} as "lastMessageAt", ${µs("c.snoozed_until")} as "snoozedUntil",
          ${µs("c.woken_at")} as "wokenAt", c.preview,
          (select count(*)::int from messages x where c.state = 'open' and x.conversation_id = c.id and x.direction = 'in' and x.seq > greatest(c.seen_seq,
            (select coalesce(max(y.seq), 0) from messages y where y.conversation_id = c.id and y.direction = 'out'))) as unread,
          array(select l.name from conversation_labels cl join labels l on l.id = cl.label_id
            where cl.conversation_id = c.id order by lower(l.name)) as labels,
          case when owed.due_at is not null then jsonb_build_object('at', ${µs("owed.due_at")}, 'what', owed.what) end as due
        from conversations c join contacts k on k.id = c.contact_id join identities i on i.id = c.identity_id
          join channel_accounts a on a.id = c.channel_account_id left join members m on m.id = c.assignee_id ${promised(sql)}
        where c.org_id = ${orgId}`,
      members: await sql<MemberFact[]>`
        select m.id, m.name, m.role, array(select t.team_id::text from team_members t where t.member_id = m.id) as "teamIds"
        from members m where m.org_id = ${orgId} and m.removed_at is null`,
      drafts: await sql`
        select member_id as "memberId", conversation_id as "conversationId", left(body, 160) as start
        from drafts where org_id = ${orgId}`,
      messages: await sql<MessageFact[]>`
        select m.id, m.conversation_id as "conversationId", m.seq, m.direction, m.origin, m.content, m.provider_id as "providerId",
          i.address, m.late, m.edited_at is not null as edited, m.revoked_at is not null as revoked, d.state,
          array(select r.emoji from reactions r where r.org_id = m.org_id and r.emoji <> ''
            and r.target_provider_id = coalesce(m.provider_id, d.provider_id)) as reactions
        from messages m left join deliveries d on d.message_id = m.id join identities i on i.id = m.identity_id
        where m.org_id = ${orgId} order by m.conversation_id, m.seq`,
    };
  });
}
