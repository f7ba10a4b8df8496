import type { ThreadMessage } from "./api";
import type { Outgoing } from "./use-sending";

/** What was just written, as a message of the thread, until the server's own takes its place. */
export function pendingMessage(
  out: Outgoing,
  seq: number,
  memberId: string,
): ThreadMessage & { waiting: boolean } {
  const { attachment, body, replyTo } = out;
  return {
    id: out.clientMessageId,
    seq,
    direction: "out",
    origin: "agent",
    content:
      attachment?.kind === "image" || attachment?.kind === "video"
        ? { type: attachment.kind, attachmentId: attachment.id, caption: body || undefined }
        : attachment
          ? { type: "document", attachmentId: attachment.id, caption: body || undefined }
          : { type: "text", body },
    occurredAt: out.writtenAt,
    late: false,
    edited: false,
    revoked: false,
    clientMessageId: out.clientMessageId,
    author: { id: memberId, name: "" },
    delivery: {
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
