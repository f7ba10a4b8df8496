import { fileTypeFromBuffer } from "file-type";
import { newId } from "@/db/id";
import { inOrg } from "@/db/org";
import { record } from "@/server/audit/record";
import { adapterFor } from "@/server/channels/registry";
import { DomainError } from "@/server/errors";
import type { MemberScope } from "@/server/scope";
import { storage } from "@/server/storage";
import { lockConversation } from "./lock-conversation";

export interface Uploaded {
  attachmentId: string;
  kind: "image" | "audio" | "video" | "document" | "sticker";
}

/** The bytes say what a file is; only these kinds have no mark of their own and are believed by name. */
const unmarked = new Set(["text/plain"]);

/**
 * Keeps a file that a member wants to send on a conversation. Throws FILE_NOT_ALLOWED when the channel takes no such file, or when
 * the bytes are not what the name claims; FILE_TOO_LARGE with the limit.
 */
export async function uploadAttachment(
  scope: MemberScope,
  file: { conversationId: string; name: string; claimedMime: string; bytes: Buffer },
): Promise<Uploaded> {
  const found = await fileTypeFromBuffer(file.bytes);
  const mime = found?.mime ?? (unmarked.has(file.claimedMime) ? file.claimedMime : null);
  const to = await inOrg(scope, (s) => lockConversation(s, file.conversationId));
  const limit = adapterFor(to.channel).capabilities.media.find(
    (m) => mime !== null && m.mimes.includes(mime) && m.kind !== "sticker",
  );
  if (!mime || !limit) throw new DomainError("FILE_NOT_ALLOWED", { mime: mime ?? file.claimedMime });
  if (file.bytes.length > limit.maxBytes)
    throw new DomainError("FILE_TOO_LARGE", { maxBytes: limit.maxBytes });
  const id = newId();
  const key = `${scope.orgId}/${id}`;
  await storage().put(key, file.bytes, mime);
  await inOrg(scope, async (s) => {
    await s.sql`
      insert into attachments (id, channel_account_id, mime, name, size, storage_key, state)
      values (${id}, ${to.channelAccountId}, ${mime}, ${file.name.slice(0, 240)}, ${file.bytes.length}, ${key}, 'ready')`;
    await record(s, {
      action: "attachment.uploaded",
      subject: ["attachment", id],
      details: { conversationId: to.id },
    });
  });
  return { attachmentId: id, kind: limit.kind };
}
