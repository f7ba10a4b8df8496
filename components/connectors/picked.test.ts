import { expect, test } from "vitest";
import { emptyDraft, emptyMany, manyOf } from "./draft";
import { withPicked, withPickedRow } from "./picked";

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

test("the value of a row that says whose it is leads to the rows and to the key within each", () => {
  const many = { ...draft, many: emptyMany("https://bank.example/v1/customers?phone={{contact.phone}}") };
  expect(many.many.url).toBe("https://bank.example/v1/customers");
  expect(withPickedRow(many, "$.data[3].owner['tax id']").many).toMatchObject({
    ...{ rows: "$.data", keyPath: "$.owner['tax id']" },
  });
  expect(withPickedRow(many, "$.customers").many).toMatchObject({ rows: "$.customers", keyPath: "$.id" });
  expect(withPickedRow(draft, "$.customers").many).toBeNull();
});

test("a key may be written as it stands in a template, and a GET has no body", () => {
  const many = emptyMany("https://bank.example/");
  expect(manyOf({ ...many, key: " {{ contact.email }} " })).toMatchObject({
    key: "contact.email",
    most: 100,
  });
  expect(manyOf({ ...many, method: "GET" }).body).toBeNull();
});
