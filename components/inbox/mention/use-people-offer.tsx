"use client";
import { useTranslations } from "next-intl";
import { Avatar } from "@/components/ui/avatar";
import type { Offer } from "../use-suggestions";
import { matches } from "../work/matches";
import { usePeople } from "./use-people";

/** Colleagues and teams for what was typed after the @; never oneself. */
export function usePeopleOffer(memberId: string, typed: string | null): Offer | null {
  const t = useTranslations("composing.mention");
  const people = usePeople();
  if (typed === null) return null;
  const list = people
    .filter((one) => one.id !== memberId && matches(one.name, typed))
    .map(({ id, name, kind }) => ({
      id,
      title: name,
      text: `@${name} `,
      hint: kind === "team" ? t("team") : undefined,
      icon: <Avatar name={name} size={20} square={kind === "team"} />,
    }));
  return { label: t("picker"), found: (count) => t("found", { count }), list };
}
