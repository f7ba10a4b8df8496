"use client";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useEffect } from "react";
import { useTRPC } from "@/components/trpc";
import { Button } from "@/components/ui/button";
import type { HitPlace } from "./hit-link";
import { MessageRow } from "./message-row";
import { NothingFound, Searching, SearchRefused } from "./search-states";

type FoundPagesProps = { query: string; among: "messages" | "notes" | "files"; at: HitPlace };

/** So many pages with nothing in them are passed by themselves: a rare word among very many messages. */
const passed = 4;

/** All messages, notes or files with the words, the newest pages first; further back as far as one wants. */
export function FoundPages({ query, among, at }: FoundPagesProps) {
  const t = useTranslations("finding");
  const found = useInfiniteQuery(
    useTRPC().conversations.searchMessages.infiniteQueryOptions(
      { query, among },
      { getNextPageParam: (page) => page.next },
    ),
  );
  const { data, error, hasNextPage, isFetching, fetchNextPage } = found;
  const hits = data?.pages.flatMap((page) => page.hits) ?? [];
  const further = hits.length === 0 && hasNextPage && (data?.pages.length ?? 0) < passed;
  useEffect(() => {
    if (further && !isFetching) void fetchNextPage();
  }, [further, isFetching, fetchNextPage]);
  if (error && hits.length === 0) return <SearchRefused error={error} onRetry={() => void found.refetch()} />;
  if (!data || further) return <Searching />;
  if (hits.length === 0 && !hasNextPage) return <NothingFound query={query} among={among} />;
  return (
    <>
      {hits.length === 0 ? <p className="px-3 pt-6 text-center text-ink-3">{t("notRecent")}</p> : null}
      {hits.map((hit) => (
        <MessageRow key={hit.file?.id ?? hit.id} hit={hit} at={at} />
      ))}
      {hasNextPage ? (
        <p className="grid place-items-center p-3">
          <Button data-hit size="sm" busy={isFetching} onClick={() => void fetchNextPage()}>
            {t("more")}
          </Button>
        </p>
      ) : null}
    </>
  );
}
