import fc from "fast-check";
import { expect, test } from "vitest";
import { type Choice, changedFields, type Fields, fieldsAfter, fieldsBefore } from "./merge";

const name = fc.option(fc.constantFrom("Inés", "Inés Prado", ""), { nil: null });
const value = fc.oneof(fc.constantFrom("a", "b"), fc.integer({ min: 0, max: 2 }), fc.boolean());
const fields: fc.Arbitrary<Fields> = fc.record({
  name,
  country: fc.option(fc.constantFrom("AR", "BR"), { nil: null }),
  executiveId: fc.option(fc.constantFrom("one", "two"), { nil: null }),
  attributes: fc.dictionary(fc.constantFrom("plan", "since", "debt"), value),
});
const side = fc.constantFrom("kept" as const, "merged" as const);
const choice: fc.Arbitrary<Choice> = fc.record(
  {
    name: side,
    country: side,
    executiveId: side,
    attributes: fc.dictionary(fc.constantFrom("plan", "debt"), side),
  },
  { requiredKeys: [] },
);

test("undone at once, a merge leaves every field as it was", () => {
  fc.assert(
    fc.property(fields, fields, choice, (kept, merged, chosen) => {
      const changed = changedFields(kept, merged, chosen);
      const back = fieldsBefore(fieldsAfter(kept, changed), changed);
      expect({ ...back, name: back.name || null }).toEqual({ ...kept, name: kept.name || null });
    }),
  );
});

test("what nobody chose stays with the one kept, and its gaps are filled from the other", () => {
  const kept = { name: "Inés", country: null, executiveId: null, attributes: { plan: "oro" } };
  const merged = {
    name: "I. Prado",
    country: "AR",
    executiveId: "one",
    attributes: { plan: "plata", debt: 12 },
  };
  expect(fieldsAfter(kept, changedFields(kept, merged))).toEqual({
    name: "Inés",
    country: "AR",
    executiveId: "one",
    attributes: { plan: "oro", debt: 12 },
  });
  expect(fieldsAfter(kept, changedFields(kept, merged, { name: "merged" })).name).toBe("I. Prado");
});

test("a field that somebody has changed since stays so when the merge is undone", () => {
  const kept = { name: null, country: null, executiveId: null, attributes: {} };
  const merged = { name: "Inés", country: "AR", executiveId: null, attributes: { debt: 12 } };
  const changed = changedFields(kept, merged);
  const since = { ...fieldsAfter(kept, changed), attributes: { debt: 0 } };
  expect(fieldsBefore(since, changed)).toEqual({ ...kept, attributes: { debt: 0 } });
});
