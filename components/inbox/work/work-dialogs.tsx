"use client";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import { useEffect, useRef, useState } from "react";
import { useChanges } from "@/components/realtime/realtime";
import { useTRPC } from "@/components/trpc";
import { allows, type Right, type Role } from "@/server/permissions";
import { type Ask, onAsk } from "./ask";
import { useWork } from "./use-work";

const LabelsDialog = dynamic(() => import("./labels-dialog").then((m) => m.LabelsDialog));
const PriorityDialog = dynamic(() => import("./priority-dialog").then((m) => m.PriorityDialog));
const SnoozeDialog = dynamic(() => import("./snooze-dialog").then((m) => m.SnoozeDialog));
const TransferDialog = dynamic(() => import("./transfer-dialog").then((m) => m.TransferDialog));
const TaskDialog = dynamic(() => import("./task-dialog").then((m) => m.TaskDialog));
const CloseDialog = dynamic(() => import("./close-dialog").then((m) => m.CloseDialog));

const rights: Record<Ask["work"], Right> = {
  labels: "conversations:label",
  priority: "conversations:prioritize",
  snooze: "conversations:snooze",
  close: "conversations:close",
  transfer: "conversations:assign",
  task: "tasks:ask",
};

/** Waits for ask(); each dialog comes with the first one of its kind. */
export function WorkDialogs({ role, memberId }: { role: Role; memberId: string }) {
  const [asked, setAsked] = useState<Ask | null>(null);
  const trpc = useTRPC();
  const { data: closing } = useQuery({ ...trpc.conversations.closing.queryOptions(), staleTime: 300_000 });
  const { close } = useWork();
  const hear = useRef<(ask: Ask) => void>(() => {});
  hear.current = (next) => {
    if (!allows(role, rights[next.work])) return;
    const asks = next.work !== "close" || (closing?.reasons.some((reason) => !reason.archived) ?? false);
    if (asks) setAsked(next);
    else void close(next.conversationIds, null);
  };
  useEffect(() => onAsk((next) => hear.current(next)), []);
  useFreshLabels();
  if (!asked) return null;
  const props = { ids: asked.conversationIds, onDone: () => setAsked(null) };
  switch (asked.work) {
    case "labels":
      return <LabelsDialog {...props} mayCreate={allows(role, "labels:update")} />;
    case "priority":
      return <PriorityDialog {...props} />;
    case "snooze":
      return <SnoozeDialog {...props} />;
    case "close":
      return <CloseDialog {...props} />;
    case "transfer":
      return <TransferDialog {...props} memberId={memberId} />;
    case "task":
      return <TaskDialog conversationId={asked.conversationIds[0] ?? ""} onDone={props.onDone} />;
  }
}

/** A label or reason was renamed or archived somewhere: whatever shows one asks again. */
function useFreshLabels(): void {
  const trpc = useTRPC();
  const client = useQueryClient();
  useChanges((changes) => {
    if (changes !== "all" && !changes.some((c) => c.kind === "label")) return;
    const { byId, closing, list } = trpc.conversations;
    for (const queryKey of [
      trpc.labels.list.queryKey(),
      closing.queryKey(),
      byId.queryKey(),
      list.infiniteQueryKey(),
    ])
      void client.invalidateQueries({ queryKey });
  });
}
