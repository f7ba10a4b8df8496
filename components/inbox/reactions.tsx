import { useTranslations } from "next-intl";
import type { MessageView } from "./types";

type ReactionsProps = Pick<MessageView, "reactions"> & {
  /** Takes ours back; absent where that cannot be. */
  onTakeBack?: (() => void) | undefined;
};

const look = "block overflow-hidden rounded-full border border-line-strong bg-raised px-1.5 text-sm";

/** Reactions as chips that sit on the lower edge of their bubble; pressing ours takes it back. */
export function Reactions({ reactions, onTakeBack }: ReactionsProps) {
  const t = useTranslations("inbox");
  const given = reactions.filter((reaction) => reaction.emoji !== "");
  if (given.length === 0) return null;
  const words = ({ by, emoji, name }: MessageView["reactions"][number]) =>
    t("message.reacted", { name: by === "us" ? t("message.you") : name || t("origin.customer"), emoji });
  return (
    <ul className="relative z-[1] -mt-1 flex gap-1 px-2">
      {given.map((reaction) => (
        <li key={reaction.by} title={words(reaction)}>
          {reaction.by === "us" && onTakeBack ? (
            <button
              type="button"
              className={`${look} border-accent/60 hover:bg-hover`}
              aria-label={`${words(reaction)}. ${t("message.unreact")}`}
              onClick={onTakeBack}
            >
              {reaction.emoji}
            </button>
          ) : (
            <span className={look}>
              <span className="sr-only">{words(reaction)}</span>
              <span aria-hidden>{reaction.emoji}</span>
            </span>
          )}
        </li>
      ))}
    </ul>
  );
}
