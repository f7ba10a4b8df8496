import Link from "next/link";
import { cn } from "@/components/ui/cn";
import type { ConversationFilter } from "@/server/conversations/rules/conversation-filter";
import { behind } from "./behind";

type FigureLinkProps = {
  org: string;
  filter: ConversationFilter;
  value: number;
  label: string;
  /** Whose figure it is, for who does not see the row. */
  of: string;
  tone?: "amber";
};

/** A figure of a row: opens the conversations behind it. */
export function FigureLink({ org, filter, value, label, of, tone }: FigureLinkProps) {
  return (
    <Link
      href={behind(org, filter).list}
      className={cn(
        "rounded-xs whitespace-nowrap hover:underline",
        value === 0 ? "text-ink-3" : tone === "amber" ? "font-medium text-amber-ink" : "text-ink-2",
      )}
    >
      <span className="figures">{value}</span> {label}
      <span className="sr-only">, {of}</span>
    </Link>
  );
}
