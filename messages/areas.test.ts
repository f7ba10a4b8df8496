import { expect, test } from "vitest";
import { type SourceFile, sourceFiles } from "@/server/testing/source";

/*
 * A browser gets the texts of the areas that its page names, and no others: a component that says a word of another area shows its key
 * instead. So whatever a page brings to the browser is read for the areas that it speaks of.
 */

const files = new Map(sourceFiles().map((file) => [file.path, file]));
/** What is around a page that names no areas itself, the nearest first. */
const frames = [
  "app/[org]/settings/layout.tsx",
  "app/[org]/layout.tsx",
  "app/(site)/layout.tsx",
  "app/(auth)/layout.tsx",
];
/** They give areas of its own to a part of the page; the rest has the frame's. */
const inPart = ["app/[org]/inbox/inbox-page.tsx"];

/** Pages where a component never shows what it imports: the names there have no colour. */
const unseen: Record<string, string[]> = {
  "components/numbers/color-choice.tsx": [
    "app/[org]/settings/attendance/page.tsx",
    "app/[org]/settings/members/page.tsx",
  ],
};

const named = (text: string): string[] =>
  [...text.matchAll(/areas=\{\[([^\]]*)\]/g)].flatMap(([, list = ""]) =>
    [...list.matchAll(/"(\w+)"/g)].map(([, area = ""]) => area),
  );

/** Area → a file that speaks of it, of all that a file brings to the browser: what stays on the server has every text. */
function spoken({ imports, text }: SourceFile, inBrowser: boolean, seen: Set<string>): [string, string][] {
  const client = inBrowser || text.startsWith('"use client"');
  return imports.flatMap(({ to, typesOnly }) => {
    const file = files.get(to);
    if (!file || typesOnly || !to.startsWith("components/")) return [];
    const drawn = client || file.text.startsWith('"use client"');
    if (seen.has(`${to} ${drawn}`)) return [];
    seen.add(`${to} ${drawn}`);
    const own = drawn ? [...file.text.matchAll(/useTranslations\("(\w+)/g)] : [];
    const areas = own.map(([, area = ""]): [string, string] => [area, to]);
    return [...areas, ...spoken(file, client, seen)];
  });
}

const pages = [...files.values()].filter(
  ({ path, text }) =>
    /^app\/.*\.tsx$/.test(path) &&
    !/\.(test|e2e)\./.test(path) &&
    (named(text).length > 0 || /page\.tsx$/.test(path)),
);

test.each(pages.map((page) => [page.path, page] as const))(
  "%s has the texts of every area that it shows",
  (path, page) => {
    const own = named(page.text);
    const framed = frames.find((one) => path.startsWith(one.replace("layout.tsx", ""))) ?? "";
    const around = own.length === 0 || inPart.includes(path) ? named(files.get(framed)?.text ?? "") : [];
    const has = ["common", "errors", ...own, ...around];
    const without = spoken(page, false, new Set()).filter(
      ([area, by]) => !has.includes(area) && !unseen[by]?.includes(path),
    );
    expect(without.map((one) => one.join(" in "))).toEqual([]);
  },
);
