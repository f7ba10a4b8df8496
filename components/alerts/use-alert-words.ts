"use client";
import { useTranslations } from "next-intl";
import type { Alert } from "@/server/organizations/rules/preferences";

export interface News {
  kind: Alert;
  conversationId: string;
  contactName: string | null;
  by: string | null;
  text: string;
  count: number;
}

/** A burst as one notification: of one conversation by its contact and last words, of several as a number and names. */
export function useAlertWords() {
  const t = useTranslations("alerts");
  return (news: News[]): { title: string; body: string; conversationId: string | null } => {
    const name = (one: News | undefined) => one?.contactName ?? t("someone");
    const last = news[news.length - 1];
    const conversations = new Map(news.map((one) => [one.conversationId, one]));
    if (conversations.size > 1 || !last)
      return {
        title: t("many", { count: conversations.size }),
        body: [...conversations.values()].map(name).join(", "),
        conversationId: null,
      };
    const count = news.reduce((n, one) => n + (one.kind === "written" ? one.count : 0), 0);
    return {
      title: t(`title.${last.kind}`, {
        name: name(last),
        by: last.by ?? t("someone"),
        count: Math.max(1, count),
      }),
      body: last.text || t("noText"),
      conversationId: last.conversationId,
    };
  };
}
