import { useMutation, useQuery, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import type { Item } from "@/components/inbox/api";
import { useChanges } from "@/components/realtime/realtime";
import { useTRPC } from "@/components/trpc";
import { toast } from "@/components/ui/toast";
import { useRefusal } from "@/components/use-refusal";
import { queueInput } from "./queue-input";

/** The clock moves figures too: what is due or ends. Asked at least this often, in ms. */
const every = 2_000;

/** The board and its queue, asked anew with each change and every two seconds while somebody looks. */
export function useBoard() {
  const trpc = useTRPC();
  const refresh = useRefresh();
  const board = useSuspenseQuery({ ...trpc.supervision.board.queryOptions(), refetchInterval: every });
  const { data: queue } = useQuery(trpc.conversations.list.queryOptions(queueInput));
  useChanges((changes) => {
    if (changes === "all" || changes.some(({ kind }) => kind === "conversation" || kind === "member"))
      refresh();
  });
  return { board: board.data, failed: board.isError, queue: queue?.items ?? [] };
}

/** Everything that the board shows. What is being asked already is not asked twice. */
export function useRefresh(): () => void {
  const trpc = useTRPC();
  const client = useQueryClient();
  return () => {
    for (const queryKey of [
      trpc.supervision.board.queryKey(),
      trpc.conversations.list.queryKey(),
      trpc.views.browse.queryKey(),
    ])
      void client.invalidateQueries({ queryKey }, { cancelRefetch: false });
  };
}

/** Gives a conversation to a member or a team's queue, and says so; who was faster is named. */
export function useGive(): (item: Pick<Item, "id" | "epoch">, to: Target) => void {
  const t = useTranslations("board");
  const trpc = useTRPC();
  const refusal = useRefusal();
  const refresh = useRefresh();
  const { mutate } = useMutation(trpc.routing.assign.mutationOptions({ onSettled: refresh }));
  return (item, { name, ...to }) =>
    mutate(
      { conversationId: item.id, epoch: item.epoch, to },
      { onSuccess: () => toast(t("given", { name })), onError: (error) => toast(refusal(error)) },
    );
}

export type Target = ({ memberId: string } | { teamId: string }) & { name: string };
