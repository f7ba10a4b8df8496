"use client";
import { Smile } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { Popover } from "@/components/ui/popover";

const emojis = [
  "😀",
  "😂",
  "😊",
  "😍",
  "🤔",
  "😅",
  "😢",
  "😮",
  "👍",
  "👎",
  "👏",
  "🙏",
  "🙌",
  "💪",
  "👋",
  "🤝",
  "❤️",
  "🎉",
  "✅",
  "❌",
  "⏳",
  "📎",
  "📍",
  "📞",
];

/** The few that work needs; the keyboard of the system has the rest. */
export function EmojiMenu({ onChoose }: { onChoose: (emoji: string) => void }) {
  const t = useTranslations("inbox.composer");
  return (
    <Popover
      label={t("emoji")}
      trigger={
        <Button look="quiet" size="icon" aria-label={t("emoji")}>
          <Smile size={16} aria-hidden />
        </Button>
      }
    >
      <div className="grid grid-cols-6 gap-0.5">
        {emojis.map((emoji) => (
          <button
            key={emoji}
            type="button"
            className="grid size-9 place-items-center rounded-md text-lg hover:bg-hover"
            onClick={() => onChoose(emoji)}
          >
            {emoji}
          </button>
        ))}
      </div>
    </Popover>
  );
}
