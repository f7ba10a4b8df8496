"use client";
import { useTranslations } from "next-intl";
import { Popover } from "@/components/ui/popover";
import type { WhyView } from "./types";

type WhyChipProps = {
  why: WhyView;
  /** Who has it; null while it waits. */
  assignee: { name: string; self: boolean } | null;
  /** Further figures that the rule saw: "Julia 3/5", "Tomás 5/5". */
  seen?: string[];
};

/** Why this came to me, or why it is still waiting. */
export function WhyChip({ why, assignee, seen }: WhyChipProps) {
  const t = useTranslations("inbox.why");
  const title = assignee
    ? assignee.self
      ? t("titleYou")
      : t("title", { name: assignee.name })
    : t("titleWaiting");
  return (
    <Popover
      label={title}
      align="start"
      className="w-72"
      trigger={
        <button
          type="button"
          className="inline-flex h-5 items-center gap-1 rounded-sm px-1 text-sm whitespace-nowrap text-ink-3 underline decoration-dotted underline-offset-3 hover:bg-hover hover:text-ink-2"
        >
          {t(why.key)}
        </button>
      }
    >
      <p className="font-medium">{title}</p>
      <p className="mt-0.5 text-pretty text-ink-2">
        <WhyText why={why} />
      </p>
      {seen?.length ? (
        <ul className="thread figures mt-2 grid gap-0.5 pl-3 text-sm text-ink-3">
          {seen.map((line) => (
            <li key={line}>
              <bdi>{line}</bdi>
            </li>
          ))}
        </ul>
      ) : null}
    </Popover>
  );
}

function WhyText({ why }: { why: WhyView }) {
  const t = useTranslations("inbox.why");
  switch (why.key) {
    case "lowestLoad":
      return t("lowestLoadText", { load: why.load, limit: why.limit });
    case "longestIdle":
      return t("longestIdleText", { load: why.load, limit: why.limit });
    case "assigned":
      return t("assignedText", { by: why.by });
    case "transferred":
      return t("transferredText", { by: why.by });
    case "full":
      return t("fullText", { count: why.count });
    case "nobody":
      return t("nobodyText", { team: why.team });
    case "closed":
      return t("closedText", { team: why.team, opens: why.opens });
    case "picked":
      return t("pickedText");
    case "returned":
      return t("returnedText");
  }
}
