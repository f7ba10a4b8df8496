"use client";
import { useTranslations } from "next-intl";
import { useButtonWords } from "@/components/inbox/content/template-buttons";
import { type Place, placeOf } from "@/server/templates/rules/place-of";
import type { Placeholder } from "@/server/templates/rules/render";

/** What a place of a template is called: "Tarjeta 2 · Imagen". A key says less than the place itself, which knows its button's label. */
export function usePlaceWords(): (place: Place | string) => string {
  const t = useTranslations("parts.place");
  const parts = useTranslations("parts.kind");
  const buttons = useButtonWords();
  return (given) => {
    const { part, card, ...place } = typeof given === "string" ? placeOf(given) : given;
    const name = part === "button" ? buttons(place.name) : place.name;
    const kind = name.toUpperCase() as "IMAGE";
    const own =
      part === "media" && parts.has(kind) ? parts(kind) : t(part === "media" ? "body" : part, { name });
    return card === undefined ? own : t("card", { card: card + 1, place: own });
  };
}

/** What whoever fills a place in has to know of it: that a file is an address, or what a button's value completes; null: nothing. */
export function usePlaceHint(): (place: Placeholder) => string | null {
  const t = useTranslations("parts.place");
  return ({ part, name, completes }) => {
    if (part === "media" && name !== "location") return t("file");
    return completes ? t("completes", { url: completes }) : null;
  };
}
