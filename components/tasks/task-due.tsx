"use client";
import { useFormatter, useTranslations } from "next-intl";
import { useClock } from "@/components/clock";
import { Badge } from "@/components/ui/badge";

/** By when it is wanted; late is said in words, not by colour alone. */
export function TaskDue({ at }: { at: Date | null }) {
  const t = useTranslations("tasks");
  const format = useFormatter();
  const now = useClock();
  if (!at) return null;
  const time = format.dateTime(at, { dateStyle: "medium", timeStyle: "short" });
  const left = at.getTime() - now.getTime();
  if (left < 0) return <Badge tone="red">{t("late", { time })}</Badge>;
  return <Badge tone={left < 3_600_000 ? "amber" : "neutral"}>{t("due", { time })}</Badge>;
}
