"use client";
import { useEffect } from "react";
import type { Sayable } from "@/server/conversations/rules/sayable";
import type { Then } from "./afterwards";
import type { Item, ThreadMessage } from "./api";
import type { Queued } from "./outbox";
import { useOutbox } from "./use-outbox";

/** What was written and is not on the server yet, or was refused. */
export interface Outgoing extends Queued {
  body: string;
  attachment: { id: string; kind: "image" | "video" | "audio" | "document" | "sticker" } | null;
  replyTo: ThreadMessage | null;
  seenSeq: number;
  epoch: number;
  writtenAt: Date;
  /** Whom it is for, for what is told of it elsewhere. */
  name: string;
  /** Buttons, a list, a place, a card: said instead of the body. */
  said?: Sayable | undefined;
  /** A note for colleagues, with whom it names; it never reaches the customer. */
  note?: { mentions: string[] } | undefined;
  /** What is done with the conversation once this has left. */
  then?: Then | undefined;
}

/** What a writer decides of it; the rest is known. */
export type Said = Pick<Outgoing, "body" | "attachment" | "replyTo" | "seenSeq" | "said" | "note" | "then">;

export interface Sending {
  /** Shown in the thread until the server shows them itself. */
  outgoing: Outgoing[];
  send: (what: Said) => void;
  /** After the writer has seen what is new. */
  again: (clientMessageId: string, seenSeq: number, epoch: number) => void;
  /** What stopped one: what customers and colleagues said that its writer had not seen. */
  newSince: (out: Outgoing) => ThreadMessage[];
  /** Takes a refused one back into the composer. */
  takeBack: (clientMessageId: string) => Outgoing | undefined;
}

/**
 * Sends replies optimistically: the bubble stands at once under its clientMessageId, and the server's own takes its place. What
 * cannot leave now stays in the outbox.
 */
export function useSending(
  item: Item,
  messages: ThreadMessage[],
  { org, memberId }: { org: string; memberId: string },
): Sending {
  const { box, items } = useOutbox(org, memberId);
  const arrived = new Set(messages.map((m) => m.clientMessageId));
  useEffect(() => box.forget(new Set(messages.map((m) => m.clientMessageId))), [box, messages]);
  const fresh = { waiting: false, sent: false, refused: null };
  return {
    outgoing: items.filter((o) => o.conversationId === item.id && !arrived.has(o.clientMessageId)),
    send: (what) =>
      box.put({
        ...what,
        ...fresh,
        conversationId: item.id,
        name: item.contactName ?? item.address ?? "",
        clientMessageId: crypto.randomUUID(),
        epoch: item.epoch,
        writtenAt: new Date(),
      }),
    again: (id, seenSeq, epoch) => {
      const out = items.find((o) => o.clientMessageId === id);
      if (out) box.put({ ...out, ...fresh, seenSeq, epoch });
    },
    newSince: (out) =>
      messages.filter((m) => m.seq > out.seenSeq && (m.direction === "in" || isColleagues(m, memberId))),
    takeBack: (id) => box.remove(id),
  };
}

/** Said by somebody else who answers: what a second answer would double (server/conversations/reply.ts). */
export function isColleagues(message: ThreadMessage, memberId: string): boolean {
  const { direction, origin, author } = message;
  return direction === "out" && (origin === "agent" || origin === "phone") && author?.id !== memberId;
}

export function inputOf(out: Outgoing) {
  const { conversationId, clientMessageId, seenSeq, epoch, replyTo, attachment, body, said } = out;
  if (said) return { conversationId, clientMessageId, seenSeq, epoch, content: said };
  const content =
    attachment && attachment.kind !== "sticker"
      ? { type: attachment.kind, attachmentId: attachment.id, caption: body || undefined }
      : { type: "text" as const, body };
  return { conversationId, clientMessageId, seenSeq, epoch, replyToMessageId: replyTo?.id ?? null, content };
}
