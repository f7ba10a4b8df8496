import { useTranslations } from "next-intl";
import type { MessageView } from "./types";

/** Reactions as chips that sit on the lower edge of their bubble. */
export function Reactions({ reactions }: Pick<MessageView, "reactions">) {
  const t = useTranslations("inbox.message");
  const given = reactions.filter((reaction) => reaction.emoji !== "");
  if (given.length === 0) return null;
  return (
    <ul className="relative z-[1] -mt-1 flex gap-1 px-2">
      {given.map((reaction) => (
        <li
          key={reaction.by}
          title={t("reacted", { name: reaction.name, emoji: reaction.emoji })}
          className="overflow-hidden rounded-full border border-line-strong bg-raised px-1.5 text-sm"
        >
          <span className="sr-only">{t("reacted", { name: reaction.name, emoji: reaction.emoji })}</span>
          <span aria-hidden>{reaction.emoji}</span>
        </li>
      ))}
    </ul>
  );
}
