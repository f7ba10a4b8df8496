import { z } from "zod";
import { inOrg } from "@/db/org";
import type { MemberScope } from "@/server/scope";
import { visible } from "../queries/visible";
import type { mentionList } from "./schema";

export interface MentionItem {
  messageId: string;
  conversationId: string;
  contactName: string | null;
  by: string | null;
  body: string;
  at: Date;
  read: boolean;
}

const cursorOf = z.tuple([z.iso.datetime({ offset: true }), z.uuid()]);

/** Where the member was named, the latest first; of conversations that they see. `next` is the cursor of the page after. */
export async function listMentions(
  scope: MemberScope,
  { cursor, limit }: z.infer<typeof mentionList>,
): Promise<{ items: MentionItem[]; next: string | null }> {
  return inOrg(scope, async (s) => {
    const bound = { ...scope, ...s, actor: scope.actor };
    const after = cursor ? cursorOf.safeParse(cursor.split(" ")).data : null;
    const beyond = after
      ? s.sql`and (n.created_at, n.message_id) < (${after[0]}::text::timestamptz, ${after[1]}::uuid)`
      : s.sql``;
    const rows = await s.sql<(Omit<MentionItem, "at"> & { created: string })[]>`
      select n.message_id as "messageId", n.conversation_id as "conversationId", k.name as "contactName", w.name as by,
        left(m.content ->> 'body', 160) as body, n.read_at is not null as read,
        to_char(n.created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as created
      from mentions n
        join messages m on m.org_id = n.org_id and m.id = n.message_id
        join conversations c on c.org_id = n.org_id and c.id = n.conversation_id
        join contacts k on k.org_id = c.org_id and k.id = c.contact_id
        left join members w on w.org_id = m.org_id and w.id = m.author_id
      where n.org_id = ${s.orgId} and n.member_id = ${scope.actor.id} and ${visible(bound)} ${beyond}
      order by n.created_at desc, n.message_id desc limit ${limit}`;
    const last = rows.length === limit ? rows[rows.length - 1] : undefined;
    return {
      items: rows.map(({ created, ...row }) => ({ ...row, at: new Date(created) })),
      next: last ? `${last.created} ${last.messageId}` : null,
    };
  });
}

/** How many the member has not read, and in which conversations. */
export async function countMentions(
  scope: MemberScope,
): Promise<{ unread: number; conversationIds: string[] }> {
  return inOrg(scope, async (s) => {
    const bound = { ...scope, ...s, actor: scope.actor };
    const [row] = await s.sql<{ unread: number; ids: string[] }[]>`
      select count(*)::int as unread, coalesce(array_agg(distinct n.conversation_id), '{}') as ids
      from mentions n join conversations c on c.org_id = n.org_id and c.id = n.conversation_id
      where n.org_id = ${s.orgId} and n.member_id = ${scope.actor.id} and n.read_at is null and ${visible(bound)}`;
    return { unread: row?.unread ?? 0, conversationIds: row?.ids ?? [] };
  });
}
