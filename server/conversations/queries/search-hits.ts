import type { OrgScope } from "@/db/org";
import { writtenPhone } from "@/server/contacts/rules/phone";
import type { MemberScope } from "@/server/scope";
import { saidText } from "../rules/said-text";
import type { SearchWord } from "../rules/search-words";
import { type Segment, snippetOf } from "../rules/snippet";
import type { MessageContent, MessageDirection } from "../schema";
import { visible } from "./visible";

/** Whose conversation a hit is in, and on which number. */
export interface Where {
  conversationId: string;
  contactId: string;
  contactName: string | null;
  address: string | null;
  account: { name: string; color: string };
}

export interface MessageHit extends Where {
  /** Of the message: what a permalink names. */
  id: string;
  direction: MessageDirection;
  kind: string;
  author: string | null;
  occurredAt: Date;
  snippet: Segment[];
  file: { id: string; mime: string; size: number | null } | null;
}

interface Row extends Where {
  id: string;
  direction: MessageDirection;
  kind: string;
  author: string | null;
  content: MessageContent;
  address_kind: string;
  occurred_at: string;
  file: { id: string; name: string | null; mime: string; size: number | null } | null;
}

/** What hits show, in no order: of messages by their ids, of files by theirs. `said` is all that they say. */
export async function messageHits(
  s: OrgScope & MemberScope,
  among: "messages" | "files",
  ids: string[],
  words: SearchWord[],
): Promise<(MessageHit & { said: string })[]> {
  const { sql, orgId } = s;
  const from =
    among === "messages"
      ? sql`messages m left join lateral (
          select * from attachments f where f.org_id = ${orgId} and f.message_id = m.id limit 1) f on m.content ? 'attachmentId'`
      : sql`attachments f join messages m on m.org_id = ${orgId} and m.id = f.message_id`;
  const named = among === "messages" ? sql`m.id` : sql`f.id`;
  const rows = await sql<Row[]>`
    select m.id, m.direction, m.kind, m.content, m.occurred_at, c.id as "conversationId", c.contact_id as "contactId",
      k.name as "contactName", i.kind as address_kind,
      coalesce(case when i.kind = 'phone' then i.address end, i.username, i.address) as address,
      jsonb_build_object('name', a.name, 'color', a.color) as account,
      (select w.name from members w where w.org_id = ${orgId} and w.id = m.author_id) as author,
      case when f.id is not null then jsonb_build_object('id', f.id, 'name', f.name, 'mime', f.mime, 'size', f.size) end as file
    from ${from}
      join conversations c on c.org_id = ${orgId} and c.id = m.conversation_id
      join contacts k on k.org_id = ${orgId} and k.id = c.contact_id
      join identities i on i.org_id = ${orgId} and i.id = c.identity_id
      join channel_accounts a on a.org_id = ${orgId} and a.id = c.channel_account_id
    where ${among === "messages" ? sql`m.org_id` : sql`f.org_id`} = ${orgId} and ${named} = any(${ids}::uuid[])
      and m.revoked_at is null and ${visible(s)}`;
  return rows.map((row) => hitOf(row, among, words));
}

function hitOf(row: Row, among: "messages" | "files", words: SearchWord[]): MessageHit & { said: string } {
  const { content, address_kind, occurred_at, file, address, ...rest } = row;
  const said = among === "files" ? (file?.name ?? "") : saidText(content);
  return {
    ...rest,
    address: address_kind === "phone" && address ? writtenPhone(address) : address,
    occurredAt: new Date(occurred_at),
    snippet: snippetOf(said, words),
    file: file ? { id: file.id, mime: file.mime, size: file.size } : null,
    said,
  };
}
