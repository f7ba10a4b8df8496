import { useFormatter, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";

/** A line of what happened: assigned, transferred, closed. A knot on the thread, not a bubble. */
export function EventLine({ at, children }: { at: Date; children: ReactNode }) {
  const format = useFormatter();
  return (
    <p className="flex items-center justify-center gap-2 px-4 pt-2.5 text-sm text-ink-3">
      <span aria-hidden className="size-1.5 shrink-0 rounded-full border border-control" />
      <bdi className="min-w-0 text-pretty [overflow-wrap:anywhere]">{children}</bdi>
      <time dateTime={at.toISOString()} className="figures">
        {format.dateTime(at, { hour: "numeric", minute: "2-digit" })}
      </time>
    </p>
  );
}

/** Where a day begins. `now` tells today and yesterday. */
export function DayMark({ day, now }: { day: Date; now: Date }) {
  const t = useTranslations("common.age");
  const format = useFormatter();
  const name = (date: Date) => format.dateTime(date, { weekday: "long", day: "numeric", month: "long" });
  const yesterday = new Date(now.getTime() - 86_400_000);
  const says =
    name(day) === name(now) ? t("today") : name(day) === name(yesterday) ? t("yesterday") : name(day);
  return <Line className="pt-4 text-ink-3">{says}</Line>;
}

/** Where the member left off. */
export function UnreadMark() {
  const t = useTranslations("inbox.message");
  return <Line className="pt-3 font-medium text-ink">{t("unreadLine")}</Line>;
}

function Line({ className, children }: { className?: string; children: ReactNode }) {
  return (
    <div className={cn("flex items-center gap-3 px-4 text-sm", className)}>
      <span aria-hidden className="h-px flex-1 bg-line" />
      <span className="first-letter:uppercase">{children}</span>
      <span aria-hidden className="h-px flex-1 bg-line" />
    </div>
  );
}
