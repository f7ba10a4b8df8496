"use client";
import { ArrowDown, ArrowUp } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";
import { Spinner } from "@/components/ui/spinner";

const pill =
  "absolute left-1/2 z-[3] flex h-7 -translate-x-1/2 items-center gap-1.5 rounded-full px-3 text-sm whitespace-nowrap shadow-float";

/** Over the top of the thread: what nobody has read begins further up. */
export function ToUnread({ count, onGo }: { count: number; onGo: () => void }) {
  const t = useTranslations("inbox.thread");
  return (
    <Pill className="top-2" onGo={onGo}>
      <ArrowUp size={13} aria-hidden />
      {t("toUnread", { count })}
    </Pill>
  );
}

/** Over the end of the thread: something newer lies below. */
export function ToNewest({ count, onGo }: { count: number; onGo: () => void }) {
  const t = useTranslations("inbox");
  return (
    <Pill className="bottom-3" onGo={onGo}>
      <ArrowDown size={13} aria-hidden />
      {count > 0 ? t("message.jumpNew", { count }) : t("thread.toNewest")}
    </Pill>
  );
}

/** The part of the conversation that was asked for is on its way. */
export function LookingMark() {
  const t = useTranslations("inbox.thread");
  return (
    <p role="status" className={cn(pill, "top-2 animate-late bg-raised text-ink-2")}>
      <Spinner size={13} />
      {t("looking")}
    </p>
  );
}

function Pill({ className, onGo, children }: { className: string; onGo: () => void; children: ReactNode }) {
  return (
    <button
      type="button"
      onClick={onGo}
      className={cn(pill, "bg-raised font-medium text-ink hover:bg-hover", className)}
    >
      {children}
    </button>
  );
}
