"use client";
import { RotateCw } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import { cn } from "@/components/ui/cn";

const MINUTE = 60_000;

function ageOf(at: Date, now: Date) {
  const minutes = Math.max(0, Math.floor((now.getTime() - at.getTime()) / MINUTE));
  if (minutes < 1) return { unit: "now", count: 0 } as const;
  if (minutes < 60) return { unit: "minutes", count: minutes } as const;
  if (minutes < 24 * 60) return { unit: "hours", count: Math.floor(minutes / 60) } as const;
  return { unit: "days", count: Math.floor(minutes / (24 * 60)) } as const;
}

/** How long ago, in one short figure: `12 min`. The moment itself is on hover. */
export function Age({ at, now, className }: { at: Date; now: Date; className?: string }) {
  const t = useTranslations("common.age");
  const format = useFormatter();
  const { unit, count } = ageOf(at, now);
  return (
    <time
      dateTime={at.toISOString()}
      title={format.dateTime(at, { dateStyle: "full", timeStyle: "short" })}
      className={cn("figures whitespace-nowrap", className)}
    >
      {unit === "now" ? t("now") : t(unit, { count })}
    </time>
  );
}

type AgeStampProps = { at: Date; now: Date; onRefresh?: () => void; busy?: boolean };

/** As of when live data is; old data says so, and can be asked for again. */
export function AgeStamp({ at, now, onRefresh, busy }: AgeStampProps) {
  const t = useTranslations("common");
  const format = useFormatter();
  const time = format.dateTime(at, { hour: "numeric", minute: "2-digit" });
  const old = now.getTime() - at.getTime() > 24 * 60 * MINUTE;
  const day = format.dateTime(at, { day: "numeric", month: "short" });
  return (
    <span className="figures inline-flex items-center gap-1 text-sm text-ink-3">
      <time dateTime={at.toISOString()}>
        {old ? t("age.asOfDay", { day, time }) : t("age.asOf", { time })}
      </time>
      {onRefresh ? (
        <button
          type="button"
          onClick={onRefresh}
          disabled={busy}
          aria-label={t("action.refresh")}
          className="grid size-6 place-items-center rounded-sm text-ink-3 hover:bg-hover hover:text-ink"
        >
          <RotateCw size={12} aria-hidden className={cn(busy && "animate-spin")} />
        </button>
      ) : null}
    </span>
  );
}
