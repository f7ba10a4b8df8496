"use client";
import Link from "next/link";
import { useFormatter, useTranslations } from "next-intl";
import { ChannelBadge } from "@/components/inbox/channel-badge";
import type { TimelineConversation } from "./timeline-rows";

type ConversationMarkProps = { org: string; conversation: TimelineConversation };

/** From here down it is this conversation: its number, when it was, who had it, and the way into it. */
export function ConversationMark({ org, conversation }: ConversationMarkProps) {
  const t = useTranslations("timeline");
  const format = useFormatter();
  const { id, account, openedAt, closedAt, assignee } = conversation;
  const date = (at: Date) => format.dateTime(at, { dateStyle: "medium" });
  return (
    <h2 className="mt-4 mb-1 flex flex-wrap items-center gap-x-2 gap-y-0.5 border-b border-line pb-1 text-sm text-ink-2">
      <ChannelBadge account={account} className="max-w-40" />
      <span className="font-medium text-ink">{t("conversation", { date: date(openedAt) })}</span>
      <span>{closedAt ? t("closed", { date: date(closedAt) }) : t("openState")}</span>
      {assignee ? <bdi className="truncate">{t("held", { name: assignee })}</bdi> : null}
      <Link href={`/${org}/inbox/${id}`} className="ml-auto text-accent hover:underline">
        {t("open")}
      </Link>
    </h2>
  );
}
