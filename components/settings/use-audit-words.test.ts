import { expect, test } from "vitest";
import { catalog } from "@/messages/catalog";
import { isTest, sourceFiles } from "@/server/testing/source";

/** Every code that a verb writes into the audit: `action: "team.created"`, also when a constant is chosen from two. */
const codes = new Set(
  sourceFiles()
    .filter(
      (file) =>
        /^server\/(?!sandbox\/|local\/)/.test(file.path) &&
        !isTest(file.path) &&
        /\brecord\(/.test(file.text),
    )
    .flatMap((file) =>
      [...file.text.matchAll(/(?:action\s*[:=]|[?:])\s*"([a-z-]+\.[a-z-]+)"/g)].map(([, code]) => code ?? ""),
    ),
);

test("every act in the audit has its words", () => {
  const words = catalog.en.settings.audit.action as Record<string, Record<string, string> | undefined>;
  const missing = [...codes].filter((code) => {
    const [noun = "", past = ""] = code.split(".");
    return words[noun]?.[past] === undefined;
  });
  expect(codes.size).toBeGreaterThan(30);
  expect(missing.sort()).toEqual([]);
});
