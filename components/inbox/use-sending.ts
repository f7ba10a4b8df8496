"use client";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { errorCode } from "@/components/query-client";
import { useTRPC } from "@/components/trpc";
import type { Item, ThreadMessage } from "./api";

/** What was written and is not on the server yet, or was refused. */
export interface Outgoing {
  clientMessageId: string;
  body: string;
  attachment: { id: string; kind: "image" | "video" | "audio" | "document" | "sticker" } | null;
  replyTo: ThreadMessage | null;
  seenSeq: number;
  epoch: number;
  writtenAt: Date;
  /** The code of a refusal; its details tell what is new. */
  refused: string | null;
}

export interface Sending {
  /** Shown in the thread until the server shows them itself. */
  outgoing: Outgoing[];
  send: (what: Pick<Outgoing, "body" | "attachment" | "replyTo" | "seenSeq">) => void;
  /** After the writer has seen what is new. */
  again: (clientMessageId: string, seenSeq: number, epoch: number) => void;
  /** Takes a refused one back into the composer. */
  takeBack: (clientMessageId: string) => Outgoing | undefined;
}

/** Sends replies optimistically: the bubble stands at once under its clientMessageId, and the server's own takes its place. */
export function useSending(item: Item | null | undefined, messages: ThreadMessage[]): Sending {
  const trpc = useTRPC();
  const [all, setAll] = useState<Outgoing[]>([]);
  const mutation = useMutation(trpc.conversations.reply.mutationOptions());
  const arrived = new Set(messages.map((m) => m.clientMessageId));
  const post = (out: Outgoing) => {
    setAll((list) => [...list.filter((o) => o.clientMessageId !== out.clientMessageId), out]);
    mutation.mutate(inputOf(item?.id ?? "", out), {
      onError: (error) => {
        const refused = errorCode(error) ?? "OFFLINE";
        setAll((list) =>
          list.map((o) => (o.clientMessageId === out.clientMessageId ? { ...o, refused } : o)),
        );
      },
    });
  };
  return {
    outgoing: all.filter((o) => !arrived.has(o.clientMessageId)),
    send: (what) =>
      post({
        ...what,
        clientMessageId: crypto.randomUUID(),
        epoch: item?.epoch ?? 0,
        writtenAt: new Date(),
        refused: null,
      }),
    again: (id, seenSeq, epoch) => {
      const out = all.find((o) => o.clientMessageId === id);
      if (out) post({ ...out, seenSeq, epoch, refused: null });
    },
    takeBack: (id) => {
      const out = all.find((o) => o.clientMessageId === id);
      setAll((list) => list.filter((o) => o.clientMessageId !== id));
      return out;
    },
  };
}

function inputOf(conversationId: string, out: Outgoing) {
  const { clientMessageId, seenSeq, epoch, replyTo, attachment, body } = out;
  const content =
    attachment && attachment.kind !== "sticker"
      ? { type: attachment.kind, attachmentId: attachment.id, caption: body || undefined }
      : { type: "text" as const, body };
  return { conversationId, clientMessageId, seenSeq, epoch, replyToMessageId: replyTo?.id ?? null, content };
}
