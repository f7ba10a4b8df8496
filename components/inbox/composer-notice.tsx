"use client";
import { useTranslations } from "next-intl";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import type { Item } from "./api";
import type { Outgoing, Sending } from "./use-sending";
import { WhatIsNew } from "./what-is-new";

type NoticeProps = {
  item: Item;
  seenSeq: number;
  sending: Sending;
  refused: Outgoing | undefined;
  open: boolean;
  reply: boolean;
  name: string;
  draftKept: boolean;
  onTakeBack: (out: Outgoing) => void;
};

/** What stands between the writer and the customer: something newer, somebody else, a closed window. */
export function ComposerNotice({
  refused,
  open,
  reply,
  name,
  item,
  seenSeq,
  sending,
  onTakeBack,
  draftKept,
}: NoticeProps) {
  const t = useTranslations("inbox.composer");
  const common = useTranslations("composing.later.act");
  const errors = useTranslations("errors");
  if (refused) {
    const words =
      refused.refused === "NEWER_MESSAGES"
        ? t("newerText")
        : refused.refused === "OWNER_CHANGED"
          ? t("ownerChanged")
          : t("unsent", {
              reason: errors.has(refused.refused as never)
                ? errors(refused.refused as "UNKNOWN")
                : errors("UNKNOWN"),
            });
    const again = refused.refused !== "WINDOW_CLOSED" && refused.refused !== "CONVERSATION_CLOSED";
    const back = () => {
      const out = sending.takeBack(refused.clientMessageId);
      if (out) onTakeBack(out);
    };
    return (
      <Banner
        tone="amber"
        action={
          <span className="flex gap-1">
            <Button size="sm" onClick={back}>
              {refused.said ? common("discard") : t("takeBack")}
            </Button>
            {again ? (
              <Button
                size="sm"
                look="primary"
                onClick={() => sending.again(refused.clientMessageId, seenSeq, item.epoch)}
              >
                {t("sendAnyway")}
              </Button>
            ) : null}
          </span>
        }
      >
        {refused.refused === "NEWER_MESSAGES" ? (
          <strong className="font-medium">{t("newer")}. </strong>
        ) : null}
        {words}
        {refused.refused === "NEWER_MESSAGES" ? <WhatIsNew messages={sending.newSince(refused)} /> : null}
      </Banner>
    );
  }
  return !open && reply ? (
    <Banner tone="amber">
      {t("expired", { name })} {draftKept ? `${t("draftKept")}.` : null}
    </Banner>
  ) : null;
}
