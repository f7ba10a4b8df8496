import { inOrg } from "@/db/org";
import { DomainError } from "@/server/errors";
import type { MemberScope } from "@/server/scope";
import { demand } from "@/server/scope";
import { readable } from "./visible";

export interface VisibleAttachment {
  key: string;
  mime: string;
  name: string | null;
}

/** A file of a conversation that the member sees. Throws NOT_FOUND otherwise, whatever the reason. */
export async function findVisibleAttachment(scope: MemberScope, id: string): Promise<VisibleAttachment> {
  demand(scope, "conversations:read");
  if (!/^[0-9a-f-]{36}$/.test(id)) throw new DomainError("NOT_FOUND");
  const [row] = await inOrg(scope, (s) => {
    const bound = { ...scope, ...s, actor: scope.actor };
    return s.sql<VisibleAttachment[]>`
      select f.storage_key as key, f.mime, f.name from attachments f
        join messages m on m.org_id = f.org_id and m.id = f.message_id
        join conversations c on c.org_id = m.org_id and c.id = m.conversation_id
      where f.org_id = ${s.orgId} and f.id = ${id} and f.state = 'ready' and f.storage_key is not null and ${readable(bound)}`;
  });
  if (!row) throw new DomainError("NOT_FOUND");
  return row;
}
