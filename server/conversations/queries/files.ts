import type { z } from "zod";
import { inOrg } from "@/db/org";
import type { contactRef } from "@/server/contacts/schema";
import type { MemberScope } from "@/server/scope";
import { visible } from "./visible";

export interface ContactFile {
  id: string;
  name: string | null;
  mime: string;
  size: number | null;
  conversationId: string;
  messageId: string;
  /** Who sent it: the customer, or we. */
  direction: "in" | "out";
  at: Date;
}

/** The newest 60 files of a contact's conversations, as far as the member sees these. */
export async function contactFiles(
  scope: MemberScope,
  { contactId }: z.infer<typeof contactRef>,
): Promise<ContactFile[]> {
  return inOrg(scope, async (s) => {
    const bound = { ...scope, ...s, actor: scope.actor };
    const rows = await s.sql<(Omit<ContactFile, "at"> & { at: string })[]>`
      select f.id, f.name, f.mime, f.size::float8 as size, m.conversation_id as "conversationId", m.id as "messageId", m.direction,
        m.occurred_at as at
      from conversations c join messages m on m.org_id = ${s.orgId} and m.conversation_id = c.id and m.content ? 'attachmentId'
          and m.revoked_at is null and m.direction in ('in', 'out')
        join attachments f on f.org_id = ${s.orgId} and f.message_id = m.id and f.state = 'ready'
      where c.org_id = ${s.orgId} and c.contact_id = ${contactId} and ${visible(bound)}
      order by m.occurred_at desc limit 60`;
    return rows.map(({ at, ...row }) => ({ ...row, at: new Date(at) }));
  });
}
