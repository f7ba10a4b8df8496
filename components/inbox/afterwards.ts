"use client";
import { useTranslations } from "next-intl";
import { useEffect, useRef } from "react";
import { toast } from "@/components/ui/toast";
import { ask } from "./work/ask";

/** What may be done with a conversation once what was written has left. */
export type Then = "close" | "snooze";

interface Left {
  then: Then;
  conversationId: string;
  name: string;
}

const left = "hilo:left";
/** Long enough to read a name and to decide. */
const toDecide = 10_000;

/** Says that a message with something to do after it is on the server: not before, or the close would refuse the message. */
export function tellLeft({
  then,
  conversationId,
  name,
}: { then?: Then | undefined } & Omit<Left, "then">): void {
  if (!then) return;
  window.dispatchEvent(new CustomEvent<Left>(left, { detail: { then, conversationId, name } }));
}

/** Does it where the conversation is still on screen; elsewhere it is offered, since a dialog would take the keys of other work. */
export function useAfterwards(selected: string | null): void {
  const t = useTranslations("composing.send");
  const act = useRef((_: Left) => {});
  act.current = ({ then, conversationId, name }) => {
    const go = () => ask({ work: then, conversationIds: [conversationId] });
    if (conversationId === selected) go();
    else
      toast(t(`left.${then}`, { name }), {
        action: { label: t(`do.${then}`), onClick: go },
        duration: toDecide,
      });
  };
  useEffect(() => {
    const hear = (event: Event) => act.current((event as CustomEvent<Left>).detail);
    window.addEventListener(left, hear);
    return () => window.removeEventListener(left, hear);
  }, []);
}
