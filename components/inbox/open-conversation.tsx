"use client";
import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type RefObject, useEffect, useRef, useState } from "react";
import { useTRPC } from "@/components/trpc";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Skeleton } from "@/components/ui/skeleton";
import { toast } from "@/components/ui/toast";
import { useRefusal } from "@/components/use-refusal";
import { allows, type Role } from "@/server/permissions";
import type { Item, ThreadMessage } from "./api";
import { Composer } from "./composer";
import type { ComposerMode } from "./composer-frame";
import { ScheduledStrip } from "./later/scheduled-strip";
import { pendingMessage } from "./pending-message";
import { ReactingProvider } from "./reacting";
import { Thread } from "./thread";
import { ThreadHead } from "./thread-head";
import { useMentionsSeen } from "./told/use-told";
import { useAnswering } from "./use-answering";
import { usePresence } from "./use-presence";
import { useSending } from "./use-sending";
import { type OpenThread, useThread } from "./use-thread";
import { TypingLine } from "./viewers";
import { Marks } from "./work/marks";
import { WorkButton } from "./work/work-button";

type OpenConversationProps = {
  org: string;
  member: { id: string; role: Role };
  conversationId: string;
  fieldRef: RefObject<HTMLTextAreaElement | null>;
  onBack: () => void;
  onPanel: () => void;
  onClose: (conversationId: string) => void;
  /** On to the next conversation of the list. */
  onNext: () => void;
};

/** One conversation: head, thread, composer, and the contact beside it. */
export function OpenConversation(props: OpenConversationProps) {
  const t = useTranslations("inbox.thread");
  const thread = useThread(props.conversationId);
  if (thread.failed)
    return (
      <div className="grid flex-1 place-items-center">
        <EmptyState
          title={t("failed")}
          text={t("failedText")}
          action={<Button onClick={props.onBack}>{t("back")}</Button>}
        />
      </div>
    );
  if (thread.pending || !thread.item) return <Loading />;
  return <Loaded {...props} thread={thread} item={thread.item} />;
}

function Loaded(props: OpenConversationProps & { thread: OpenThread; item: Item }) {
  const { org, member, thread, item, conversationId } = props;
  const t = useTranslations("inbox.thread");
  const [mode, setMode] = useState<ComposerMode>(
    allows(member.role, "conversations:reply") ? "reply" : "note",
  );
  const [replyTo, setReplyTo] = useState<ThreadMessage | null>(null);
  const [templateOpen, setTemplateOpen] = useState(false);
  const [unreadFrom] = useState(() => firstUnread(item, thread.messages));
  const answering = useAnswering(
    useSending(item, thread.messages, { org, memberId: member.id }),
    thread.messages,
    member.id,
  );
  const { sending } = answering;
  const presence = usePresence(conversationId);
  const acts = useActs(conversationId);
  const seenSeq = thread.messages[thread.messages.length - 1]?.seq ?? 0;
  useSeen(item, seenSeq, acts.markSeen);
  useMentionsSeen(conversationId);
  const messages = [
    ...thread.messages,
    ...sending.outgoing.map((o, i) => pendingMessage(o, seenSeq + i + 1, member.id)),
  ];
  return (
    <section
      aria-label={t("label", { name: item.contactName ?? item.address ?? "" })}
      className="flex min-h-0 min-w-0 flex-1 flex-col"
      onInput={(event) => {
        if (event.target !== props.fieldRef.current || mode !== "reply") return;
        answering.wrote(props.fieldRef.current.value);
        presence.wrote(props.fieldRef.current.value);
      }}
    >
      <ThreadHead
        item={item}
        memberId={member.id}
        panel={thread.panel}
        onBack={props.onBack}
        onPanel={props.onPanel}
        onClose={() => props.onClose(item.id)}
        mayClose={allows(member.role, "conversations:close")}
        mayAssign={allows(member.role, "conversations:assign")}
        viewers={presence.viewers}
        more={<WorkButton item={item} role={member.role} />}
      />
      <Marks item={item} role={member.role} />
      <ReactingProvider item={item} role={member.role}>
        <Thread
          org={org}
          memberId={member.id}
          messages={messages}
          unreadFrom={unreadFrom}
          loadOlder={thread.loadOlder}
          onReply={(message) => {
            setMode("reply");
            setReplyTo(message);
            props.fieldRef.current?.focus();
          }}
          onRetry={(message) => acts.again(message.id)}
          onTemplate={() => setTemplateOpen(true)}
        />
      </ReactingProvider>
      <TypingLine typing={presence.typing} />
      <ScheduledStrip
        item={item}
        memberId={member.id}
        seenSeq={seenSeq}
        mayReply={allows(member.role, "conversations:reply")}
        onTemplate={() => setTemplateOpen(true)}
        onGone={() => props.fieldRef.current?.focus()}
      />
      <Composer
        org={org}
        member={member}
        item={item}
        messages={messages}
        seenSeq={seenSeq}
        prices={thread.prices}
        sending={{
          ...sending,
          send: (what) => {
            presence.wrote("");
            sending.send(what);
          },
        }}
        replyTo={replyTo}
        onReplyTo={setReplyTo}
        onNext={props.onNext}
        fieldRef={props.fieldRef}
        mode={mode}
        onMode={setMode}
        templateOpen={templateOpen}
        onTemplateOpen={setTemplateOpen}
      />
    </section>
  );
}

/** The small writes of an open conversation; what is refused is said. */
function useActs(conversationId: string) {
  const trpc = useTRPC();
  const refusal = useRefusal();
  const onError = (error: unknown) => toast(refusal(error));
  const seen = useMutation(trpc.conversations.markSeen.mutationOptions());
  const decide = useMutation(trpc.conversations.decideUnconfirmed.mutationOptions({ onError }));
  return {
    markSeen: (seq: number) => seen.mutate({ conversationId, seq }),
    again: (messageId: string) =>
      decide.mutate({ conversationId, messageId, decision: "again", clientMessageId: crypto.randomUUID() }),
  };
}

/** What is on screen is read: told once per new message. */
function useSeen(item: Item, seq: number, markSeen: (seq: number) => void): void {
  const tell = useRef(markSeen);
  tell.current = markSeen;
  const unread = item.unread > 0;
  useEffect(() => {
    if (unread && seq > 0 && !document.hidden) tell.current(seq);
  }, [unread, seq]);
}

function firstUnread(item: Item, messages: ThreadMessage[]): number | null {
  if (item.unread === 0) return null;
  const inbound = messages.filter((m) => m.direction === "in");
  return inbound[Math.max(0, inbound.length - item.unread)]?.seq ?? null;
}

function Loading() {
  return (
    <div aria-busy className="flex flex-1 flex-col gap-3 p-4">
      <Skeleton className="h-10 w-1/2" />
      <Skeleton className="h-14 w-2/3" />
      <Skeleton className="ml-auto h-12 w-1/2" />
      <Skeleton className="h-10 w-1/3" />
    </div>
  );
}
