"use client";
import { useMutation } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { useTRPC } from "@/components/trpc";
import { useRefusal } from "@/components/use-refusal";
import type { Item } from "../api";
import type { Recording } from "./use-recorder";

/** Sends a recording: up first, where its bytes are checked, then as a voice message. What went up is not sent up again. */
export function useSendVoice(org: string, item: Item, seenSeq: number, onSent: () => void) {
  const trpc = useTRPC();
  const refusal = useRefusal();
  const up = useRef<{ recording: Recording; attachmentId: string } | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  // One decision to send, however often the button is pressed.
  const [clientMessageId] = useState(() => crypto.randomUUID());
  const { mutateAsync } = useMutation(trpc.conversations.reply.mutationOptions());
  const send = async (recording: Recording) => {
    setBusy(true);
    setProblem(null);
    try {
      if (up.current?.recording !== recording)
        up.current = { recording, attachmentId: await post(org, item.id, recording.blob) };
      const content = { type: "audio" as const, attachmentId: up.current.attachmentId, voice: true };
      await mutateAsync({ conversationId: item.id, clientMessageId, content, seenSeq, epoch: item.epoch });
      onSent();
    } catch (error) {
      setProblem(error instanceof Refused ? refusal(error.code) : refusal(error));
    } finally {
      setBusy(false);
    }
  };
  return { send, problem, busy };
}

class Refused extends Error {
  constructor(readonly code: string) {
    super(code);
  }
}

async function post(org: string, conversation: string, blob: Blob): Promise<string> {
  const query = new URLSearchParams({ org, conversation, name: "voice.ogg", voice: "1" });
  const response = await fetch(`/api/media?${query}`, {
    method: "POST",
    body: blob,
    headers: { "content-type": blob.type },
  }).catch(() => null);
  const answer = (await response?.json().catch(() => null)) as {
    attachmentId?: string;
    code?: string;
  } | null;
  if (!answer?.attachmentId) throw new Refused(answer?.code ?? "UNAVAILABLE");
  return answer.attachmentId;
}
