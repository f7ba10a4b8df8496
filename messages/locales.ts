/** The languages Hilo speaks; the first is the default. */
export const LOCALES = ["es", "en", "pt"] as const;
export type Locale = (typeof LOCALES)[number];

export const LOCALE_COOKIE = "hilo_locale";
export const THEME_COOKIE = "hilo_theme";
export const DENSITY_COOKIE = "hilo_density";
export const MOTION_COOKIE = "hilo_motion";
export const ZONE_COOKIE = "hilo_zone";
export const DEFAULT_ZONE = "America/Argentina/Buenos_Aires";

/** What dates, numbers and <html lang> use: Spanish is Argentina's, Portuguese is Brazil's. */
export const LANGUAGE_TAG: Record<Locale, string> = { es: "es-AR", en: "en", pt: "pt-BR" };

export function isLocale(value: unknown): value is Locale {
  return LOCALES.some((locale) => locale === value);
}

/**
 * The best language of an Accept-Language header, by its weights; null when it names none of ours.
 * Regions count as their language: `es-MX` is `es`.
 */
export function localeFromHeader(header: string | null | undefined): Locale | null {
  const wishes = (header ?? "").split(",").map((part, place) => {
    const [tag = "", ...parameters] = part.trim().split(";");
    const weight = parameters.map((p) => /^\s*q=([\d.]+)\s*$/.exec(p)?.[1]).find(Boolean);
    return { language: tag.split("-")[0]?.toLowerCase(), weight: weight ? Number(weight) : 1, place };
  });
  wishes.sort((a, b) => b.weight - a.weight || a.place - b.place);
  return wishes.map((wish) => (wish.weight > 0 ? wish.language : null)).find(isLocale) ?? null;
}
