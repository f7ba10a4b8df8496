"use client";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Clock } from "@/components/clock";
import { useTRPC } from "@/components/trpc";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Skeleton } from "@/components/ui/skeleton";
import { Tabs } from "@/components/ui/tabs";
import { allows } from "@/server/permissions";
import { type Box, boxes } from "@/server/tasks/schema";
import { TaskCard } from "./task-card";
import type { Me } from "./types";
import { useFreshTasks } from "./use-fresh-tasks";

type TasksProps = { org: string; me: Me; first: Box };

/** What was asked of the back office: mine, what waits, what colleagues have, what I asked for, and what is finished. */
export function Tasks({ now, ...props }: TasksProps & { now: Date }) {
  return (
    <Clock start={now}>
      <Boxes {...props} />
    </Clock>
  );
}

function Boxes({ org, me, first }: TasksProps) {
  const t = useTranslations("tasks");
  const trpc = useTRPC();
  const [box, setBox] = useState(first);
  const { data: counts } = useQuery(trpc.tasks.counts.queryOptions());
  useFreshTasks();
  const [works, asks] = [allows(me.role, "tasks:work"), allows(me.role, "tasks:ask")];
  const shown = boxes.filter((one) => one === "finished" || (one === "asked" ? asks : works));
  return (
    <div className="h-full overflow-y-auto">
      <div className="mx-auto grid max-w-[760px] grid-cols-1 gap-4 px-5 py-6 max-md:px-4">
        <header className="grid gap-1">
          <h1 className="text-xl font-semibold">{t("title")}</h1>
          <p className="text-pretty text-ink-2">{t("lead")}</p>
        </header>
        <Tabs
          value={box}
          onChange={(next) => {
            setBox(next);
            window.history.replaceState(null, "", `?box=${next}`);
          }}
          label={t("boxes")}
          tabs={shown.map((value) => ({
            value,
            label: t(`box.${value}`),
            ...(value !== "finished" && counts ? { count: counts[value] } : {}),
            content: <TaskBox org={org} me={me} box={value} />,
          }))}
        />
      </div>
    </div>
  );
}

function TaskBox({ org, me, box }: { org: string; me: Me; box: Box }) {
  const t = useTranslations("tasks");
  const trpc = useTRPC();
  const { data, isError, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(
    trpc.tasks.list.infiniteQueryOptions(
      { box },
      { getNextPageParam: (page) => page.next, placeholderData: (before) => before },
    ),
  );
  if (isError)
    return (
      <p role="alert" className="flex items-center gap-3 text-ink-2">
        {t("unread")}
        <Button size="sm" onClick={() => void refetch()}>
          {t("again")}
        </Button>
      </p>
    );
  if (!data)
    return (
      <div className="grid gap-2">
        {[1, 2, 3].map((n) => (
          <Skeleton key={n} className="h-20" />
        ))}
      </div>
    );
  const tasks = data.pages.flatMap((page) => page.tasks);
  if (tasks.length === 0) return <EmptyState title={t(`empty.${box}`)} text={t(`emptyText.${box}`)} />;
  return (
    <>
      <ul className="grid gap-2">
        {tasks.map((task) => (
          <TaskCard key={task.id} org={org} me={me} task={task} />
        ))}
      </ul>
      {hasNextPage ? (
        <Button className="mt-3" busy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {t("more")}
        </Button>
      ) : null}
    </>
  );
}
