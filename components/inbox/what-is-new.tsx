import { useTranslations } from "next-intl";
import { previewOf } from "@/server/conversations/rules/preview";
import type { ThreadMessage } from "./api";

/** What landed while one wrote, in a few lines: who and what. The thread above has all of it. */
export function WhatIsNew({ messages }: { messages: ThreadMessage[] }) {
  const t = useTranslations("inbox");
  if (messages.length === 0) return null;
  return (
    <div className="mt-1">
      <p className="text-sm">{t("presence.new", { count: messages.length })}</p>
      <ul className="grid gap-0.5">
        {messages.slice(-3).map((message) => (
          <li key={message.id} className="flex min-w-0 gap-1.5">
            <bdi className="shrink-0 font-medium">
              {message.direction === "in"
                ? t("origin.customer")
                : (message.author?.name ?? t("origin.phone"))}
            </bdi>
            <bdi className="truncate">{previewOf(message.content) || t("message.quotedOther")}</bdi>
          </li>
        ))}
      </ul>
    </div>
  );
}
