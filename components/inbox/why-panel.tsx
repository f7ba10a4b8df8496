"use client";
import { useTranslations } from "next-intl";
import { type ReactElement, useState } from "react";
import { Popover } from "@/components/ui/popover";
import type { WhyView } from "./types";
import type { WhyChipProps } from "./why-chip";
import { WhyNot } from "./why-not";

/** The reason in a sentence, and the figures the rule saw. Open from the start: it comes with the first press. */
export default function WhyPanel({
  why,
  assignee,
  seen,
  conversationId,
  trigger,
}: WhyChipProps & { trigger: ReactElement }) {
  const t = useTranslations("inbox.why");
  const [open, setOpen] = useState(true);
  const title = assignee
    ? assignee.self
      ? t("titleYou")
      : t("title", { name: assignee.name })
    : t("titleWaiting");
  return (
    <Popover
      open={open}
      onOpenChange={setOpen}
      label={title}
      align="start"
      className="w-72"
      trigger={trigger}
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
      {conversationId ? <WhyNot conversationId={conversationId} /> : null}
    </Popover>
  );
}

function WhyText({ why }: { why: WhyView }) {
  const t = useTranslations("inbox.why");
  switch (why.key) {
    case "lowestLoad":
      return t("lowestLoadText", { load: why.load, limit: why.limit });
    case "rule":
      return t(why.one ? "ruleOneText" : "ruleText", { name: why.name, load: why.load, limit: why.limit });
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
    case "executive":
      return t("executiveText");
    case "waiting":
      return t("waitingText");
    case "picked":
      return t("pickedText");
    case "returned":
      return t("returnedText");
    case "absent":
      return t("absentText");
  }
}
