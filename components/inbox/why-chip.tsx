"use client";
import { useTranslations } from "next-intl";
import { lazy } from "react";
import { FirstPress } from "@/components/ui/first-press";
import { Name } from "./foreign-text";
import type { WhyView } from "./types";

export type WhyChipProps = {
  why: WhyView;
  /** Who has it; null while it waits. */
  assignee: { name: string; self: boolean } | null;
  /** Further figures that the rule saw: "Julia 3/5", "Tomás 5/5". */
  seen?: string[];
  /** For who leads the panel goes on: why nobody else has it. */
  conversationId?: string;
};

const load = () => import("./why-panel");
const WhyPanel = lazy(load);

/** Why this came to me, or why it is still waiting: in two words, and in full on a press. */
export function WhyChip(props: WhyChipProps) {
  const t = useTranslations("inbox.why");
  const button = (
    <button
      type="button"
      aria-haspopup="dialog"
      className="inline-flex h-5 items-center gap-1 rounded-sm px-1 text-sm whitespace-nowrap text-ink-3 underline decoration-dotted underline-offset-3 hover:bg-hover hover:text-ink-2"
    >
      {props.why.key === "rule" ? (
        <Name className="max-w-40 truncate">{props.why.name}</Name>
      ) : (
        t(props.why.key)
      )}
    </button>
  );
  return (
    <FirstPress trigger={button} load={load}>
      <WhyPanel {...props} trigger={button} />
    </FirstPress>
  );
}
