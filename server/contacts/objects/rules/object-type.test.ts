import fc from "fast-check";
import { expect, test } from "vitest";
import type { AttributeValue } from "../../rules/attribute";
import { fillValues } from "./fill-values";
import type { ObjectColumn, RowAction } from "./object-type";
import { microsOf, totalsOf } from "./totals";

const columns: ObjectColumn[] = [
  { key: "debt", label: "Deuda", type: "money", currencyColumn: "currency", total: true, shown: true },
  { key: "late", label: "Días de atraso", type: "days", shown: true },
  { key: "from", label: "Fecha de alta", type: "date", shown: true },
  { key: "currency", label: "Moneda", type: "text", shown: true },
];

test("money is summed apart by currency, and to the last decimal", () => {
  const rows: Record<string, AttributeValue>[] = [
    { debt: 0.1, currency: "ARS" },
    { debt: 0.2, currency: "ars" },
    { debt: 64000, currency: "USD" },
    { debt: 5 },
    {},
  ];
  expect(totalsOf(columns, rows)).toEqual([
    { column: "debt", currency: null, micros: 5_000_000n },
    { column: "debt", currency: "ARS", micros: 300_000n },
    { column: "debt", currency: "USD", micros: 64_000_000_000n },
  ]);
});

test("what is covered is not summed", () => {
  expect(totalsOf([{ ...columns[0], sensitive: true } as ObjectColumn], [{ debt: 1 }])).toEqual([]);
});

test("adding in any order is the same", () => {
  const cents = fc.integer({ min: -1e12, max: 1e12 });
  fc.assert(
    fc.property(fc.array(cents), (list) => {
      const sum = list.reduce((total, one) => total + microsOf(one / 100), 0n);
      expect(sum).toBe(list.reduce((total, one) => total + BigInt(one) * 10_000n, 0n));
    }),
  );
});

test("a row fills a template in the template's language; what it does not have stays to be written", () => {
  const action: RowAction = {
    id: "1",
    label: "Acuerdo",
    opens: {
      kind: "template",
      name: "acuerdo",
      language: "es_AR",
      values: { "1": "debt", "2": "late", "3": "from", "4": "gone" },
    },
  };
  const row = { debt: 64000, late: 32, from: "2005-06-07", currency: "ARS" };
  expect(fillValues(action, columns, row, "UTC")).toEqual({ "1": "$ 64.000,00", "2": "32", "3": "7/6/05" });
  expect(fillValues(action, columns, { currency: "ARS" }, "UTC")).toEqual({});
});
