import { useTranslations } from "next-intl";

/** Minutes as one says them: 45 min, 8 h, 1 h 30 min. */
export function useSpan() {
  const t = useTranslations("sla.span");
  return (minutes: number): string => {
    const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
    if (hours === 0) return t("minutes", { minutes: rest });
    return rest === 0 ? t("hours", { hours }) : t("both", { hours, minutes: rest });
  };
}
