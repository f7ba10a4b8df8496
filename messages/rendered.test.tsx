import { NextIntlClientProvider } from "next-intl";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test, vi } from "vitest";
import { Gallery } from "@/components/gallery/gallery";
import { ProductPicture } from "@/components/site/product-picture";
import { catalog } from "./catalog";
import { DEFAULT_ZONE, type Locale } from "./locales";

/** What Next gives to components, which stand alone here. */
vi.mock("next/navigation", async (original) => ({
  ...(await original<object>()),
  useRouter: () => ({ refresh: () => undefined, push: () => undefined, prefetch: () => undefined }),
}));

type Tree = { [key: string]: string | Tree };

function flatten(tree: Tree): string[] {
  return Object.values(tree).flatMap((value) => (typeof value === "string" ? [value] : flatten(value)));
}

const now = new Date("2026-10-05T15:00:00Z");

/** Everything that is read in every piece in every state: text, and what is told to those who do not see it. */
function readIn(locale: Locale): string[] {
  const html = renderToStaticMarkup(
    <NextIntlClientProvider
      locale={locale}
      messages={catalog[locale]}
      timeZone={DEFAULT_ZONE}
      now={now}
      onError={(error) => {
        throw error;
      }}
    >
      <Gallery start={now} />
      <ProductPicture now={now} />
    </NextIntlClientProvider>,
  );
  const told = [...html.matchAll(/\s(?:title|alt|placeholder|aria-label|aria-description)="([^"]+)"/g)];
  const texts = [...html.matchAll(/>([^<>]+)</g)];
  return [...new Set([...told, ...texts].map(([, text = ""]) => decoded(text).trim()))];
}

const entities: Record<string, string> = {
  "&amp;": "&",
  "&lt;": "<",
  "&gt;": ">",
  "&quot;": '"',
  "&#x27;": "'",
};
const decoded = (text: string) =>
  text.replace(/&(amp|lt|gt|quot|#x27);/g, (entity) => entities[entity] ?? entity);

/** What the English catalogue alone would say, with anything in place of its arguments. */
function english(locale: "es" | "pt"): RegExp[] {
  const own = new Set(flatten(catalog[locale]));
  return flatten(catalog.en)
    .filter((text) => !own.has(text) && /[a-z]{3}/i.test(text) && !/\{\w+,|<\w/.test(text))
    .map((text) => new RegExp(`^${escaped(text).replace(/\\\{\w+\\\}/g, ".+")}$`));
}

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

test.each(["es", "pt"] as const)("in %s nothing is read that the English catalogue says", (locale) => {
  const patterns = english(locale);
  const read = readIn(locale);
  expect(read.length).toBeGreaterThan(150);
  expect(read.filter((text) => patterns.some((pattern) => pattern.test(text)))).toEqual([]);
});

test("the pieces say in English what the English catalogue says", () => {
  const read = readIn("en");
  const patterns = english("es");
  expect(read.filter((text) => patterns.some((pattern) => pattern.test(text))).length).toBeGreaterThan(50);
});
