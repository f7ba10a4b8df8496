"use client";
import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useTRPC, useTRPCClient } from "@/components/trpc";
import { toast } from "@/components/ui/toast";
import { useRefusal } from "@/components/use-refusal";
import { undoSnooze } from "./undo-snooze";

/**
 * Closing, putting off and taking either back; what was done is said with its undo, what is refused in words. The dialog that asked
 * may be gone by then: what follows hangs on the answer, not on the dialog.
 */
export function useWork() {
  const t = useTranslations("work");
  const trpc = useTRPC();
  const refusal = useRefusal();
  const onError = (error: unknown) => toast(refusal(error));
  const reopen = useMutation(trpc.routing.reopen.mutationOptions({ onError }));
  const client = useTRPCClient();
  const wake = useMutation(trpc.conversations.wake.mutationOptions({ onError }));
  const close = useMutation(trpc.conversations.close.mutationOptions({ onError }));
  const snooze = useMutation(trpc.conversations.snooze.mutationOptions({ onError }));
  const undo = (onClick: () => void) => ({ action: { label: t("undo"), onClick } });
  return {
    reopen: (conversationIds: string[]) => reopen.mutate({ conversationIds }),
    wake: (conversationIds: string[]) => wake.mutate({ conversationIds }),
    close: async (conversationIds: string[], reasonId: string | null) => {
      const { closed } = await close.mutateAsync({ conversationIds, reasonId }).catch(() => ({ closed: [] }));
      if (closed.length > 0)
        toast(
          t("closed", { count: closed.length }),
          undo(() => reopen.mutate({ conversationIds: closed })),
        );
    },
    /** Tells which were left, since their window ends before. */
    snooze: async (conversationIds: string[], until: Date, pastWindow: boolean): Promise<string[]> => {
      const answer = await snooze.mutateAsync({ conversationIds, until, pastWindow }).catch(() => null);
      if (!answer) return [];
      const { snoozed, before } = answer;
      if (snoozed.length > 0)
        toast(
          t("snoozed", { count: snoozed.length }),
          undo(() => void undoSnooze(client, snoozed, before).catch(onError)),
        );
      return answer.pastWindow.map((c) => c.conversationId);
    },
  };
}
