import type { ThreadMessage } from "./api";
import { previewContent } from "./insert/preview-content";
import type { Outgoing } from "./use-sending";

/** What was just written, as a message of the thread, until the server's own takes its place. */
export function pendingMessage(
  out: Outgoing,
  seq: number,
  memberId: string,
): ThreadMessage & { waiting: boolean } {
  const { note, replyTo } = out;
  return {
    id: out.clientMessageId,
    seq,
    direction: note ? "note" : "out",
    origin: "agent",
    content: contentOf(out),
    occurredAt: out.writtenAt,
    late: false,
    edited: false,
    revoked: false,
    clientMessageId: out.clientMessageId,
    author: { id: memberId, name: "" },
    campaign: null,
    delivery: note
      ? null
      : {
          state: "queued",
          times: { queued: out.writtenAt },
          failure: null,
          failureKey: null,
          failureClass: null,
          retryAt: null,
        },
    cost: null,
    quoted: replyTo
      ? {
          id: replyTo.id,
          direction: replyTo.direction,
          author: replyTo.author?.name ?? null,
          content: replyTo.content,
        }
      : null,
    reactions: [],
    attachment: null,
    waiting: out.waiting,
  };
}

function contentOf({ attachment, body, said, note }: Outgoing): ThreadMessage["content"] {
  if (note) return { type: "note", body, mentions: note.mentions };
  if (said) return previewContent(said);
  if (!attachment) return { type: "text", body };
  const caption = body || undefined;
  if (attachment.kind === "image" || attachment.kind === "video")
    return { type: attachment.kind, attachmentId: attachment.id, caption };
  return { type: "document", attachmentId: attachment.id, caption };
}
