import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTRPC } from "@/components/trpc";
import { toast } from "@/components/ui/toast";
import { useRefusal } from "@/components/use-refusal";
import type { Task } from "./types";

/** Takes a task or puts it back, as it is on screen: who acted meanwhile wins, and the list is asked for again either way. */
export function useMoveTask(task: Task) {
  const trpc = useTRPC();
  const client = useQueryClient();
  const refusal = useRefusal();
  const { mutate, isPending } = useMutation(
    trpc.tasks.assign.mutationOptions({
      onError: (error) => toast(refusal(error)),
      onSettled: () => client.invalidateQueries({ queryKey: trpc.tasks.pathKey() }),
    }),
  );
  return {
    busy: isPending,
    move: (to: { memberId: string } | { queue: true }) =>
      mutate({ taskId: task.id, to, from: task.assignee?.id ?? null }),
  };
}
