import type { TemplateDraft } from "./draft";

/** Words that sell, in the languages of the product. A carrier's review reads more than words: this is a hint, not a verdict. */
const SELLING =
  /(?<![\p{L}\p{N}])(ofertas?|descuentos?|promo(?:s|ci[oó]n|ciones)?|rebajas?|liquidaci[oó]n|cup[oó]n(?:es)?|gratis|aprovech[aáeé]\p{L}*|compr[aá](?:lo|la)?|novedades|exclusiv[oa]s?|sorteo|regalos?|cuotas sin inter[eé]s|offers?|sales?|discounts?|deals?|promotions?|coupons?|free|buy(?: now)?|shop now|giveaway|limited time|descontos?|promo[cç](?:[aã]o|[oõ]es)|cupo(?:m|ns)|gr[aá]tis|aproveite|compre|liquida[cç][aã]o|sorteio|\d{1,2}\s?% (?:off|de descuento|de desconto))(?![\p{L}\p{N}])/giu;

/**
 * The words by which a utility template reads like marketing, each once, as they are written; the carrier may approve it as marketing,
 * which costs more and needs consent. Empty for marketing.
 */
export function sellingWords(
  draft: Pick<TemplateDraft, "category" | "header" | "body" | "footer" | "buttons">,
): string[] {
  if (draft.category !== "UTILITY") return [];
  const buttons = draft.buttons.map((button) => ("text" in button ? button.text : ""));
  const said = [draft.header, draft.body, draft.footer, ...buttons]
    .join("\n")
    .replace(/\{\{[^{}]*\}\}/g, " ");
  const found = [...said.matchAll(SELLING)].map(([word]) => word);
  return found.filter(
    (word, index) => found.findIndex((one) => one.toLowerCase() === word.toLowerCase()) === index,
  );
}
