import { Timer, TimerOff } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import { Badge } from "@/components/ui/badge";
import { cn } from "@/components/ui/cn";
import type { Item } from "../api";

type Due = NonNullable<Item["due"]>;

const minute = 60_000;
/** A promise that ends within the hour is at risk: what the board and the filter call so too. */
const near = 60 * minute;

const levelOf = (due: Due, now: Date): "late" | "near" | "calm" => {
  const left = due.at.getTime() - now.getTime();
  return left <= 0 ? "late" : left <= near ? "near" : "calm";
};

/** In a row: how long until what we promised, once it presses. */
export function DueMark({ due, now }: { due: Due | null; now: Date }) {
  const words = useDueWords();
  if (!due || levelOf(due, now) === "calm") return null;
  const late = levelOf(due, now) === "late";
  const Icon = late ? TimerOff : Timer;
  return (
    <span
      title={words.long(due, now)}
      className={cn(
        "figures flex shrink-0 items-center gap-0.5 text-sm font-medium",
        late ? "text-red-ink" : "text-amber-ink",
      )}
    >
      <Icon size={12} role="img" aria-label={words.long(due, now)} />
      <span aria-hidden>{words.short(due, now)}</span>
    </span>
  );
}

/** Under the head: what was promised, and by when. */
export function DueBadge({ due, now }: { due: Due; now: Date }) {
  const words = useDueWords();
  const level = levelOf(due, now);
  const tone = level === "late" ? "red" : level === "near" ? "amber" : "neutral";
  return (
    <Badge tone={tone} icon={level === "late" ? <TimerOff aria-hidden /> : <Timer aria-hidden />}>
      <span className="figures">{words.long(due, now)}</span>
    </Badge>
  );
}

function useDueWords() {
  const t = useTranslations("inbox.due");
  const age = useTranslations("common.age");
  const format = useFormatter();
  const short = (due: Due, now: Date) => {
    const minutes = Math.floor(Math.abs(due.at.getTime() - now.getTime()) / minute);
    if (minutes < 60) return age("minutes", { count: minutes });
    if (minutes < 48 * 60) return age("hours", { count: Math.floor(minutes / 60) });
    return age("days", { count: Math.floor(minutes / (24 * 60)) });
  };
  return {
    short,
    long: (due: Due, now: Date) => {
      const what = t(`what.${due.what}`);
      if (due.at <= now) return t("late", { what, time: short(due, now) });
      const same = due.at.getTime() - now.getTime() < 20 * 3_600_000;
      const at = format.dateTime(due.at, {
        ...(same ? {} : { weekday: "short", day: "numeric" }),
        hour: "2-digit",
        minute: "2-digit",
      });
      return t("by", { what, time: at });
    },
  };
}
