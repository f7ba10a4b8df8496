"use client";
import { Copy, Link2, Reply } from "lucide-react";
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
      <Emojis own={own} onReact={onReact} onDone={() => setOpen(false)} />
    </Popover>
  );
}

type TouchMenuProps = Pick<ReactMenuProps, "trigger" | "own"> & {
  onReact?: ((emoji: string) => void) | undefined;
  onReply?: (() => void) | undefined;
  onCopy?: (() => void) | undefined;
  onLink?: (() => void) | undefined;
};

/** All that can be done with a message, for a finger: it has no pointer to come near with. Opens as it appears. */
export function TouchMenu({ trigger, own, onReact, onReply, onCopy, onLink }: TouchMenuProps) {
  const t = useTranslations("inbox.message");
  const [open, setOpen] = useState(true);
  const then = (act: () => void) => () => {
    setOpen(false);
    act();
  };
  return (
    <Popover open={open} onOpenChange={setOpen} label={t("actions")} trigger={trigger} className="p-2!">
      {onReact ? <Emojis own={own} onReact={onReact} onDone={() => setOpen(false)} /> : null}
      {onReply ? (
        <button type="button" className={line} onClick={then(onReply)}>
          <Reply size={16} aria-hidden />
          {t("reply")}
        </button>
      ) : null}
      {onCopy ? (
        <button type="button" className={line} onClick={then(onCopy)}>
          <Copy size={16} aria-hidden />
          {t("copy")}
        </button>
      ) : null}
      {onLink ? (
        <button type="button" className={line} onClick={then(onLink)}>
          <Link2 size={16} aria-hidden />
          {t("copyLink")}
        </button>
      ) : null}
    </Popover>
  );
}

const line =
  "flex min-h-11 w-full items-center gap-2.5 rounded-md px-2 text-left hover:bg-hover [&>svg]:text-ink-3";

type EmojisProps = Pick<ReactMenuProps, "own" | "onReact"> & { onDone: () => void };

function Emojis({ own, onReact, onDone }: EmojisProps) {
  return (
    <div className="grid grid-cols-6 gap-0.5">
      {emojis.map((emoji) => (
        <button
          key={emoji}
          type="button"
          aria-pressed={emoji === own}
          aria-label={emoji}
          className={cn(
            "grid size-9 place-items-center rounded-md text-lg hover:bg-hover max-md:size-11",
            emoji === own && "bg-selected",
          )}
          onClick={() => {
            onDone();
            onReact(emoji === own ? "" : emoji);
          }}
        >
          {emoji}
        </button>
      ))}
    </div>
  );
}
