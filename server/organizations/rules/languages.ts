/** What members may write in, the most likely first. Codes as in ISO 639-1. */
export const languages = [
  "es",
  "pt",
  "en",
  "fr",
  "it",
  "de",
  "nl",
  "ca",
  "eu",
  "gl",
  "gn",
  "qu",
  "he",
  "ar",
  "zh",
  "ja",
  "ko",
  "ru",
] as const;
export type Language = (typeof languages)[number];
