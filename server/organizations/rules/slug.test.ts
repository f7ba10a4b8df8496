import { readdirSync } from "node:fs";
import path from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { reserved, slugCandidate, slugFor } from "./slug";

const app = path.join(import.meta.dirname, "../../../app");

/** First parts of addresses that pages of ours have: folders in parentheses add none of their own. */
function topLevel(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith("["))
    .flatMap((entry) =>
      entry.name.startsWith("(") ? topLevel(path.join(folder, entry.name)) : [entry.name],
    );
}

test.each([
  ["Clínica Norte", "clinica-norte"],
  ["Café Ñandú & Cía.", "cafe-nandu-cia"],
  ["  --  ", "organizacion"],
  ["株式会社", "organizacion"],
  ["São Paulo 3", "sao-paulo-3"],
  [
    "A very long name that goes on and on, further than anybody reads",
    "a-very-long-name-that-goes-on-and-on-fur",
  ],
])("%s lives at %s", (name, slug) => {
  expect(slugFor(name)).toBe(slug);
});

test("whatever the name, its addresses are valid, distinct and none of ours", () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.constantFrom(...reserved)), (name) => {
      const candidates = Array.from({ length: 20 }, (_, n) => slugCandidate(name, n));
      expect(new Set(candidates).size).toBe(20);
      for (const slug of candidates) {
        expect(slug).toMatch(/^[a-z0-9](?:[a-z0-9-]{0,46}[a-z0-9])?$/);
        expect(reserved).not.toContain(slug);
      }
    }),
  );
});

test("no organization can take the address of a page", () => {
  expect(topLevel(app).filter((name) => !reserved.includes(name))).toEqual([]);
});
