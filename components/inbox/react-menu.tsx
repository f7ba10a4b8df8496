"use client";
import { useTranslations } from "next-intl";
import { type ReactElement, useState } from "react";
import { cn } from "@/components/ui/cn";
import { Popover } from "@/components/ui/popover";

const emojis = ["👍", "❤️", "😂", "😮", "😢", "🙏", "👏", "🎉", "✅", "👀", "🙌", "👎"];

type ReactMenuProps = {
  trigger: ReactElement;
  /** Ours that stands on the message. */
  own: string;
  onReact: (emoji: string) => void;
};

/** Opens as it appears; the one that stands is pressed, and pressing it takes it back. */
export function ReactMenu({ trigger, own, onReact }: ReactMenuProps) {
  const t = useTranslations("inbox.message");
  const [open, setOpen] = useState(true);
  return (
    <Popover open={open} onOpenChange={setOpen} label={t("react")} trigger={trigger}>
      <div className="grid grid-cols-6 gap-0.5">
        {emojis.map((emoji) => (
          <button
            key={emoji}
            type="button"
            aria-pressed={emoji === own}
            aria-label={emoji}
            className={cn(
              "grid size-9 place-items-center rounded-md text-lg hover:bg-hover",
              emoji === own && "bg-selected",
            )}
            onClick={() => {
              setOpen(false);
              onReact(emoji === own ? "" : emoji);
            }}
          >
            {emoji}
          </button>
        ))}
      </div>
    </Popover>
  );
}
