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
  // Plain, since it runs some hundred thousand times.
  if (parts.length === 0 || parts.some((part) => typeof read(part).type !== "string"))
    expect(parts).toBe("parts");
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

/** Values that are easily taken for others, or that throw when they are turned into text or numbers. */
const hostile = [
  "null",
  "0",
  "-1",
  "1e308",
  '""',
  '"\\u0000"',
  "true",
  "[]",
  "[[]]",
  "{}",
  '{"toString":1,"valueOf":1}',
  '{"__proto__":{}}',
];

test("no damage to any value, object or list of any sample makes it throw", () => {
  for (const { payload } of loadSamples()) {
    for (const damaged of withoutOne(payload)) expectParts(damaged);
  }
});

/** Copies of a value, each with one of the values, objects and lists in it put in another's place. */
function* withoutOne(value: unknown): Generator<unknown> {
  for (const damage of hostile) yield JSON.parse(damage);
  if (typeof value !== "object" || value === null) return;
  for (const [key, each] of Object.entries(value)) {
    for (const damaged of withoutOne(each))
      yield Array.isArray(value) ? value.with(Number(key), damaged) : { ...value, [key]: damaged };
  }
}
