"use client";
import { AtSign, CalendarClock } from "lucide-react";
import { useTranslations } from "next-intl";
import { allows, type Role } from "@/server/permissions";
import { noFilter, type Place } from "../place";
import type { QueueItem } from "../queue-nav";
import { useTold } from "./use-told";

type ToldItemsOf = {
  place: Place;
  hrefOf: (to: Partial<Place>) => string;
  go: (to: Partial<Place>) => void;
  role: Role;
};

/** Mentions, and what did not leave while there is such a thing, as the column of the queues shows them. */
export function useToldItems({ place, hrefOf, go, role }: ToldItemsOf): QueueItem[] {
  const t = useTranslations("composing.place");
  const { mentions, held } = useTold(role);
  const item = (told: "mentions" | "held", count: number, icon: React.ReactNode): QueueItem => {
    const to = { queue: "all", teamId: null, ...noFilter, told } as const;
    return {
      key: told,
      label: t(told),
      href: hrefOf(to),
      onChoose: () => go(to),
      count,
      current: place.told === told,
      icon,
    };
  };
  const waits = held?.length ?? 0;
  return [
    ...(allows(role, "conversations:note")
      ? [item("mentions", mentions?.unread ?? 0, <AtSign size={15} aria-hidden />)]
      : []),
    ...(waits > 0 || place.told === "held"
      ? [item("held", waits, <CalendarClock size={15} aria-hidden className="text-amber-ink" />)]
      : []),
  ];
}
