"use client";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useTRPC } from "@/components/trpc";
import { toast } from "@/components/ui/toast";
import { useRefusal } from "@/components/use-refusal";
import { PickDialog } from "./pick-dialog";
import { PriorityMark } from "./priority-mark";

const levels = [2, 1, 0] as const;

/** How urgent it is: the first thing that the queues are ordered by. */
export function PriorityDialog({ ids, onDone }: { ids: string[]; onDone: () => void }) {
  const t = useTranslations("work");
  const name = useTranslations("inbox.priority");
  const trpc = useTRPC();
  const refusal = useRefusal();
  const [only] = ids.length === 1 ? ids : [];
  const { data: item } = useQuery(
    trpc.conversations.byId.queryOptions({ id: only ?? "" }, { enabled: only !== undefined }),
  );
  const { mutate } = useMutation(
    trpc.routing.prioritize.mutationOptions({ onError: (error) => toast(refusal(error)) }),
  );
  return (
    <PickDialog
      title={t("priority.title", { count: ids.length })}
      picks={levels.map((priority) => ({
        id: String(priority),
        label: name(`${priority}`),
        icon: <PriorityMark priority={priority} />,
        checked: item?.priority === priority,
        onChoose: () => {
          mutate({ conversationIds: ids, priority });
          onDone();
        },
      }))}
      onClose={onDone}
    />
  );
}
