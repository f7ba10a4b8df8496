import { z } from "zod";
import { inOrg, type OrgScope } from "@/db/org";
import { writtenPhone } from "@/server/contacts/rules/phone";
import type { contactRef } from "@/server/contacts/schema";
import { DomainError } from "@/server/errors";
import { allows } from "@/server/permissions";
import type { MemberScope } from "@/server/scope";
import type { DeliveryState } from "../rules/delivery-state";
import { TIMELINE_KINDS } from "../rules/timeline-kinds";
import type { MessageContent, MessageDirection, MessageOrigin } from "../schema";
import { readBeside, type TimelineBeside } from "./timeline-beside";
import { visible } from "./visible";

export const timelineInput = z.object({
  contactId: z.uuid(),
  kinds: z
    .array(z.enum(TIMELINE_KINDS))
    .min(1)
    .max(TIMELINE_KINDS.length)
    .default([...TIMELINE_KINDS]),
  /** Of one number or channel alone; absent for all. */
  channelAccountId: z.uuid().nullish(),
  /** The `next` of the page before. */
  cursor: z.string().max(200).nullish(),
  limit: z.number().int().min(1).max(200).default(60),
});

export interface TimelineEntry {
  id: string;
  conversationId: string;
  seq: number;
  direction: MessageDirection;
  origin: MessageOrigin;
  content: MessageContent;
  occurredAt: Date;
  late: boolean;
  revoked: boolean;
  author: { id: string; name: string } | null;
  /** Which campaign said it; its id for who may see it. */
  campaign: { id: string | null; name: string } | null;
  state: DeliveryState | null;
}

export interface TimelineConversation {
  id: string;
  account: { id: string; name: string; color: string };
  openedAt: Date;
  closedAt: Date | null;
  assignee: string | null;
}

export interface Timeline {
  /** Newest first, in the order in which they were applied. */
  entries: TimelineEntry[];
  /** Those that the entries of this page belong to. */
  conversations: TimelineConversation[];
  /** What belongs between them and to no conversation, newest first. */
  beside: TimelineBeside[];
  next: string | null;
}

interface Row extends Omit<TimelineEntry, "occurredAt"> {
  occurred_at: string;
  recorded_at: string;
}

const cursorSchema = z.tuple([z.string().max(40), z.number().int(), z.uuid()]);
const cursorOf = (text: string | null | undefined) => cursorSchema.safeParse(JSON.parse(text ?? "null")).data;

/**
 * Everything that was said and done with one contact, over all channels, numbers and conversations, as far as the member may read.
 * Throws NOT_FOUND for a contact that is not here. Costs what the contact's own history costs, however large the organization.
 */
export async function readTimeline(
  scope: MemberScope,
  input: z.infer<typeof timelineInput>,
): Promise<Timeline> {
  return inOrg(scope, async (s) => {
    const { sql, orgId } = s;
    const [there] = await sql`select 1 from contacts where org_id = ${orgId} and id = ${input.contactId}`;
    if (!there) throw new DomainError("NOT_FOUND");
    const bound = { ...scope, ...s, actor: scope.actor };
    const open = await sql<{ id: string }[]>`
      select c.id from conversations c where c.org_id = ${orgId} and c.contact_id = ${input.contactId} and ${visible(bound)}
        and c.channel_account_id = coalesce(${input.channelAccountId ?? null}, c.channel_account_id)`;
    const conversationIds = open.map((c) => c.id);
    const campaigns = allows(scope.actor.role, "campaigns:read");
    const rows = await readRows(s, input, conversationIds, campaigns);
    const last = rows.length === input.limit ? rows[rows.length - 1] : undefined;
    const { contactId, kinds } = input;
    const before = cursorOf(input.cursor)?.[0] ?? null;
    const from = last?.recorded_at ?? null;
    const beside = await readBeside(s, { contactId, conversationIds, campaigns, kinds, before, from });
    return {
      entries: rows.map(({ occurred_at, recorded_at: _, ...row }) => ({
        ...row,
        occurredAt: new Date(occurred_at),
      })),
      conversations: await conversationsOf(s, [...new Set(rows.map((r) => r.conversationId))]),
      // Notes and consents are of no number.
      beside: input.channelAccountId ? beside.filter(({ click }) => click) : beside,
      next: last ? JSON.stringify([last.recorded_at, last.seq, last.id]) : null,
    };
  });
}

