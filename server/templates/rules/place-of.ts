import type { Placeholder } from "./render";

export type Place = Pick<Placeholder, "part" | "name" | "card">;

/** What the key of a value says of its place; a button goes by its number, since its label stands only in the template. */
export function placeOf(key: string): Place {
  const [, card, own] = /^card\.(\d)\.(.+)$/.exec(key) ?? [];
  if (card !== undefined && own !== undefined) return { ...placeOf(own), card: Number(card) };
  const [, kind = "", name = ""] = /^(header-media|header|button)\.([^.]+)/.exec(key) ?? [];
  if (key === "offer.expires") return { part: "offer", name: "expires" };
  if (kind === "header-media") return { part: "media", name };
  if (kind === "button") return { part: "button", name: String(Number(name) + 1) };
  return kind === "header" ? { part: "header", name } : { part: "body", name: key };
}
