"use client";
import { useInfiniteQuery, useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useClock } from "@/components/clock";
import { useTRPC } from "@/components/trpc";
import { Button } from "@/components/ui/button";
import { toast } from "@/components/ui/toast";
import { useRefusal } from "@/components/use-refusal";
import { Age } from "../age-stamp";
import { Name } from "../foreign-text";
import { type ToldListProps, useListed } from "./told-list";
import { ToldRow } from "./told-row";
import { ToldStates } from "./told-states";

/** Where the member was named, the latest first. Opening one shows the note, and reads all of its conversation. */
export function MentionsList({ onListed, ...row }: ToldListProps) {
  const t = useTranslations("composing.place");
  const common = useTranslations("common");
  const now = useClock();
  const trpc = useTRPC();
  const mentions = useInfiniteQuery(
    trpc.mentions.list.infiniteQueryOptions({}, { getNextPageParam: (page) => page.next }),
  );
  const items = mentions.data?.pages.flatMap((page) => page.items) ?? [];
  useListed(
    items.map((one) => one.conversationId),
    onListed,
  );
  return (
    <ToldStates
      pending={mentions.isPending}
      failed={mentions.isError && !mentions.data}
      onAgain={() => void mentions.refetch()}
      empty={items.length === 0 ? { title: t("noMentionsTitle"), text: t("noMentions") } : null}
    >
      {items.some((one) => !one.read) ? <ReadAll /> : null}
      <ul className="min-h-0 flex-1 overflow-y-auto">
        {items.map((one) => (
          <ToldRow
            key={one.messageId}
            {...row}
            conversationId={one.conversationId}
            messageId={one.messageId}
            strong={!one.read}
            title={<bdi>{t("by", { name: one.by ?? "—" })}</bdi>}
            aside={
              <span className="flex items-center gap-1.5 text-sm text-ink-3">
                <Age at={one.at} now={now} />
                {one.read ? null : (
                  <span className="size-2 rounded-full bg-accent" role="img" aria-label={t("unread")} />
                )}
              </span>
            }
          >
            <span dir="auto" className="line-clamp-2 text-pretty text-ink-2 [overflow-wrap:anywhere]">
              {one.body}
            </span>
            <Name className="text-sm text-ink-3">{one.contactName ?? "—"}</Name>
          </ToldRow>
        ))}
        {mentions.hasNextPage ? (
          <li className="p-3 text-center">
            <Button busy={mentions.isFetchingNextPage} onClick={() => void mentions.fetchNextPage()}>
              {common("table.more")}
            </Button>
          </li>
        ) : null}
      </ul>
    </ToldStates>
  );
}

function ReadAll() {
  const t = useTranslations("composing.place");
  const trpc = useTRPC();
  const client = useQueryClient();
  const refusal = useRefusal();
  const read = useMutation(
    trpc.mentions.markRead.mutationOptions({
      onError: (error) => toast(refusal(error)),
      onSettled: () => {
        void client.invalidateQueries({ queryKey: trpc.mentions.count.queryKey() });
        void client.invalidateQueries({ queryKey: trpc.mentions.list.infiniteQueryKey() });
      },
    }),
  );
  return (
    <div className="flex justify-end border-b border-line px-2 py-1">
      <Button look="quiet" size="sm" busy={read.isPending} onClick={() => read.mutate({})}>
        {t("readAll")}
      </Button>
    </div>
  );
}
