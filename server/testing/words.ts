import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { createTranslator } from "next-intl";
import type { catalog } from "@/messages/catalog";
import { formats } from "@/messages/formats";
import type { Locale } from "@/messages/locales";

/**
 * The product's texts in a language, as its pages say them: `words("es")("inbox.composer.reply")`. Read from the files,
 * since the runner of the page tests imports no JSON.
 */
export function words(locale: Locale) {
  const folder = path.join(import.meta.dirname, "../../messages", locale);
  const areas = readdirSync(folder).map((file) => [
    path.basename(file, ".json"),
    JSON.parse(readFileSync(path.join(folder, file), "utf8")),
  ]);
  const messages = Object.fromEntries(areas) as (typeof catalog)["es"];
  return createTranslator({ locale, messages, formats });
}

export type Words = ReturnType<typeof words>;
