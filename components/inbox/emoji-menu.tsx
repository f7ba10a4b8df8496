"use client";
import { Smile } from "lucide-react";
import { useTranslations } from "next-intl";
import { lazy } from "react";
import { Button } from "@/components/ui/button";
import { FirstPress } from "@/components/ui/first-press";

const load = () => import("./emoji-popover");
const EmojiPopover = lazy(() => load().then((m) => ({ default: m.EmojiPopover })));

/** The few emojis that work needs; the keyboard of the system has the rest. */
export function EmojiMenu({ onChoose }: { onChoose: (emoji: string) => void }) {
  const t = useTranslations("inbox.composer");
  const trigger = (
    <Button look="quiet" size="icon" aria-label={t("emoji")}>
      <Smile size={16} aria-hidden />
    </Button>
  );
  return (
    <FirstPress trigger={trigger} load={load}>
      <EmojiPopover trigger={trigger} onChoose={onChoose} />
    </FirstPress>
  );
}
