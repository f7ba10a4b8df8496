"use client";
import { useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { useFormatter, useTranslations } from "next-intl";
import { type RefObject, useEffect, useMemo, useRef, useState } from "react";
import { Virtualizer } from "virtua";
import { DayMark } from "@/components/inbox/thread-marks";
import { useTRPC } from "@/components/trpc";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Skeleton } from "@/components/ui/skeleton";
import type { TimelineKind } from "@/server/conversations/rules/timeline-kinds";
import { ConversationMark } from "./conversation-mark";
import { Beside } from "./timeline-beside";
import { Entry } from "./timeline-entry";
import { drawn, type Page } from "./timeline-rows";
import { useContactChanges } from "./use-contact-changes";

type TimelineProps = {
  org: string;
  contactId: string;
  kinds: TimelineKind[];
  /** Of one number or channel alone; null for all. */
  channelAccountId: string | null;
  now: Date;
  /** What scrolls: the history is the last thing in it. */
  scroller: RefObject<HTMLDivElement | null>;
  onAll: () => void;
};

/** Newest first; what was before comes as one scrolls. Virtualised: a history may be long. */
export function Timeline({ org, contactId, kinds, channelAccountId, now, scroller, onAll }: TimelineProps) {
  const t = useTranslations("timeline");
  const trpc = useTRPC();
  const format = useFormatter();
  const list = useRef<HTMLElement>(null);
  const above = useAbove(list, scroller);
  const { data, isPending, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery(
    trpc.conversations.timeline.infiniteQueryOptions(
      { contactId, kinds, channelAccountId },
      { getNextPageParam: (page) => page.next, placeholderData: (before) => before },
    ),
  );
  useFresh(contactId, data?.pages);
  const rows = useMemo(() => {
    const dayOf = (at: Date) => format.dateTime(at, { year: "numeric", month: "numeric", day: "numeric" });
    return drawn(data?.pages ?? [], dayOf);
  }, [data, format]);
  if (isPending) return <Loading />;
  if (rows.length === 0)
    return (
      <div className="grid flex-1 place-items-center">
        <EmptyState
          title={t("empty")}
          text={t("emptyText")}
          action={<Button onClick={onAll}>{t("showAll")}</Button>}
        />
      </div>
    );
  return (
    <section ref={list} aria-label={t("label")} aria-busy={isFetchingNextPage} className="pb-6">
      <Virtualizer
        scrollRef={scroller}
        startMargin={above}
        onScroll={() => {
          const view = scroller.current;
          const near = view && view.scrollTop + view.clientHeight > view.scrollHeight - 800;
          if (near && hasNextPage && !isFetchingNextPage) void fetchNextPage();
        }}
      >
        {rows.map((row) => (
          <div key={row.id} className="w-full max-w-[760px]">
            {row.newDay ? <DayMark day={row.at} now={now} /> : null}
            {"beside" in row ? (
              <Beside beside={row.beside} />
            ) : (
              <>
                {row.newConversation ? <ConversationMark org={org} conversation={row.conversation} /> : null}
                <Entry entry={row.entry} account={row.conversation.account} />
              </>
            )}
          </div>
        ))}
      </Virtualizer>
      <p className="pt-4 text-center text-sm text-ink-3">{hasNextPage ? t("older") : t("begin")}</p>
    </section>
  );
}

/** What is said, done or merged while one looks is there at once. */
function useFresh(contactId: string, pages: Page[] = []) {
  const trpc = useTRPC();
  const client = useQueryClient();
  useContactChanges(
    contactId,
    () => client.invalidateQueries({ queryKey: trpc.conversations.timeline.pathKey() }),
    ({ id }) => pages.some((page) => page.conversations.some((one) => one.id === id)),
  );
}

/** How far below the top of what scrolls the list begins: what stands above it may grow. */
function useAbove(list: RefObject<HTMLElement | null>, scroller: RefObject<HTMLElement | null>): number {
  const [above, setAbove] = useState(0);
  useEffect(() => {
    const view = scroller.current;
    const measure = () => {
      if (!list.current || !view) return;
      setAbove(list.current.getBoundingClientRect().top - view.getBoundingClientRect().top + view.scrollTop);
    };
    measure();
    const seen = new ResizeObserver(measure);
    for (const part of view?.children ?? []) seen.observe(part);
    return () => seen.disconnect();
  }, [list, scroller]);
  return above;
}

function Loading() {
  return (
    <div aria-busy className="mx-auto grid w-full max-w-[760px] content-start gap-3 p-4">
      <Skeleton className="h-12" />
      <Skeleton className="h-12" />
      <Skeleton className="h-12 w-2/3" />
    </div>
  );
}
