import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { errorCode, errorDetails } from "@/components/query-client";
import { useTRPC } from "@/components/trpc";
import { toast } from "@/components/ui/toast";
import { useRefusal } from "@/components/use-refusal";
import type { Item } from "./api";

export type Target = { memberId: string } | { teamId: string } | { queue: true };

/** Gives the conversation to somebody; who was faster is named. */
export function useAssign(
  item: Pick<Item, "id" | "epoch" | "state" | "assignee"> | null,
): (to: Target) => void {
  const trpc = useTRPC();
  const refused = useAssignRefusal();
  const { mutate } = useMutation(
    trpc.routing.assign.mutationOptions({ onError: async (error) => toast(await refused(error)) }),
  );
  return (to) => item && mutate({ conversationId: item.id, epoch: item.epoch, to });
}

/** Why a conversation did not change hands: who took it meanwhile, or that whoever was to get it has left. */
export function useAssignRefusal(): (error: unknown) => Promise<string> {
  const t = useTranslations("work.transfer");
  const trpc = useTRPC();
  const client = useQueryClient();
  const refusal = useRefusal();
  return async (error) => {
    const details = errorDetails(error);
    if (errorCode(error) === "NOT_FOUND" && ("memberId" in details || "teamId" in details)) return t("left");
    if (errorCode(error) !== "ALREADY_TAKEN") return refusal(error);
    if (details.assigneeId === null) return t("queued");
    const members = await client.ensureQueryData(trpc.organizations.members.queryOptions()).catch(() => []);
    const name = members.find((one) => one.id === details.assigneeId)?.name;
    return name ? t("taken", { name }) : refusal(error);
  };
}
