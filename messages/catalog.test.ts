import { createFormatter, createTranslator } from "next-intl";
import { expect, test } from "vitest";
import { domainErrors } from "@/server/errors";
import { catalog } from "./catalog";
import { formats } from "./formats";
import { LOCALES } from "./locales";
import { SAME_AS_ENGLISH } from "./same-as-english";

type Tree = { [key: string]: string | Tree };

function flatten(tree: Tree, prefix = ""): Map<string, string> {
  const entries = Object.entries(tree).flatMap(([key, value]): [string, string][] =>
    typeof value === "string" ? [[prefix + key, value]] : [...flatten(value, `${prefix}${key}.`)],
  );
  return new Map(entries);
}

/** The names of an ICU message's arguments with their types, plural branches opened: `["count:plural"]`. The figure of a plural is its `#`. */
function placeholders(message: string): string[] {
  const found = [...message.matchAll(/\{\s*(\w+)\s*(?:,\s*(\w+)|\})/g)];
  const named = new Set(found.map(([, name, type]) => (type ? `${name}:${type}` : `${name}`)));
  return [...named]
    .filter((one) => !named.has(one.replace(/:number$/, ":plural")) || !one.endsWith(":number"))
    .sort();
}

const texts = {
  es: flatten(catalog.es),
  en: flatten(catalog.en),
  pt: flatten(catalog.pt),
};

test.each(LOCALES)("%s has every key, no other, and none empty", (locale) => {
  expect([...texts[locale].keys()].sort()).toEqual([...texts.en.keys()].sort());
  expect([...texts[locale]].filter(([, text]) => text.trim() === "")).toEqual([]);
});

test.each(["es", "pt"] as const)("%s has the placeholders of English", (locale) => {
  for (const [key, text] of texts.en) {
    expect([key, placeholders(texts[locale].get(key) ?? "")]).toEqual([key, placeholders(text)]);
  }
});

test.each(["es", "pt"] as const)("%s is written, not left in English", (locale) => {
  const left = [...texts[locale]].filter(([key, text]) => texts.en.get(key) === text);
  const unexplained = left.filter(([, text]) => /\p{L}{2}/u.test(text.replaceAll(/\{\w+\}/g, "")));
  expect(unexplained.map(([key]) => key).filter((key) => !SAME_AS_ENGLISH.includes(key))).toEqual([]);
});

test("no text exclaims", () => {
  const loud = LOCALES.flatMap((locale) => [...texts[locale]].filter(([, text]) => /[!¡]/.test(text)));
  expect(loud).toEqual([]);
});

test("every refusal has its text", () => {
  const missing = Object.keys(domainErrors).filter((code) => !texts.en.has(`errors.${code}`));
  expect(missing).toEqual([]);
});

test("in Spanish every figure is grouped: none stands as # or without its format", () => {
  const bare = [...texts.es].filter(([, text]) => /, plural,.*#|, number\}/.test(text));
  expect(bare).toEqual([]);
  const t = createTranslator({ locale: "es", messages: catalog.es, formats });
  expect(t("campaigns.audience.chosen", { count: 1_242 })).toBe("1.242 elegidos");
  expect(createFormatter({ locale: "es", formats }).number(1_242, "figure")).toBe("1.242");
});
