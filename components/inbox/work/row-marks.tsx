import { AlarmClock } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import type { ConversationView } from "../types";
import { LabelChip } from "./label-chip";

/** At most two labels of a row, and how many more there are; until when it is away. */
export function RowMarks({
  conversation,
  dense,
}: {
  conversation: ConversationView;
  dense?: boolean | undefined;
}) {
  const t = useTranslations("inbox.row");
  const { labels = [], snoozedUntil } = conversation;
  const format = useFormatter();
  const rest = labels.slice(2);
  return (
    <>
      {snoozedUntil ? (
        <span className="figures flex shrink-0 items-center gap-1 text-sm text-ink-3">
          <AlarmClock size={12} role="img" aria-label={t("snoozed")} />
          {format.dateTime(snoozedUntil, { weekday: "short", hour: "2-digit", minute: "2-digit" })}
        </span>
      ) : null}
      {labels.length > 0 ? (
        <span className="flex max-w-[45%] min-w-0 shrink-0 items-center gap-1">
          {labels.slice(0, 2).map((label) => (
            <LabelChip
              key={label.name}
              label={label}
              className={dense ? "h-4.5 max-w-16" : "h-4.5 max-w-20"}
            />
          ))}
          {rest.length > 0 ? (
            <span className="figures text-sm text-ink-3" title={rest.map((l) => l.name).join(", ")}>
              {t("moreLabels", { count: rest.length })}
            </span>
          ) : null}
        </span>
      ) : null}
    </>
  );
}
