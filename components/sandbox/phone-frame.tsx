"use client";
import { BatteryMedium, Signal, SignalZero, TimerReset } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { useClock } from "@/components/clock";
import { cn } from "@/components/ui/cn";
import { useAhead } from "./use-clock";

const shell = "light-dark(oklch(0.27 0.014 240), oklch(0.12 0.008 240))";

type PhoneFrameProps = { offsetMs: number; noSignal: boolean; children: ReactNode };

/** A phone drawn around its screen; on a real phone the screen is the whole page. */
export function PhoneFrame({ offsetMs, noSignal, children }: PhoneFrameProps) {
  return (
    <div
      style={{ "--shell": shell } as React.CSSProperties}
      className={cn(
        "flex size-full max-h-full flex-col",
        "md:h-[min(800px,100%)] md:w-[396px] md:max-w-full md:rounded-[46px] md:bg-(--shell) md:p-[9px] md:shadow-float",
      )}
    >
      <div className="flex min-h-0 flex-1 flex-col overflow-hidden bg-paper md:rounded-[37px]">
        <StatusBar offsetMs={offsetMs} noSignal={noSignal} />
        {children}
      </div>
    </div>
  );
}

/** The phone's own clock is the organization's, so that a moved one is seen. */
function StatusBar({ offsetMs, noSignal }: Pick<PhoneFrameProps, "offsetMs" | "noSignal">) {
  const t = useTranslations("sandbox");
  const format = useFormatter();
  const ahead = useAhead();
  const now = useClock();
  return (
    <div className="relative flex h-8 shrink-0 items-center justify-between bg-surface px-6 text-sm safe-top max-md:px-4">
      <span className="figures flex items-center gap-2 font-semibold">
        {format.dateTime(now, { hour: "numeric", minute: "2-digit" })}
        {offsetMs > 0 ? (
          <span
            title={t("clock.ahead", { time: ahead(offsetMs) })}
            className="inline-flex items-center gap-1 rounded-sm bg-amber-soft px-1 font-medium text-amber-ink"
          >
            <TimerReset size={11} aria-hidden />
            {t("phone.ahead", { time: ahead(offsetMs) })}
          </span>
        ) : null}
      </span>
      <span
        aria-hidden
        className="absolute top-2 left-1/2 h-4 w-20 -translate-x-1/2 rounded-full bg-(--shell) max-md:hidden"
      />
      <span className="flex items-center gap-1.5 text-ink-2">
        {noSignal ? (
          <span role="status" className="flex items-center gap-1 text-red-ink">
            <SignalZero size={13} aria-hidden />
            {t("phone.noSignal")}
          </span>
        ) : (
          <Signal size={13} aria-hidden />
        )}
        <BatteryMedium size={16} aria-hidden />
      </span>
    </div>
  );
}
