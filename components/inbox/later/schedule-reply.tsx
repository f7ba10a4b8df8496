"use client";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { toast } from "@/components/ui/toast";
import type { Item } from "../api";
import { ScheduleDialog } from "./schedule-dialog";
import { usePlanning } from "./use-scheduled";

type ScheduleReplyProps = {
  item: Item;
  body: string;
  seenSeq: number;
  /** It is planned: the field may be emptied. */
  onDone: () => void;
  onClose: () => void;
};

/** Plans what stands in the composer. The words stay there until the server has them. */
export function ScheduleReply({ item, body, seenSeq, onDone, onClose }: ScheduleReplyProps) {
  const t = useTranslations("composing.later");
  const work = useTranslations("work");
  const { create, cancel } = usePlanning(item.id);
  // One decision to send, however often a time is chosen.
  const [clientMessageId] = useState(() => crypto.randomUUID());
  const choose = async (sendAt: Date, timeZone: string) => {
    if (create.isPending) return;
    const content = { type: "text" as const, body };
    const plan = {
      conversationId: item.id,
      clientMessageId,
      content,
      sendAt,
      timeZone,
      seenSeq,
      epoch: item.epoch,
    };
    const planned = await create.mutateAsync(plan).catch(() => null);
    if (!planned) return;
    const undo = { label: work("undo"), onClick: () => cancel.mutate(planned) };
    toast(t("scheduled"), { action: undo });
    onDone();
    onClose();
  };
  return <ScheduleDialog item={item} onChoose={choose} onClose={onClose} />;
}
