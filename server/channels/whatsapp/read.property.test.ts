import fc from "fast-check";
import { expect, test } from "vitest";
import { loadSamples } from "./fixtures/load";
import { read } from "./read";
import { split } from "./split";

/** Any JSON, often with the carrier's own words in its places. */
const words = [
  ...[
    "object",
    "entry",
    "changes",
    "field",
    "value",
    "metadata",
    "contacts",
    "messages",
    "statuses",
    "message_echoes",
    "errors",
  ],
  ...[
    "user_id_update",
    "user_preferences",
    "calls",
    "history",
    "id",
    "type",
    "timestamp",
    "from",
    "from_user_id",
    "text",
    "image",
  ],
  ...[
    "interactive",
    "system",
    "reaction",
    "edit",
    "status",
    "pricing",
    "wa_id",
    "user_id",
    "__proto__",
    "constructor",
    "toString",
  ],
];
const value = fc.oneof(
  fc.constantFrom<unknown>(
    "messages",
    "whatsapp_business_account",
    "1750269342",
    "16505551234",
    "US.1",
    "text",
    "edit",
    "system",
  ),
  fc.constantFrom<unknown>(
    "",
    null,
    0,
    -1,
    true,
    "image",
    "interactive",
    "nfm_reply",
    "user_changed_number",
    "sent",
    "calls",
  ),
  fc.string({ unit: "binary" }),
  fc.double(),
);
const { tree } = fc.letrec<{ tree: unknown }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 7, withCrossShrink: true },
    value,
    fc.array(tie("tree"), { maxLength: 3 }),
    fc.dictionary(fc.oneof(fc.constantFrom(...words), fc.string()), tie("tree"), {
      maxKeys: 6,
      noNullPrototype: true,
    }),
  ),
}));

/** What arrives has been through JSON, and so have its own `__proto__` keys. */
const json = (tree: unknown): unknown => JSON.parse(JSON.stringify(tree) ?? "null");

function expectParts(body: unknown): void {
  const parts = split(body);
  expect(parts.length).toBeGreaterThan(0);
  for (const part of parts) expect(typeof read(part).type).toBe("string");
}

test("no JSON makes it throw, and none goes without a part", () => {
  fc.assert(
    fc.property(tree, (body) => expectParts(json(body))),
    { numRuns: 1500 },
  );
  fc.assert(
    fc.property(fc.jsonValue(), (body) => expectParts(body)),
    { numRuns: 500 },
  );
});

test("no damage to a sample makes it throw", () => {
  const samples = loadSamples().map((each) => JSON.stringify(each.payload));
  fc.assert(
    fc.property(fc.constantFrom(...samples), fc.nat(), tree, (body, at, damage) => {
      const places = [...body.matchAll(/(?<=:)(?:"(?:[^"\\]|\\.)*"|[\d.]+|true|false|null)/g)];
      const place = places[at % places.length];
      if (!place) return;
      const hurt =
        body.slice(0, place.index) + JSON.stringify(json(damage)) + body.slice(place.index + place[0].length);
      expectParts(JSON.parse(hurt));
    }),
    { numRuns: 1500 },
  );
});
