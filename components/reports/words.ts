import { useLocale, useTranslations } from "next-intl";
import { LANGUAGE_TAG } from "@/messages/locales";
import type { Measures } from "@/server/reports/rules/measures";

/** In the order in which they are shown. */
export const counted = [
  "opened",
  "closed",
  "reopened",
  "answers",
  "late",
  "missed",
  "unanswered",
  "abandoned",
] as const;
export const timed = ["firstAnswer", "answer", "handling", "resolution"] as const;
export const shares = ["solvedAtOnce", "occupancy", "answeredRating", "satisfaction"] as const;
export type Measure = keyof Measures;

export function useMeasureWords() {
  const t = useTranslations("reports");
  const tag = LANGUAGE_TAG[useLocale()];
  /** Seconds as one says them: 40 s, 12 min, 3 h 5 min, 2 d 4 h. */
  const span = (seconds: number): string => {
    const minutes = Math.round(seconds / 60);
    if (seconds < 60) return t("span.seconds", { seconds: Math.round(seconds) });
    if (minutes < 60) return t("span.minutes", { minutes });
    const hours = Math.floor(minutes / 60);
    if (hours < 48) return t("span.hours", { hours, minutes: minutes % 60 });
    return t("span.days", { days: Math.floor(hours / 24), hours: hours % 24 });
  };
  /** 2026-11-05 as one says it, with its weekday or in figures alone. */
  const day = (key: string, how: "named" | "figures"): string =>
    new Intl.DateTimeFormat(tag, {
      timeZone: "UTC",
      day: "numeric",
      ...(how === "named" ? { weekday: "short", month: "short" } : { month: "numeric" }),
    }).format(new Date(`${key}T12:00:00Z`));
  return {
    day,
    name: (measure: Measure) => t(`measure.${measure}`),
    span,
    value: (measure: Measure, value: number | null): string => {
      if (value === null) return "—";
      if (shares.some((one) => one === measure))
        return new Intl.NumberFormat(tag, { style: "percent", maximumFractionDigits: 0 }).format(value);
      return timed.some((one) => one === measure) ? span(value) : new Intl.NumberFormat(tag).format(value);
    },
  };
}
