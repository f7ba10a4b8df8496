"use client";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { Placeholder } from "@/server/templates/rules/render";

type ByCardProps = {
  places: Placeholder[];
  /** Of each group. */
  className: string;
  children: (place: Placeholder) => ReactNode;
};

/** The places of a template: the message's own, then those of each card under its head. */
export function ByCard({ places, className, children }: ByCardProps) {
  const t = useTranslations("parts.place");
  const cards = [...new Set(places.flatMap(({ card }) => (card === undefined ? [] : [card])))];
  const own = places.filter(({ card }) => card === undefined);
  return (
    <>
      {own.length > 0 ? <div className={className}>{own.map(children)}</div> : null}
      {cards.map((card) => (
        <fieldset key={card} className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-2">
          <legend className="mb-2 text-sm font-medium text-ink-2">{t("cardHead", { card: card + 1 })}</legend>
          <div className={className}>{places.filter((place) => place.card === card).map(children)}</div>
        </fieldset>
      ))}
    </>
  );
}
