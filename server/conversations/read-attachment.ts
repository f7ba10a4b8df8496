import { inOrg } from "@/db/org";
import type { OutboundMessage } from "@/server/channels/adapter";
import type { Scope } from "@/server/scope";
import { storage } from "@/server/storage";
import type { MessageContent } from "./schema";

export interface AttachmentFile {
  key: string;
  mime: string;
  name: string | null;
  messageId: string | null;
}

/** A file that is here, or null: unknown, of another organization, not fetched yet, gone. */
export async function findAttachment(scope: Scope, id: string): Promise<AttachmentFile | null> {
  const [row] = await inOrg(
    scope,
    (s) => s.sql<{ key: string; mime: string; name: string | null; message_id: string | null }[]>`
      select storage_key as key, mime, name, message_id from attachments
      where org_id = ${scope.orgId} and id = ${id} and state = 'ready' and storage_key is not null`,
  );
  return row ? { key: row.key, mime: row.mime, name: row.name, messageId: row.message_id } : null;
}

/** The file that travels with a message, read when the adapter uploads it. */
export async function fileOf(scope: Scope, content: MessageContent): Promise<OutboundMessage["file"]> {
  if (!("attachmentId" in content)) return undefined;
  const file = await findAttachment(scope, content.attachmentId);
  if (!file) return undefined;
  return { mime: file.mime, name: file.name ?? undefined, read: () => storage().get(file.key) };
}
