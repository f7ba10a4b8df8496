import { ChevronDown, ChevronRight } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";

type SectionHeadProps = {
  title: ReactNode;
  count: number;
  tone?: "plain" | "red";
  action?: ReactNode;
  /** Opens and closes what stands below. */
  fold?: { open: boolean; toggle: () => void };
};

/** A counted part of the list: awaiting, expired, answered. Stays in sight while its rows pass. */
export function SectionHead({ title, count, tone = "plain", action, fold }: SectionHeadProps) {
  return (
    <div className="sticky top-0 z-[2] flex h-7 items-center gap-2 border-b border-line bg-paper px-3 text-sm">
      <h3 className={cn("font-medium", tone === "red" ? "text-red-ink" : "text-ink-2")}>
        {fold ? (
          <button
            type="button"
            aria-expanded={fold.open}
            onClick={fold.toggle}
            className="flex items-center gap-1 rounded-sm hover:text-ink"
          >
            {fold.open ? <ChevronDown size={13} aria-hidden /> : <ChevronRight size={13} aria-hidden />}
            {title}
          </button>
        ) : (
          title
        )}
      </h3>
      <span className="figures text-ink-3">{count}</span>
      {action ? <span className="ml-auto">{action}</span> : null}
    </div>
  );
}
