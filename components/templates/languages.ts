/** Languages in which templates are mostly written here, as the carrier writes them; those that are in use are added. */
export const LANGUAGES = [
  ...["es_AR", "es", "es_MX", "es_ES", "pt_BR", "pt_PT", "en", "en_US", "en_GB"],
  ...["fr", "it", "de", "nl", "ca", "he", "ar", "zh_CN", "ja", "ko", "ru"],
];

/** The language in which somebody most likely writes first. */
export const FIRST_LANGUAGE: Record<string, string> = { es: "es_AR", en: "en", pt: "pt_BR" };
