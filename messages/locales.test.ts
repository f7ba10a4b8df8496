import { expect, test } from "vitest";
import { localeFromHeader } from "./locales";

test.each([
  ["es-MX,es;q=0.9,en;q=0.8", "es"],
  ["pt-BR", "pt"],
  ["fr-FR,fr;q=0.9,en;q=0.5,pt;q=0.7", "pt"],
  ["en;q=0, pt;q=0.1", "pt"],
  ["de", null],
  ["", null],
  [null, null],
  [";;q=,,*;q=abc", null],
])("%s speaks %s", (header, locale) => {
  expect(localeFromHeader(header)).toBe(locale);
});