async function readRows(
  { sql, orgId }: OrgScope,
  { cursor, kinds, limit }: z.infer<typeof timelineInput>,
  conversationIds: string[],
  campaigns: boolean,
): Promise<Row[]> {
  const after = cursorOf(cursor);
  const below = after
    ? sql`and (m.recorded_at, m.seq, m.id) < (${after[0]}::timestamptz, ${after[1]}::int, ${after[2]}::uuid)`
    : sql``;
  return sql<Row[]>`
    select m.id, m.conversation_id as "conversationId", m.seq, m.direction, m.origin, m.occurred_at, m.recorded_at::text as recorded_at,
      m.late, m.revoked_at is not null as revoked,
      case when m.revoked_at is null then m.content else jsonb_build_object('type', 'text', 'body', '') end as content,
      case when a.id is not null then jsonb_build_object('id', a.id, 'name', a.name) end as author,
      (select jsonb_build_object('id', case when ${campaigns} then g.id end, 'name', g.name) from campaigns g where g.org_id = ${orgId} and g.id = m.campaign_id) as campaign,
      (select state from deliveries d where d.org_id = ${orgId} and d.message_id = m.id) as state
    from (
      select * from messages m where m.org_id = ${orgId} and m.conversation_id = any(${conversationIds}::uuid[]) ${below}
        and case when m.direction = 'note' then 'notes' when m.direction = 'event' then 'events'
          when m.origin in ('bot', 'automatic', 'campaign', 'system') then 'automatic' else 'said' end = any(${kinds}::text[])
      order by m.recorded_at desc, m.seq desc, m.id desc limit ${limit}
    ) m left join members a on a.org_id = ${orgId} and a.id = m.author_id
    order by m.recorded_at desc, m.seq desc, m.id desc`;
}

async function conversationsOf({ sql, orgId }: OrgScope, ids: string[]): Promise<TimelineConversation[]> {
  const rows = await sql<
    (Omit<TimelineConversation, "openedAt" | "closedAt"> & { opened_at: string; closed_at: string | null })[]
  >`
    select c.id, jsonb_build_object('id', x.id, 'name', x.name, 'color', x.color) as account, c.opened_at, c.closed_at, a.name as assignee
    from conversations c join channel_accounts x on x.org_id = c.org_id and x.id = c.channel_account_id
      left join members a on a.org_id = c.org_id and a.id = c.assignee_id
    where c.org_id = ${orgId} and c.id = any(${ids}::uuid[])`;
  return rows.map(({ opened_at, closed_at, ...row }) => ({
    ...row,
    openedAt: new Date(opened_at),
    closedAt: closed_at ? new Date(closed_at) : null,
  }));
}

/** Who a timeline is of. Throws NOT_FOUND for a contact that is not here. */
export async function readTimelineContact(
  scope: MemberScope,
  { contactId }: z.infer<typeof contactRef>,
): Promise<{ id: string; name: string | null; addresses: string[] }> {
  const [row] = await inOrg(
    scope,
    ({ sql, orgId }) => sql<
      { id: string; name: string | null; addresses: { kind: string; address: string }[] }[]
    >`
      select k.id, k.name, coalesce((
        select jsonb_agg(jsonb_build_object('kind', i.kind, 'address', coalesce(case when i.kind = 'phone' then i.address end, i.username, i.address))
          order by i.created_at)
        from identities i where i.org_id = ${orgId} and i.contact_id = k.id and (i.kind = 'phone' or i.username is not null)), '[]') as addresses
      from contacts k where k.org_id = ${orgId} and k.id = ${contactId}`,
  );
  if (!row) throw new DomainError("NOT_FOUND");
  const addresses = row.addresses.map((i) =>
    i.kind === "phone" ? writtenPhone(i.address) : `@${i.address}`,
  );
  return { ...row, addresses: [...new Set(addresses)] };
}
