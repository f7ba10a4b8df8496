"use client";
import { useFormatter } from "next-intl";
import { useClock } from "@/components/clock";

/** When it was said: the hour of today, the day of this year, else the whole date. */
export function HitTime({ at }: { at: Date }) {
  const now = useClock();
  const format = useFormatter();
  const day = (date: Date) => format.dateTime(date, { day: "numeric", month: "short", year: "numeric" });
  const year = (date: Date) => format.dateTime(date, { year: "numeric" });
  const says =
    day(at) === day(now)
      ? format.dateTime(at, { hour: "numeric", minute: "2-digit" })
      : year(at) === year(now)
        ? format.dateTime(at, { day: "numeric", month: "short" })
        : day(at);
  return (
    <time
      dateTime={at.toISOString()}
      title={format.dateTime(at, { dateStyle: "full", timeStyle: "short" })}
      className="figures shrink-0 text-sm whitespace-nowrap text-ink-3"
    >
      {says}
    </time>
  );
}
