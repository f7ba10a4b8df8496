"use client";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";
import type { Placeholder } from "@/server/templates/rules/render";

type ByCardProps = {
  places: Placeholder[];
  /** Of each group. */
  className: string;
  /** A line above each card: where the groups have none of their own. */
  lines?: boolean;
  children: (place: Placeholder) => ReactNode;
};

/** The places of a template: the message's own, then those of each card under its head. */
export function ByCard({ places, className, lines, children }: ByCardProps) {
  const t = useTranslations("parts.place");
  const cards = [...new Set(places.flatMap(({ card }) => (card === undefined ? [] : [card])))];
  const own = places.filter(({ card }) => card === undefined);
  return (
    <>
      {own.length > 0 ? <div className={className}>{own.map(children)}</div> : null}
      {cards.map((card) => (
        <fieldset key={card} className={cn("min-w-0", lines ? "border-t border-line pt-3" : "pt-1")}>
          <legend className="float-left mb-2 w-full font-semibold">
            {t("cardHead", { card: card + 1 })}
          </legend>
          <div className={cn("clear-both", className)}>
            {places.filter((place) => place.card === card).map(children)}
          </div>
        </fieldset>
      ))}
    </>
  );
}
