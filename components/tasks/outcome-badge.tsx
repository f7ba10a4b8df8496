import { Badge } from "@/components/ui/badge";
import type { Outcome } from "@/server/tasks/schema";
import { useTaskWords } from "./use-task-words";

/** How a task ended. */
export function OutcomeBadge({ outcome }: { outcome: Outcome }) {
  const words = useTaskWords();
  return <Badge tone={outcome === "done" ? "calm" : "amber"}>{words.outcome(outcome)}</Badge>;
}
