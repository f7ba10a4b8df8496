import fc from "fast-check";
import { expect, test } from "vitest";
import { type FillFacts, type FillTypes, fill } from "./fill";
import type { Slot } from "./slot";

const types: FillTypes = {
  timeZone: "America/Argentina/Buenos_Aires",
  attributes: {
    debt: { type: "money", currency: "ARS" },
    due: { type: "date", currency: null },
    active: { type: "boolean", currency: null },
    plan: { type: "text", currency: null },
  },
  objects: {
    loan: [
      { key: "name", label: "Producto", type: "text", shown: true },
      { key: "owed", label: "Deuda", type: "money", currencyColumn: "in", shown: true },
      { key: "since", label: "Desde", type: "date", shown: true },
    ],
  },
};
const facts: FillFacts = {
  name: "Ana María Pérez",
  attributes: { debt: 1234.5, due: "2026-12-05", active: true, plan: " Oro\n plus " },
  objects: {
    loan: [
      { name: "Tarjeta", owed: 0.1, in: "ARS", since: "2025-02-01" },
      { name: "Préstamo", owed: 0.2, in: "ARS", since: "2024-01-01" },
    ],
  },
  optOut: "https://hilo.example/s/u/t",
};
const one = (slot: Slot, language = "es_AR", known = facts) => fill({ x: slot }, known, types, language);

test.each<[string, Slot, string, string]>([
  ["first name", { from: "name", part: "first", fallback: null }, "es_AR", "Ana"],
  ["money in Spanish", { from: "attribute", key: "debt", fallback: null }, "es_AR", "$ 1.234,50"],
  ["money in English", { from: "attribute", key: "debt", fallback: null }, "en_US", "ARS 1,234.50"],
  ["a date in Spanish", { from: "attribute", key: "due", fallback: null }, "es_AR", "5 de diciembre de 2026"],
  [
    "a date in Portuguese",
    { from: "attribute", key: "due", fallback: null },
    "pt_BR",
    "5 de dezembro de 2026",
  ],
  ["yes", { from: "attribute", key: "active", fallback: null }, "es_AR", "sí"],
  ["one line of it", { from: "attribute", key: "plan", fallback: null }, "es_AR", "Oro plus"],
  [
    "a sum to the cent",
    { from: "object", typeKey: "loan", column: "owed", take: "sum", by: null, fallback: null },
    "es_AR",
    "$ 0,30",
  ],
  [
    "how many",
    { from: "object", typeKey: "loan", column: "name", take: "count", by: null, fallback: null },
    "es_AR",
    "2",
  ],
  [
    "the oldest",
    { from: "object", typeKey: "loan", column: "name", take: "first", by: "since", fallback: null },
    "es_AR",
    "Préstamo",
  ],
  [
    "the last that came",
    { from: "object", typeKey: "loan", column: "name", take: "last", by: null, fallback: null },
    "es_AR",
    "Préstamo",
  ],
  ["a text as it is", { from: "text", text: "hoy" }, "es_AR", "hoy"],
])("%s", (_, slot, language, expected) => {
  expect(one(slot, language).values.x?.replace(/\s/g, " ")).toBe(expected);
});

test("money of two currencies has no sum, and what is missing has its fallback or none", () => {
  const mixed = {
    ...facts,
    objects: {
      loan: [
        { owed: 1, in: "ARS" },
        { owed: 1, in: "USD" },
      ],
    },
  };
  const sum: Slot = {
    from: "object",
    typeKey: "loan",
    column: "owed",
    take: "sum",
    by: null,
    fallback: null,
  };
  expect(one(sum, "es_AR", mixed)).toEqual({ values: {}, blank: ["x"], fallen: [] });
  expect(one({ ...sum, fallback: "tu deuda" }, "es_AR", mixed)).toEqual({
    values: { x: "tu deuda" },
    blank: [],
    fallen: ["x"],
  });
  expect(one({ from: "attribute", key: "archived", fallback: null }).blank).toEqual(["x"]);
});

test("the contact's own page to stop is its address; without an address of theirs there is none", () => {
  const link: Slot = { from: "link", to: "opt-out" };
  expect(one(link).values).toEqual({ x: "https://hilo.example/s/u/t" });
  expect(one(link, "es_AR", { ...facts, optOut: null }).blank).toEqual(["x"]);
});

test("every place has its own value or is named as blank: none takes another's", () => {
  const anything = fc.oneof(
    fc.string(),
    fc.constant(""),
    fc.constant("   "),
    fc.integer(),
    fc.constant(null),
  );
  const property = fc.property(
    fc.dictionary(fc.constantFrom("plan", "debt", "due"), anything),
    (attributes) => {
      const slots: Record<string, Slot> = {
        "1": { from: "attribute", key: "plan", fallback: null },
        "2": { from: "attribute", key: "debt", fallback: "algo" },
        "3": { from: "attribute", key: "due", fallback: null },
      };
      const { values, blank } = fill(slots, { ...facts, attributes }, types, "es_AR");
      expect([...Object.keys(values), ...blank].sort()).toEqual(["1", "2", "3"]);
      for (const value of Object.values(values)) expect(value).toMatch(/^\S(.*\S)?$/);
      for (const [key, slot] of Object.entries(slots)) {
        const alone = fill({ [key]: slot }, { ...facts, attributes }, types, "es_AR");
        expect(alone.values[key]).toBe(values[key]);
      }
    },
  );
  fc.assert(property, { numRuns: 500 });
});
