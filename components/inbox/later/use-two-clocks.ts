"use client";
import { useFormatter, useTimeZone, useTranslations } from "next-intl";

/** A moment by the customer's clock, and by ours where that shows another time. */
export function useTwoClocks(timeZone: string | undefined): (at: Date) => string {
  const t = useTranslations("composing.later");
  const format = useFormatter();
  const ours = useTimeZone();
  const by = (at: Date, zone: string | undefined) =>
    format.dateTime(at, {
      weekday: "short",
      day: "numeric",
      month: "short",
      hour: "2-digit",
      minute: "2-digit",
      ...(zone ? { timeZone: zone } : {}),
    });
  return (at) => {
    const [there, here] = [by(at, timeZone), by(at, ours)];
    if (there === here) return here;
    const day = (zone: string | undefined) =>
      format.dateTime(at, { day: "numeric", month: "numeric", ...(zone ? { timeZone: zone } : {}) });
    const sameDay = day(timeZone) === day(ours);
    const short = sameDay ? format.dateTime(at, { hour: "2-digit", minute: "2-digit" }) : here;
    return t("both", { there, here: short });
  };
}

/** "America/Argentina/Buenos_Aires" as people say it. */
export const cityOf = (timeZone: string): string =>
  (timeZone.split("/").pop() ?? timeZone).replaceAll("_", " ");
