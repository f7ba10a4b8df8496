"use client";
import { ChevronRight } from "lucide-react";
import { useTranslations } from "next-intl";
import { usePreferences } from "@/components/settings/use-preferences";
import { cn } from "@/components/ui/cn";

/** Whether this member wants runs of events folded, and what turns it round: everywhere, and for the next time. */
export function useFolded(): { folded: boolean; toggle: () => void } {
  const { preferences, change } = usePreferences();
  const folded = preferences?.foldEvents ?? true;
  return { folded, toggle: () => change({ foldEvents: !folded }) };
}

type EventFoldProps = { count: number; folded: boolean; onToggle: () => void };

/** A run of events as one line, or the line above them that folds them again. */
export function EventFold({ count, folded, onToggle }: EventFoldProps) {
  const t = useTranslations("inbox.event");
  return (
    <div className="flex justify-center px-4 pt-2.5">
      <button
        type="button"
        aria-expanded={!folded}
        onClick={onToggle}
        className="flex items-center gap-1 rounded-full border border-line px-2.5 py-0.5 text-sm text-ink-3 hover:bg-hover hover:text-ink"
      >
        <ChevronRight size={12} aria-hidden className={cn("transition-transform", !folded && "rotate-90")} />
        {t(folded ? "folded" : "unfolded", { count })}
      </button>
    </div>
  );
}
