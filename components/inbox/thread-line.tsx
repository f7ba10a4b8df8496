"use client";
import { useFormatter } from "next-intl";
import { useClock } from "@/components/clock";
import { cn } from "@/components/ui/cn";
import type { ThreadMessage } from "./api";
import { Bubble } from "./bubble";
import { EventFold, type useFolded } from "./event-fold";
import type { Fold } from "./event-folds";
import { useReact } from "./reacting";
import { DayMark, EventLine, UnreadMark } from "./thread-marks";
import { useEventWords } from "./use-event-words";
import { messageView } from "./view";

export type LineProps = {
  org: string;
  memberId: string;
  message: ThreadMessage;
  before: ThreadMessage | undefined;
  fold: Fold;
  folding: ReturnType<typeof useFolded>;
  /** The message that was asked for. */
  marked: boolean;
  unreadFrom: number | null;
  linkOf: (message: ThreadMessage) => string | undefined;
  onJumpTo: (messageId: string) => void;
  onReply: (message: ThreadMessage) => void;
  onRetry: (message: ThreadMessage) => void;
  onTemplate: () => void;
};

/** One line of the thread: a message, a note or what happened, under the marks that stand before it. */
export function Line({ message, before, fold, folding, marked, unreadFrom, ...props }: LineProps) {
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
  const copied =
    ("body" in content && content.body) || ("transcript" in content && content.transcript) || undefined;
  return (
    <div data-seq={message.seq}>
      {newDay ? <DayMark day={message.occurredAt} now={now} /> : null}
      {unreadFrom === message.seq ? <UnreadMark /> : null}
      {fold !== null && fold !== "within" ? (
        <EventFold count={fold.count} folded={folding.folded} onToggle={folding.toggle} />
      ) : null}
      {fold !== null && folding.folded ? null : (
        <div aria-current={marked ? "true" : undefined} className={cn(marked && asked)}>
          {message.direction === "event" ? (
            <EventLine at={message.occurredAt}>
              {content.type === "event"
                ? words(content, message.author)
                : content.type === "system"
                  ? content.text
                  : null}
            </EventLine>
          ) : (
            <Bubble
              message={messageView(message, props.org, props.memberId)}
              joined={joined}
              link={props.linkOf(message)}
              onJumpTo={props.onJumpTo}
              onReply={() => props.onReply(message)}
              onReact={react}
              onCopy={copied ? () => void navigator.clipboard.writeText(copied) : undefined}
              onRetry={() => props.onRetry(message)}
              onTemplate={props.onTemplate}
            />
          )}
        </div>
      )}
    </div>
  );
}

/** A band across the thread with an edge of ink: seen without its colour too. */
const asked = "mt-1 bg-selected pb-2.5 shadow-[inset_3px_0_0_var(--ink)]";
