"use client";
import { MessageSquare } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { ChannelBadge } from "@/components/inbox/channel-badge";
import { Name } from "@/components/inbox/foreign-text";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { allows } from "@/server/permissions";
import { FinishForm } from "./finish-form";
import { OutcomeBadge } from "./outcome-badge";
import { TaskDue } from "./task-due";
import type { Me, Task } from "./types";
import { useMoveTask } from "./use-move-task";
import { useTaskWords } from "./use-task-words";

/** One thing asked: what, for whom, by when, who has it; and what the reader may do with it. */
export function TaskCard({ org, me, task }: { org: string; me: Me; task: Task }) {
  const t = useTranslations("tasks");
  const [finishing, setFinishing] = useState(false);
  const { move, busy } = useMoveTask(task);
  const mine = task.assignee?.id === me.id;
  const { holder } = useTaskWords();
  const finished = task.state === "done";
  const works = allows(me.role, "tasks:work") && !finished;
  const whose = finished
    ? t("finishedBy", { name: task.assignee?.name ?? "—" })
    : mine
      ? t("yours")
      : holder(task);
  return (
    <li data-task={task.id} className="grid gap-2 rounded-lg border border-line bg-raised p-3.5">
      <div className="flex min-w-0 flex-wrap items-start gap-x-3 gap-y-1">
        <h2 className="min-w-0 flex-1 basis-48 font-semibold [overflow-wrap:anywhere]">
          <bdi>{task.title}</bdi>
        </h2>
        {task.priority > 0 && !finished ? <Badge tone="red">{t("urgent")}</Badge> : null}
        {task.outcome ? <OutcomeBadge outcome={task.outcome} /> : <TaskDue at={task.dueAt} />}
      </div>
      {task.body ? (
        <p className="whitespace-pre-wrap text-ink-2 [overflow-wrap:anywhere]">
          <bdi>{task.body}</bdi>
        </p>
      ) : null}
      {task.result ? (
        <p className="rounded-md bg-note px-2.5 py-1.5 whitespace-pre-wrap text-note-ink [overflow-wrap:anywhere]">
          <bdi>{task.result}</bdi>
        </p>
      ) : null}
      <p className="flex min-w-0 flex-wrap items-center gap-x-2 gap-y-1 text-sm text-ink-3">
        <Link
          href={`/${org}/inbox/${task.conversationId}`}
          className="inline-flex min-w-0 items-center gap-1.5 text-accent hover:underline"
        >
          <MessageSquare size={13} aria-hidden className="shrink-0" />
          <Name className="min-w-0">{task.contact ?? t("unnamed")}</Name>
        </Link>
        <ChannelBadge account={task.number} className="max-w-28" />
        <span className="[overflow-wrap:anywhere]">{t("asked", { name: task.askedBy })}</span>
        <span className="[overflow-wrap:anywhere]">{whose}</span>
      </p>
      {works && !finishing ? (
        <div className="flex flex-wrap gap-2">
          {mine || !task.assignee ? (
            <Button size="sm" look={mine ? "primary" : "plain"} onClick={() => setFinishing(true)}>
              {t("finish")}
            </Button>
          ) : null}
          {mine ? null : (
            <Button size="sm" busy={busy} onClick={() => move({ memberId: me.id })}>
              {t("take")}
            </Button>
          )}
          {mine ? (
            <Button size="sm" busy={busy} onClick={() => move({ queue: true })}>
              {t("giveBack")}
            </Button>
          ) : null}
        </div>
      ) : null}
      {works && finishing ? <FinishForm task={task} onDone={() => setFinishing(false)} /> : null}
    </li>
  );
}
