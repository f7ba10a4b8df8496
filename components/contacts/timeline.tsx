"use client";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useFormatter, useTranslations } from "next-intl";
import { useMemo, useRef } from "react";
import { VList, type VListHandle } from "virtua";
import { DayMark } from "@/components/inbox/thread-marks";
import { useTRPC } from "@/components/trpc";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Skeleton } from "@/components/ui/skeleton";
import type { TimelineKind } from "@/server/conversations/rules/timeline-kinds";
import { ConversationMark } from "./conversation-mark";
import { Entry } from "./timeline-entry";
import { drawn } from "./timeline-rows";

type TimelineProps = {
  org: string;
  contactId: string;
  kinds: TimelineKind[];
  now: Date;
  onAll: () => void;
};

/** Newest first; what was before comes as one scrolls. Virtualised: a history may be long. */
export function Timeline({ org, contactId, kinds, now, onAll }: TimelineProps) {
  const t = useTranslations("timeline");
  const trpc = useTRPC();
  const format = useFormatter();
  const list = useRef<VListHandle>(null);
  const { data, isPending, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery(
    trpc.conversations.timeline.infiniteQueryOptions(
      { contactId, kinds },
      { getNextPageParam: (page) => page.next, placeholderData: (before) => before },
    ),
  );
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
    <VList
      ref={list}
      className="min-h-0 flex-1 pb-6"
      role="region"
      aria-label={t("label")}
      aria-busy={isFetchingNextPage}
      tabIndex={0}
      onScroll={(offset) => {
        const view = list.current;
        const near = view && offset + view.viewportSize > view.scrollSize - 800;
        if (near && hasNextPage && !isFetchingNextPage) void fetchNextPage();
      }}
    >
      {rows.map(({ entry, conversation, newDay, newConversation }) => (
        <div key={entry.id} className="mx-auto w-full max-w-[760px] px-4">
          {newDay ? <DayMark day={entry.occurredAt} now={now} /> : null}
          {newConversation ? <ConversationMark org={org} conversation={conversation} /> : null}
          <Entry entry={entry} account={conversation.account} />
        </div>
      ))}
      <p className="pt-4 text-center text-sm text-ink-3">{hasNextPage ? t("older") : t("begin")}</p>
    </VList>
  );
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
