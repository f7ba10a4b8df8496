import { expect, test } from "vitest";
import { emptyDraft } from "./draft";
import { withPicked } from "./picked";

const object = { id: 7, typeKey: "product", list: "", keyPath: "", columns: {} };
const draft = { ...emptyDraft(), attributes: [{ id: 3, key: "balance", path: "" }], objects: [object] };

test("a path goes to the field that was in hand", () => {
  expect(withPicked(draft, { kind: "attribute", id: 3 }, "$.a").attributes).toEqual([
    { id: 3, key: "balance", path: "$.a" },
  ]);
  const listed = withPicked(draft, { kind: "list", id: 7 }, "$.customer.products[2].id");
  expect(listed.objects[0]?.list).toBe("$.customer.products");
  const keyed = withPicked(listed, { kind: "key", id: 7 }, "$.customer.products[2].id");
  expect(keyed.objects[0]?.keyPath).toBe("$.id");
  const column = withPicked(
    keyed,
    { kind: "column", id: 7, column: "debt" },
    "$.customer.products[0].a['b c']",
  );
  expect(column.objects[0]?.columns).toEqual({ debt: "$.a['b c']" });
});

test("without a field it becomes a new one of the contact", () => {
  const [, added] = withPicked(draft, null, "$.b").attributes;
  expect(added).toMatchObject({ key: "", path: "$.b" });
  expect(withPicked(draft, { kind: "attribute", id: 99 }, "$.b").attributes).toHaveLength(2);
});
