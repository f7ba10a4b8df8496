import { fileTypeFromBuffer } from "file-type";
import { newId } from "@/db/id";
import { inOrg } from "@/db/org";
import { record } from "@/server/audit/record";
import { adapterFor } from "@/server/channels/registry";
import { DomainError } from "@/server/errors";
import type { MemberScope } from "@/server/scope";
import { storage } from "@/server/storage";
import { lockConversation } from "./lock-conversation";
import { VOICE_MIME, voiceNote } from "./voice/voice-note";

export interface Uploaded {
  attachmentId: string;
  kind: "image" | "audio" | "video" | "document" | "sticker";
}

/** The bytes say what a file is; only these kinds have no mark of their own and are believed by name. */
const unmarked = new Set(["text/plain"]);

export interface Incoming {
  conversationId: string;
  name: string;
  claimedMime: string;
  bytes: Buffer;
  /** Recorded in the browser, to be sent as a voice message. */
  voice?: boolean;
}

/**
 * Keeps a file that a member wants to send on a conversation. Throws FILE_NOT_ALLOWED when the channel takes no such file, or when
 * the bytes are not what the name claims; FILE_TOO_LARGE with the limit.
 */
export async function uploadAttachment(scope: MemberScope, file: Incoming): Promise<Uploaded> {
  const { bytes, mime, kept } = file.voice ? spoken(file) : await recognised(file);
  const to = await inOrg(scope, (s) => lockConversation(s, file.conversationId));
  const limit = adapterFor(to.channel).capabilities.media.find(
    (m) => mime !== null && m.mimes.includes(mime) && m.kind !== "sticker",
  );
  if (!mime || !limit) throw new DomainError("FILE_NOT_ALLOWED", { mime: mime ?? file.claimedMime });
  if (bytes.length > limit.maxBytes) throw new DomainError("FILE_TOO_LARGE", { maxBytes: limit.maxBytes });
  const id = newId();
  const key = `${scope.orgId}/${id}`;
  await storage().put(key, bytes, kept);
  await inOrg(scope, async (s) => {
    await s.sql`
      insert into attachments (id, channel_account_id, mime, name, size, storage_key, state)
      values (${id}, ${to.channelAccountId}, ${kept}, ${file.name.slice(0, 240)}, ${bytes.length}, ${key}, 'ready')`;
    await record(s, {
      action: "attachment.uploaded",
      subject: ["attachment", id],
      details: { conversationId: to.id },
    });
  });
  return { attachmentId: id, kind: limit.kind };
}

interface Recognised {
  bytes: Buffer;
  /** As the channel's limits name it; null for what nobody knows. */
  mime: string | null;
  /** As it is kept and handed on. */
  kept: string;
}

function spoken({ bytes }: Pick<Incoming, "bytes">): Recognised {
  return { bytes: voiceNote(bytes).bytes, mime: "audio/ogg", kept: VOICE_MIME };
}

async function recognised({ bytes, claimedMime }: Incoming): Promise<Recognised> {
  const found = await fileTypeFromBuffer(bytes);
  const full = found?.mime ?? (unmarked.has(claimedMime) ? claimedMime : null);
  const mime = full?.split(";")[0] ?? null;
  // Of all that an Ogg file may hold, channels take one channel of Opus.
  return mime === "audio/ogg" ? spoken({ bytes }) : { bytes, mime, kept: mime ?? "" };
}
