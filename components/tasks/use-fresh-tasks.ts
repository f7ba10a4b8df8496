import { useQueryClient } from "@tanstack/react-query";
import { useChanges } from "@/components/realtime/realtime";
import { useTRPC } from "@/components/trpc";

/** A task changed somewhere: whatever shows one asks again. */
export function useFreshTasks(): void {
  const trpc = useTRPC();
  const client = useQueryClient();
  useChanges((changes) => {
    if (changes === "all" || changes.some(({ kind }) => kind === "task"))
      void client.invalidateQueries({ queryKey: trpc.tasks.pathKey() });
  });
}
