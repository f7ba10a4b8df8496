import { useLocale, useTranslations } from "next-intl";
import { LANGUAGE_TAG } from "@/messages/locales";

/** Until when the figures reach, and by whose clock the days are cut. */
export function AsOf({ now, timeZone }: { now: Date; timeZone: string }) {
  const t = useTranslations("costs");
  const tag = LANGUAGE_TAG[useLocale()];
  const time = new Intl.DateTimeFormat(tag, {
    timeZone,
    dateStyle: "long",
    timeStyle: "short",
    hourCycle: "h23",
  });
  const city = timeZone.split("/").at(-1)?.replaceAll("_", " ") ?? timeZone;
  return <p className="figures text-sm text-ink-3">{t("asOf", { time: time.format(now), zone: city })}</p>;
}
