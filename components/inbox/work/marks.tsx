"use client";
import { AlarmClock, RotateCcw } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import { useClock } from "@/components/clock";
import { Badge } from "@/components/ui/badge";
import { allows, type Role } from "@/server/permissions";
import type { Item } from "../api";
import { ask } from "./ask";
import { DueBadge } from "./due-mark";
import { LabelChip } from "./label-chip";
import { PriorityMark } from "./priority-mark";

/** Under the head: what it is marked with, why it is away or back, and what the customer came back to. Nothing where there is nothing. */
export function Marks({ item, role }: { item: Item; role: Role }) {
  const t = useTranslations("work");
  const level = useTranslations("inbox.priority");
  const { labels, priority, snoozedUntil, wokenAt, reopened, due } = item;
  const now = useClock();
  const format = useFormatter();
  const until = snoozedUntil
    ? format.dateTime(snoozedUntil, { dateStyle: "medium", timeStyle: "short" })
    : null;
  if (labels.length === 0 && priority === 0 && !until && !wokenAt && !reopened && !due) return null;
  return (
    <div className="flex flex-wrap items-center gap-1.5 border-b border-line px-3 py-1.5">
      {priority > 0 ? (
        <Badge tone={priority === 1 ? "amber" : "red"} icon={<PriorityMark priority={priority} />}>
          {level(priority === 1 ? "1" : "2")}
        </Badge>
      ) : null}
      {due ? <DueBadge due={due} now={now} /> : null}
      {until ? (
        <Badge tone="info" icon={<AlarmClock aria-hidden />}>
          {t("snoozedUntil", { time: until })}
        </Badge>
      ) : null}
      {wokenAt ? (
        <Badge tone="info" icon={<AlarmClock aria-hidden />}>
          {t("back")}
        </Badge>
      ) : null}
      {reopened ? <Reopened reopened={reopened} /> : null}
      <Labels labels={labels} id={item.id} may={allows(role, "conversations:label")} />
    </div>
  );
}

function Reopened({ reopened }: { reopened: NonNullable<Item["reopened"]> }) {
  const t = useTranslations("work.reopened");
  const minutes = Math.max(
    1,
    Math.round((reopened.openedAt.getTime() - reopened.closedAt.getTime()) / 60_000),
  );
  const after = minutes < 60 ? t("minutes", { minutes }) : t("hours", { hours: Math.round(minutes / 60) });
  return (
    <Badge icon={<RotateCcw aria-hidden />}>
      {reopened.reason ? t("because", { after, reason: reopened.reason }) : t("after", { after })}
    </Badge>
  );
}

/** The labels as one button that opens their list, or bare where they cannot be changed. */
function Labels({ labels, id, may }: { labels: Item["labels"]; id: string; may: boolean }) {
  const t = useTranslations("work.labels");
  if (labels.length === 0) return null;
  const chips = labels.map((label) => <LabelChip key={label.id} label={label} className="max-w-40" />);
  if (!may) return <span className="flex min-w-0 flex-wrap gap-1">{chips}</span>;
  return (
    <button
      type="button"
      title={t("act")}
      aria-label={t("change", { labels: labels.map((l) => l.name).join(", ") })}
      onClick={() => ask({ work: "labels", conversationIds: [id] })}
      className="flex min-w-0 flex-wrap gap-1 rounded-full hover:bg-hover"
    >
      {chips}
    </button>
  );
}
