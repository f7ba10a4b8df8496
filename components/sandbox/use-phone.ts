"use client";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { errorCode } from "@/components/query-client";
import { useTRPC } from "@/components/trpc";
import { toast } from "@/components/ui/toast";
import { useRefusal } from "@/components/use-refusal";
import { keyOf, type Person, type PhoneThread, type Said } from "./types";

const chatEvery = 1_500;
const listEvery = 3_000;

/** Everybody who spoke on the number; asked again while the page is in sight. */
export function useChats(numberId: string) {
  const trpc = useTRPC();
  return useQuery({
    ...trpc.sandbox.chats.queryOptions({ numberId }, { staleTime: 0, refetchInterval: listEvery }),
    enabled: numberId !== "",
  });
}

/** One chat as the carrier has it; asked again while the page is in sight. */
export function useThread(numberId: string, customer: string) {
  const trpc = useTRPC();
  const { queryKey, ...options } = trpc.sandbox.chat.queryOptions(
    { numberId, customer },
    { staleTime: 0, refetchInterval: chatEvery },
  );
  return { queryKey, ...useQuery({ queryKey, ...options }) };
}

/** Words that left the hand and are not yet in the chat. */
export interface Pending {
  key: string;
  text: string;
}

export interface Phone {
  org: string;
  numberId: string;
  person: Person;
  thread: PhoneThread | undefined;
  pending: Pending[];
  /** The carrier does not answer. */
  noSignal: boolean;
  busy: boolean;
  say: (said: Said) => void;
  sendFile: (file: File, said: Said) => void;
  mediaUrl: (mediaId: string) => string;
}

type PhoneInput = { org: string; numberId: string; person: Person; onKnown: (bsuid: string) => void };

/** The chat of one person with one number: what is on screen, and what can be said. */
export function usePhone({ org, numberId, person, onKnown }: PhoneInput): Phone {
  const trpc = useTRPC();
  const client = useQueryClient();
  const customer = keyOf(person);
  const { data: thread, error, queryKey } = useThread(numberId, customer);
  const [pending, setPending] = useState<Pending[]>([]);
  const fresh = async () => {
    await client.invalidateQueries({ queryKey });
    void client.invalidateQueries({ queryKey: trpc.sandbox.chats.queryKey({ numberId }) });
  };
  useReadOnSight({ numberId, customer }, newestUnread(thread), fresh);
  const speaking = useSpeaking({
    org,
    numberId,
    person,
    known: thread?.customer?.bsuid ?? null,
    fresh,
    setPending,
    onKnown,
  });
  return {
    org,
    numberId,
    person,
    thread,
    pending,
    noSignal: errorCode(error) === "CARRIER_UNREACHABLE",
    ...speaking,
    mediaUrl: (mediaId) =>
      `/api/sandbox-media/${encodeURIComponent(mediaId)}?${new URLSearchParams({ org, number: numberId, customer })}`,
  };
}

type SpeakingInput = PhoneInput & {
  /** Somebody whom the carrier has met is named by this alone: what is shown of them may be a moment old. */
  known: string | null;
  fresh: () => Promise<void>;
  setPending: (change: (before: Pending[]) => Pending[]) => void;
};

function useSpeaking({ org, numberId, person, known, fresh, setPending, onKnown }: SpeakingInput) {
  const trpc = useTRPC();
  const refusal = useRefusal();
  const speak = useMutation(trpc.sandbox.speak.mutationOptions());
  const [sending, setSending] = useState(false);
  const customer = known ? { bsuid: known } : introduction(person);

  const settle = async (work: Promise<{ customer: { bsuid: string } }>, text: string) => {
    const key = crypto.randomUUID();
    if (text) setPending((before) => [...before, { key, text }]);
    try {
      const done = await work;
      if (done.customer.bsuid !== person.bsuid) onKnown(done.customer.bsuid);
      await fresh();
    } catch (refused) {
      toast(refusal(refused));
    } finally {
      setPending((before) => before.filter((one) => one.key !== key));
    }
  };
  const say = (said: Said) =>
    void settle(
      speak.mutateAsync({ numberId, customer, ...said }),
      said.speech.type === "text" ? said.speech.body : "",
    );
  const sendFile = (file: File, said: Said) => {
    setSending(true);
    const sent = upload(org, file, { numberId, customer, ...said });
    void settle(sent, "").finally(() => setSending(false));
  };
  return { say, sendFile, busy: sending || speak.isPending };
}

/** Everything about somebody new; what is hidden is said to be hidden. */
function introduction({ bsuid, ...person }: Person) {
  return bsuid ? { ...person, bsuid } : person;
}

async function upload(org: string, file: File, say: object): Promise<{ customer: { bsuid: string } }> {
  const query = new URLSearchParams({ org, name: file.name, say: JSON.stringify(say) });
  const response = await fetch(`/api/sandbox-media?${query}`, {
    method: "POST",
    headers: { "content-type": file.type || "application/octet-stream" },
    body: file,
  });
  const answer = await response.json();
  if (!response.ok) throw answer.code;
  return answer;
}

/** The chat is open in front of the customer: what arrived is read, asked once per message. */
function useReadOnSight(
  chat: { numberId: string; customer: string },
  newest: string | null,
  fresh: () => Promise<void>,
) {
  const trpc = useTRPC();
  const { mutate } = useMutation(trpc.sandbox.read.mutationOptions({ onSuccess: fresh }));
  const { numberId, customer } = chat;
  useEffect(() => {
    if (newest && document.visibilityState === "visible") mutate({ numberId, customer });
  }, [newest, mutate, numberId, customer]);
}

function newestUnread(thread: PhoneThread | undefined): string | null {
  const unread = thread?.messages.filter((one) => one.side === "business" && one.state === "here");
  return unread?.at(-1)?.id ?? null;
}
