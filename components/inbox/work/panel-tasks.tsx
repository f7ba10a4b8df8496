"use client";
import { useQuery } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { useChanges } from "@/components/realtime/realtime";
import { useTRPC } from "@/components/trpc";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { allows } from "@/server/permissions";
import { ask } from "./ask";

/** What was asked of the back office in this conversation, with who has it; absent where one may not see any. */
export function PanelTasks({ conversationId }: { conversationId: string }) {
  const t = useTranslations("work.task");
  const trpc = useTRPC();
  const { data: me } = useQuery(trpc.organizations.me.queryOptions());
  const reads = me ? allows(me.role, "tasks:read") : false;
  const { data: tasks = [], refetch } = useQuery(
    trpc.tasks.ofConversation.queryOptions({ conversationId }, { enabled: reads }),
  );
  useChanges((changes) => {
    if (reads && (changes === "all" || changes.some(({ kind }) => kind === "task"))) void refetch();
  });
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
              {task.outcome ? (
                <Badge tone={task.outcome === "done" ? "calm" : "amber"}>{t(task.outcome)}</Badge>
              ) : null}
            </span>
            {task.outcome ? null : (
              <span className="text-sm text-ink-3">
                {task.assignee
                  ? t("has", { name: task.assignee.name })
                  : task.team
                    ? t("waitsFor", { team: task.team })
                    : t("waits")}
              </span>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
