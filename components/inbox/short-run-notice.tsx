"use client";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useClock } from "@/components/clock";
import { usePreferences } from "@/components/settings/use-preferences";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { type Spoken, shortRun } from "@/server/conversations/rules/short-run";
import type { NextPrices, ThreadMessage } from "./api";
import type { Sending } from "./use-sending";
import { nextPrice } from "./view";

type ShortRunNoticeProps = {
  memberId: string;
  messages: ThreadMessage[];
  prices: NextPrices | undefined;
  sending: Sending;
  /** Puts what had not left before what stands in the field. */
  onJoin: (bodies: string[]) => void;
  /** It was answered: one goes on writing. */
  onDone: () => void;
};

/** Short messages in a row: what each costs, and those that still wait for the connection as one. */
export function ShortRunNotice({ memberId, messages, prices, sending, onJoin, onDone }: ShortRunNoticeProps) {
  const t = useTranslations("composing.send");
  const now = useClock();
  const { preferences, change } = usePreferences();
  const [heard, setHeard] = useState<string | null>(null);
  // Ahead of the page's clock by less than a tick: the newest is never in its future.
  const last = messages[messages.length - 1]?.occurredAt ?? now;
  const run = shortRun(
    messages.map((m) => spoken(m, memberId)),
    new Date(Math.max(last.getTime(), now.getTime())),
  );
  const [first] = run;
  const price = nextPrice(prices, "reply");
  if (!preferences?.nudge || !first || first === heard || !price || price.reason.key === "entryPoint")
    return null;
  const waiting = sending.outgoing.filter((o) => o.waiting && !o.attachment && !o.said && !o.note);
  const join = () => {
    const back = waiting.flatMap((o) => sending.takeBack(o.clientMessageId)?.body ?? []);
    onJoin(back);
    onDone();
  };
  const understood = () => {
    setHeard(first);
    onDone();
  };
  const less = () => {
    change({ nudge: false });
    onDone();
  };
  return (
    <Banner
      action={
        <span className="flex flex-wrap justify-end gap-1">
          {waiting.length > 1 ? (
            <Button size="sm" onClick={join}>
              {t("join", { count: waiting.length })}
            </Button>
          ) : null}
          <Button size="sm" look="quiet" onClick={less}>
            {t("nudgeLess")}
          </Button>
          <Button size="sm" onClick={understood}>
            {t("ok")}
          </Button>
        </span>
      }
    >
      {t(price.reason.key === "allowance" ? "nudgedAllowance" : "nudged", { count: run.length })}
    </Banner>
  );
}

function spoken(
  { id, direction, origin, author, content, occurredAt }: ThreadMessage,
  memberId: string,
): Spoken {
  const mine = direction === "out" && origin === "agent" && author?.id === memberId;
  return {
    id,
    by: mine ? "writer" : direction === "in" || direction === "out" ? "other" : "aside",
    text: content.type === "text" ? content.body : null,
    at: occurredAt,
  };
}
