"use client";
import { useQuery } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { OutcomeBadge } from "@/components/tasks/outcome-badge";
import { useFreshTasks } from "@/components/tasks/use-fresh-tasks";
import { useTaskWords } from "@/components/tasks/use-task-words";
import { useTRPC } from "@/components/trpc";
import { Button } from "@/components/ui/button";
import { allows } from "@/server/permissions";
import { ask } from "./ask";

/** What was asked of the back office in this conversation, with who has it; absent where one may not see any. */
export function PanelTasks({ conversationId }: { conversationId: string }) {
  const t = useTranslations("work.task");
  const { holder } = useTaskWords();
  const trpc = useTRPC();
  const { data: me } = useQuery(trpc.organizations.me.queryOptions());
  const reads = me ? allows(me.role, "tasks:read") : false;
  const { data: tasks = [] } = useQuery(
    trpc.tasks.ofConversation.queryOptions({ conversationId }, { enabled: reads }),
  );
  useFreshTasks();
  if (!me || !reads) return null;
  return (
    <section className="grid gap-1.5">
      <div className="flex items-center justify-between">
        <h3 className="text-sm font-medium text-ink-2">{t("panel")}</h3>
        {allows(me.role, "tasks:ask") ? (
          <Button
            size="icon"
            look="quiet"
            aria-label={t("title")}
            onClick={() => ask({ work: "task", conversationIds: [conversationId] })}
          >
            <Plus size={14} aria-hidden />
          </Button>
        ) : null}
      </div>
      {tasks.length === 0 ? <p className="text-ink-3">{t("none")}</p> : null}
      <ul className="grid gap-1.5">
        {tasks.map((task) => (
          <li key={task.id} className="grid gap-0.5">
            <span className="flex items-start justify-between gap-2">
              <bdi className="min-w-0 [overflow-wrap:anywhere]">{task.title}</bdi>
              {task.outcome ? <OutcomeBadge outcome={task.outcome} /> : null}
            </span>
            {task.outcome ? null : <span className="text-sm text-ink-3">{holder(task)}</span>}
          </li>
        ))}
      </ul>
    </section>
  );
}
