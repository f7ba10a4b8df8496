"use client";
import { useFormatter, useTranslations } from "next-intl";
import { useEffect, useLayoutEffect, useMemo, useRef } from "react";
import { VList, type VListHandle } from "virtua";
import { useClock } from "@/components/clock";
import type { ThreadMessage } from "./api";
import { Bubble } from "./bubble";
import { EventFold, useFolded } from "./event-fold";
import { type Fold, foldsOf } from "./event-folds";
import { useReact } from "./reacting";
import { DayMark, EventLine, UnreadMark } from "./thread-marks";
import { useEventWords } from "./use-event-words";
import { messageView } from "./view";

type ThreadProps = {
  org: string;
  memberId: string;
  messages: ThreadMessage[];
  /** The first unread message when the conversation was opened. */
  unreadFrom: number | null;
  loadOlder: (() => void) | null;
  onReply: (message: ThreadMessage) => void;
  onRetry: (message: ThreadMessage) => void;
  onTemplate: () => void;
};

/** The conversation, newest at the bottom; older pages come as one scrolls up, and what is read stays where it is. */
export function Thread({ messages, loadOlder, ...props }: ThreadProps) {
  const t = useTranslations("inbox.thread");
  const list = useRef<VListHandle>(null);
  const atBottom = useRef(true);
  const first = messages[0]?.seq;
  const prepended = usePrepended(first);
  const last = messages[messages.length - 1]?.id;
  const folding = useFolded();
  const folds = useFolds(messages);
  useLayoutEffect(() => {
    if (last && atBottom.current) list.current?.scrollToIndex(messages.length - 1, { align: "end" });
  }, [last, messages.length]);
  return (
    <VList
      ref={list}
      shift={prepended}
      className="min-h-0 flex-1 pb-3 "
      role="log"
      aria-label={t("messages")}
      tabIndex={0}
      onScroll={(offset) => {
        const h = list.current;
        if (!h) return;
        atBottom.current = offset + h.viewportSize > h.scrollSize - 120;
        if (offset < 400) loadOlder?.();
      }}
    >
      {messages.map((message, i) => (
        <Line
          key={message.id}
          message={message}
          before={messages[i - 1]}
          fold={folds[i] ?? null}
          folding={folding}
          {...props}
        />
      ))}
    </VList>
  );
}

/** Whether older messages were just put in front: then the list holds its place from the end. */
function usePrepended(first: number | undefined): boolean {
  const known = useRef(first);
  const prepended = first !== undefined && known.current !== undefined && first < known.current;
  useEffect(() => {
    known.current = first;
  }, [first]);
  return prepended;
}

function useFolds(messages: ThreadMessage[]): Fold[] {
  const format = useFormatter();
  return useMemo(
    () =>
      foldsOf(messages, (at) => format.dateTime(at, { year: "numeric", month: "numeric", day: "numeric" })),
    [messages, format],
  );
}

type LineProps = Omit<ThreadProps, "messages" | "loadOlder"> & {
  message: ThreadMessage;
  before: ThreadMessage | undefined;
  fold: Fold;
  folding: ReturnType<typeof useFolded>;
};

function Line({
  message,
  before,
  fold,
  folding,
  org,
  memberId,
  unreadFrom,
  onReply,
  onRetry,
  onTemplate,
}: LineProps) {
  const now = useClock();
  const format = useFormatter();
  const words = useEventWords();
  const react = useReact(message);
  const day = (at: Date) => format.dateTime(at, { year: "numeric", month: "numeric", day: "numeric" });
  const newDay = !before || day(before.occurredAt) !== day(message.occurredAt);
  const joined =
    !newDay &&
    before?.direction === message.direction &&
    before.origin === message.origin &&
    before.author?.id === message.author?.id;
  const { content } = message;
  return (
    <div data-seq={message.seq}>
      {newDay ? <DayMark day={message.occurredAt} now={now} /> : null}
      {unreadFrom === message.seq ? <UnreadMark /> : null}
      {fold !== null && fold !== "within" ? (
        <EventFold count={fold.count} folded={folding.folded} onToggle={folding.toggle} />
      ) : null}
      {fold !== null && folding.folded ? null : message.direction === "event" ? (
        <EventLine at={message.occurredAt}>
          {content.type === "event"
            ? words(content, message.author)
            : content.type === "system"
              ? content.text
              : null}
        </EventLine>
      ) : (
        <Bubble
          message={messageView(message, org, memberId)}
          joined={joined}
          onReply={() => onReply(message)}
          onReact={react}
          onCopy={
            "body" in content && content.body
              ? () => void navigator.clipboard.writeText(content.body ?? "")
              : undefined
          }
          onRetry={() => onRetry(message)}
          onTemplate={onTemplate}
        />
      )}
    </div>
  );
}
