/** The language that most people of a country write; only where one clearly is. */
const byCountry: Record<string, string> = Object.fromEntries(
  Object.entries({
    es: "AR BO CL CO CR CU DO EC ES GQ GT HN MX NI PA PE PR PY SV UY VE",
    pt: "AO BR CV GW MZ PT ST TL",
    en: "AU BS BB GB GH IE JM KE NG NZ TT US ZA",
    fr: "FR SN CI",
    de: "AT DE",
    it: "IT",
  }).flatMap(([language, countries]) => countries.split(" ").map((country) => [country, language])),
);

/** The countries of which languageOf() says that they speak a language. */
export const countriesSpeaking = (language: string): string[] =>
  Object.keys(byCountry).filter((country) => byCountry[country] === language);

/** The customer's language: as it is kept of them, else as their country speaks; null when nothing tells. */
export function languageOf(contact: {
  language: string | null;
  country: string | null;
  attributes: Record<string, unknown>;
}): string | null {
  const own = contact.language ?? contact.attributes.language;
  if (typeof own === "string" && /^[a-z]{2}(-|$)/i.test(own)) return own.slice(0, 2).toLowerCase();
  return byCountry[contact.country ?? ""] ?? null;
}
