import { ChevronsUp, ChevronUp } from "lucide-react";
import { useTranslations } from "next-intl";
import { cn } from "@/components/ui/cn";

/** How urgent: one arrow up, or two; in words for who cannot see it. Nothing where it is normal. */
export function PriorityMark({ priority, className }: { priority: number; className?: string }) {
  const t = useTranslations("inbox.row");
  if (priority <= 0) return null;
  const Icon = priority === 1 ? ChevronUp : ChevronsUp;
  return (
    <Icon
      size={13}
      role="img"
      aria-label={t(priority === 1 ? "priority" : "urgent")}
      className={cn("shrink-0", priority === 1 ? "text-amber-ink" : "text-red-ink", className)}
    />
  );
}
