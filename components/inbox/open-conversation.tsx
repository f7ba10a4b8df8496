"use client";
import { useMutation } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import { useTranslations } from "next-intl";
import { type RefObject, useEffect, useRef, useState } from "react";
import { flushSync } from "react-dom";
import { useTRPC } from "@/components/trpc";
import { toast } from "@/components/ui/toast";
import { useRefusal } from "@/components/use-refusal";
import { allows, type Role } from "@/server/permissions";
import type { Item, ThreadMessage } from "./api";
import { Composer } from "./composer";
import type { ComposerMode } from "./composer-frame";
import { FindBar } from "./find-bar";
import { FoundWords } from "./found-words";
import { ScheduledStrip } from "./later/scheduled-strip";
import { pendingMessage } from "./pending-message";
import { permalink } from "./place";
import { ReactingProvider } from "./reacting";
import { Thread } from "./thread";
import { ThreadHead } from "./thread-head";
import { NotThere, ThreadLoading, Unreached } from "./thread-states";
import { useMentionsSeen } from "./told/use-told";
import { useAnswering } from "./use-answering";
import { useJumps } from "./use-jumps";
import { usePresence } from "./use-presence";
import { useSending } from "./use-sending";
import { type Shown, useShown } from "./use-shown";
import { useStaged } from "./use-staged";
import { type OpenThread, useThread } from "./use-thread";
import { useWished } from "./use-writing";
import { TypingLine } from "./viewers";
import { Marks } from "./work/marks";
import { WorkButton } from "./work/work-button";

const DateDialog = dynamic(() => import("./date-dialog").then((m) => m.DateDialog));

type OpenConversationProps = {
  org: string;
  member: { id: string; role: Role };
  conversationId: string;
  /** The message that is asked for. */
  messageId: string | null;
  onMessage: (messageId: string | null) => void;
  /** What is searched for beside it: marked in its messages. */
  query: string;
  fieldRef: RefObject<HTMLTextAreaElement | null>;
  onBack: () => void;
  onPanel: () => void;
  onClose: (conversationId: string) => void;
  /** On to the next conversation of the list. */
  onNext: () => void;
};

/** One conversation: head, thread, composer, and the contact beside it. */
export function OpenConversation(props: OpenConversationProps) {
  const thread = useThread(props.conversationId);
  const shown = useShown(props.conversationId, props.messageId, thread);
  const [first] = useState(props.messageId);
  if (thread.failed === "gone") return <NotThere what="conversation" onLeave={props.onBack} />;
  if (thread.failed) return <Unreached onRetry={thread.retry} />;
  if (shown.missing) return <NotThere what="message" onLeave={() => props.onMessage(null)} />;
  // Who came for a message is not shown the newest first.
  const arriving = shown.looking && first === props.messageId;
  if (thread.pending || !thread.item || arriving) return <ThreadLoading />;
  return <Loaded {...props} thread={thread} shown={shown} item={thread.item} />;
}

function Loaded(props: OpenConversationProps & { thread: OpenThread; shown: Shown; item: Item }) {
  const { org, member, thread, shown, item, conversationId, messageId, onMessage } = props;
  const t = useTranslations("inbox.thread");
  const [mode, setMode] = useState<ComposerMode>(
    allows(member.role, "conversations:reply") ? "reply" : "note",
  );
  const [replyTo, setReplyTo] = useState<ThreadMessage | null>(null);
  const [templateOpen, setTemplateOpen] = useState(false);
  const [unreadCount] = useState(item.unread);
  const { part, setPart, jumps } = useJumps({ unread: thread.unread, onMessage });
  const [sought, setSought] = useState("");
  const answering = useAnswering(
    useSending(item, thread.messages, { org, memberId: member.id }),
    thread.messages,
    member.id,
  );
  const { sending } = answering;
  const presence = usePresence(conversationId);
  const acts = useActs(conversationId);
  const last = thread.messages[thread.messages.length - 1]?.seq ?? 0;
  const seenSeq = useSeenSeq(last, shown.atNewest, thread.unread);
  useSeen(item, last, shown.atNewest, acts.markSeen);
  useMentionsSeen(conversationId);
  useWished(conversationId, (wanted) => {
    flushSync(() => setMode(wanted));
    if (props.fieldRef.current) props.fieldRef.current.focus();
    // Where only a template may leave, it is what R offers.
    else if (item.state === "open") setTemplateOpen(true);
  });
  const pending = sending.outgoing.map((o, i) => pendingMessage(o, last + i + 1, member.id));
  const messages = shown.atNewest ? [...shown.messages, ...pending] : shown.messages;
  useStaged(conversationId, {
    mode: setMode,
    field: props.fieldRef,
    mayReply: item.state === "open" && allows(member.role, "conversations:reply"),
    template: () => setTemplateOpen(true),
    panel: props.onPanel,
    jumps,
  });
  const leave = () => {
    setPart(null);
    document.querySelector<HTMLElement>("[role=log]")?.focus();
  };
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
        more={<WorkButton item={item} role={member.role} jumps={jumps} />}
      />
      {part === "find" ? (
        <FindBar
          conversationId={conversationId}
          query={sought}
          onQuery={setSought}
          current={messageId}
          onHit={onMessage}
          onClose={leave}
        />
      ) : null}
      {part === "date" ? (
        <DateDialog conversationId={conversationId} onMessage={onMessage} onClose={() => setPart(null)} />
      ) : null}
      <Marks item={item} role={member.role} />
      <ReactingProvider item={item} role={member.role}>
        <FoundWords query={part === "find" ? sought : props.query}>
          <Thread
            key={shown.run}
            org={org}
            memberId={member.id}
            messages={messages}
            shown={shown}
            unread={thread.unread && { ...thread.unread, count: unreadCount }}
            linkOf={(m) => (m.seq > last ? undefined : permalink(org, conversationId, m.id))}
            onJumpTo={onMessage}
            onNewest={jumps.newest}
            onReply={(message) => {
              setMode("reply");
              setReplyTo(message);
              props.fieldRef.current?.focus();
            }}
            onRetry={(message) => acts.again(message.id)}
            onTemplate={() => setTemplateOpen(true)}
          />
        </FoundWords>
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
            // One sees what one has sent.
            onMessage(null);
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
function useSeen(item: Item, seq: number, atNewest: boolean, markSeen: (seq: number) => void): void {
  const tell = useRef(markSeen);
  tell.current = markSeen;
  const unread = item.unread > 0 && atNewest;
  useEffect(() => {
    if (unread && seq > 0 && !document.hidden) tell.current(seq);
  }, [unread, seq]);
}

/** As far as the writer has read: while they look at what is further back, nothing that arrives counts as seen. */
function useSeenSeq(last: number, atNewest: boolean, unread: OpenThread["unread"]): number {
  const seen = useRef(unread ? unread.seq - 1 : last);
  if (atNewest) seen.current = last;
  return seen.current;
}
