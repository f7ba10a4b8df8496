"use client";
import { useTranslations } from "next-intl";
import { type ReactElement, useState } from "react";
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

/** Opens as it appears. */
export function EmojiPopover({
  trigger,
  onChoose,
}: {
  trigger: ReactElement;
  onChoose: (emoji: string) => void;
}) {
  const t = useTranslations("inbox.composer");
  const [open, setOpen] = useState(true);
  return (
    <Popover open={open} onOpenChange={setOpen} label={t("emoji")} trigger={trigger}>
      <div className="grid grid-cols-6 gap-0.5">
        {emojis.map((emoji) => (
          <button
            key={emoji}
            type="button"
            className="grid size-9 place-items-center rounded-md text-lg hover:bg-hover"
            onClick={() => {
              setOpen(false);
              onChoose(emoji);
            }}
          >
            {emoji}
          </button>
        ))}
      </div>
    </Popover>
  );
}
