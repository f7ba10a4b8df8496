"use client";
import { useFormatter, useTranslations } from "next-intl";
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from "react";
import { VList, type VListHandle } from "virtua";
import type { ThreadMessage } from "./api";
import { useFolded } from "./event-fold";
import { type Fold, foldsOf } from "./event-folds";
import { LookingMark, ToNewest, ToUnread } from "./thread-jumps";
import { Line, type LineProps } from "./thread-line";
import { onAskedFor } from "./use-place";
import type { Shown } from "./use-shown";

type ThreadProps = Pick<LineProps, "org" | "memberId" | "linkOf" | "onReply" | "onRetry" | "onTemplate"> & {
  /** What is shown of the conversation, with what was just written. */
  messages: ThreadMessage[];
  shown: Shown;
  /** The first unread message when the conversation was opened, and how many there were. */
  unread: { id: string; seq: number; count: number } | null;
  onJumpTo: (messageId: string) => void;
  onNewest: () => void;
};

/**
 * The conversation, newest at the bottom; further pages come as one scrolls, and what is read stays where it is. A message that was
 * asked for stands in the middle, marked.
 */
export function Thread(props: ThreadProps) {
  const { messages, shown, unread, onJumpTo, onNewest, ...line } = props;
  const t = useTranslations("inbox.thread");
  const list = useRef<VListHandle>(null);
  const first = messages[0]?.seq;
  const prepended = usePrepended(first);
  const last = messages[messages.length - 1];
  const folding = useFolded();
  const folds = useFolds(messages);
  const follow = useFollowing(list, messages, shown);
  const above = useUnreadAbove(unread, messages, list);
  return (
    <div className="relative flex min-h-0 flex-1 flex-col">
      {shown.looking ? <LookingMark /> : null}
      {above.shown && unread ? <ToUnread count={unread.count} onGo={() => onJumpTo(unread.id)} /> : null}
      <VList
        ref={list}
        shift={prepended}
        className="min-h-0 flex-1 pb-3 "
        role="log"
        aria-label={t("messages")}
        tabIndex={0}
        onWheel={follow.taken}
        onTouchMove={follow.taken}
        onPointerDown={follow.taken}
        onKeyDown={follow.taken}
        onScroll={(offset) => {
          const h = list.current;
          if (!h || follow.awaits(h, offset)) return;
          follow.scrolled(offset + h.viewportSize > h.scrollSize - 120);
          above.look();
          if (offset < 400) shown.loadOlder?.();
          if (offset + h.viewportSize > h.scrollSize - 400) shown.loadNewer?.();
        }}
      >
        {messages.map((message, i) => (
          <Line
            key={message.id}
            message={message}
            before={messages[i - 1]}
            fold={folds[i] ?? null}
            folding={folding}
            marked={message.id === shown.target}
            unreadFrom={unread?.seq ?? null}
            onJumpTo={onJumpTo}
            {...line}
          />
        ))}
      </VList>
      {follow.behind || !shown.atNewest ? (
        <ToNewest
          count={messages.filter((m) => m.direction === "in" && m.seq > follow.leftAt).length}
          onGo={() => {
            if (!shown.atNewest || shown.target) onNewest();
            if (last) list.current?.scrollToIndex(messages.length - 1, { align: "end" });
          }}
        />
      ) : null}
    </div>
  );
}

/** Keeps the newest in sight while one is there, the message that was asked for in the middle, and all else where it is. */
function useFollowing(list: React.RefObject<VListHandle | null>, messages: ThreadMessage[], shown: Shown) {
  const { target, atNewest, looking } = shown;
  const at = target ? messages.findIndex((message) => message.id === target) : -1;
  const place = useRef(at);
  place.current = at;
  const last = messages[messages.length - 1];
  const bottom = useRef(target === null);
  const [left, setLeft] = useState<number | null>(null);
  const newest = last?.seq ?? 0;
  useLayoutEffect(() => {
    if (last?.id && bottom.current && atNewest)
      list.current?.scrollToIndex(messages.length - 1, { align: "end" });
  }, [last?.id, messages.length, atNewest, list]);
  const asked = useRef(target);
  // On the way to the message that was asked for. What the list reports until it is in sight nobody scrolled to.
  const onTheWay = useRef(false);
  useLayoutEffect(() => {
    if (looking) return;
    const left = asked.current !== null && target === null;
    asked.current = target;
    onTheWay.current = false;
    if (left) list.current?.scrollToIndex(Number.MAX_SAFE_INTEGER, { align: "end" });
    if (!target) return;
    bottom.current = false;
    const show = () => {
      onTheWay.current = true;
      if (place.current >= 0) list.current?.scrollToIndex(place.current, { align: "center" });
    };
    show();
    // Asked for once more, after one has scrolled on.
    return onAskedFor(show);
  }, [target, looking, list]);
  return {
    /** A hand on the list: from here on a person leads. */
    taken: () => {
      onTheWay.current = false;
    },
    /** Whether the list is still on its way to the message that was asked for. */
    awaits: (h: VListHandle, offset: number) => {
      const from = h.findItemIndex(offset);
      const to = h.findItemIndex(offset + h.viewportSize);
      if (place.current < 0 || (from <= place.current && place.current <= to)) onTheWay.current = false;
      return onTheWay.current;
    },
    /** Something newer lies below what is in sight. */
    behind: left !== null,
    leftAt: left ?? Number.POSITIVE_INFINITY,
    scrolled: (atBottom: boolean) => {
      bottom.current = atBottom;
      setLeft((before) => (atBottom ? null : (before ?? newest)));
    },
  };
}

/** Whether what nobody has read begins above what is in sight; once it was in sight, no more. */
function useUnreadAbove(
  unread: ThreadProps["unread"],
  messages: ThreadMessage[],
  list: React.RefObject<VListHandle | null>,
) {
  const [above, setAbove] = useState(false);
  const met = useRef(false);
  const look = () => {
    const h = list.current;
    if (!unread || met.current || !h) return;
    const top = messages[h.findItemIndex(h.scrollOffset)]?.seq ?? 0;
    const is = top > unread.seq;
    if (!is && (messages[0]?.seq ?? 0) <= unread.seq) met.current = true;
    setAbove(is);
  };
  return { shown: above, look };
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
