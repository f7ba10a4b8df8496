"use client";
import { TimerReset } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import { useClock } from "@/components/clock";
import { Button } from "@/components/ui/button";
import { useAhead, type useSandboxClock } from "./use-clock";

const hour = 3_600_000;
const steps = [
  { key: "hour", by: hour },
  { key: "six", by: 6 * hour },
  { key: "day", by: 24 * hour },
] as const;

/** Moves the organization's time ahead and back, so that what takes a day can be seen now. */
export function ClockControl({ clock: control }: { clock: ReturnType<typeof useSandboxClock> }) {
  const t = useTranslations("sandbox.clock");
  const format = useFormatter();
  const ahead = useAhead();
  const now = useClock();
  const { clock, moving, move } = control;
  const { offsetMs, fixed } = clock;
  return (
    <section className="grid gap-2 px-5 py-4">
      <div className="flex items-baseline justify-between gap-3">
        <h3 className="font-semibold">{t("title")}</h3>
        <span className="figures text-ink-2">
          {format.dateTime(now, {
            weekday: "short",
            day: "numeric",
            month: "short",
            hour: "numeric",
            minute: "2-digit",
          })}
        </span>
      </div>
      {offsetMs > 0 ? (
        <p className="flex items-center gap-1.5 font-medium text-amber-ink">
          <TimerReset size={14} aria-hidden />
          {t("ahead", { time: ahead(offsetMs) })}
        </p>
      ) : null}
      <p className="text-pretty text-ink-3">{fixed ? t(fixed) : t(offsetMs > 0 ? "backHint" : "lead")}</p>
      {fixed ? null : (
        <div className="flex flex-wrap gap-1.5">
          {steps.map(({ key, by }) => (
            <Button key={key} size="sm" disabled={moving} onClick={() => move(offsetMs + by)}>
              {t(key)}
            </Button>
          ))}
          {offsetMs > 0 ? (
            <Button size="sm" look="quiet" disabled={moving} onClick={() => move(0)}>
              {t("back")}
            </Button>
          ) : null}
        </div>
      )}
    </section>
  );
}
