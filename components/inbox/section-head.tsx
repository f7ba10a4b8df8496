import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";

type SectionHeadProps = { title: ReactNode; count: number; tone?: "plain" | "red"; action?: ReactNode };

/** A counted part of the list: awaiting, expired, answered. Stays in sight while its rows pass. */
export function SectionHead({ title, count, tone = "plain", action }: SectionHeadProps) {
  return (
    <div className="sticky top-0 z-[2] flex h-7 items-center gap-2 border-b border-line bg-paper px-3 text-sm">
      <h3 className={cn("font-medium", tone === "red" ? "text-red-ink" : "text-ink-2")}>{title}</h3>
      <span className="figures text-ink-3">{count}</span>
      {action ? <span className="ml-auto">{action}</span> : null}
    </div>
  );
}
