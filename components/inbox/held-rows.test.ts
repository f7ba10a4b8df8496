import { expect, test } from "vitest";
import { holdRows } from "./held-rows";

const rows = (ids: string, said = "") => [...ids].map((id) => ({ id, said }));
const ids = (items: { id: string }[]) => items.map((item) => item.id).join("");

test.each([
  ["nothing happens", "abcd", "abcd", "abcd", 0],
  ["one comes first", "abcd", "xabcd", "abcd", 1],
  ["one goes", "abcd", "acd", "abcd", 1],
  ["one moves up", "abcd", "dabc", "abcd", 1],
  ["one moves and one comes", "abcd", "xbcda", "abcd", 2],
  ["more is loaded at the end", "abcd", "abcdef", "abcdef", 0],
  ["all is new", "", "ab", "ab", 0],
])("%s", (_, held, fresh, shown, changes) => {
  const result = holdRows(rows(held), rows(fresh));
  expect(ids(result.items)).toBe(shown);
  expect(result.changes).toBe(changes);
});

test("what a row says is fresh though its place is held", () => {
  expect(holdRows(rows("ab", "old"), rows("ba", "new")).items).toEqual(rows("ab", "new"));
});
