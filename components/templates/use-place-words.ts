"use client";
import { useTranslations } from "next-intl";
import { type Place, placeOf } from "@/server/templates/rules/place-of";

/** What a place of a template is called: "Tarjeta 2 · Imagen". A key says less than the place itself, which knows its button's label. */
export function usePlaceWords(): (place: Place | string) => string {
  const t = useTranslations("templates.place");
  const parts = useTranslations("templates.part");
  return (given) => {
    const { part, name, card } = typeof given === "string" ? placeOf(given) : given;
    const kind = name.toUpperCase() as "IMAGE";
    const own =
      part === "media" && parts.has(kind) ? parts(kind) : t(part === "media" ? "body" : part, { name });
    return card === undefined ? own : t("card", { card: card + 1, place: own });
  };
}
