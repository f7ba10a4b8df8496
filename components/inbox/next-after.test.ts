import { expect, test } from "vitest";
import { nextAfter } from "./next-after";

test.each([
  [["a", "b", "c"], "a", "b"],
  [["a", "b", "c"], "c", "a"],
  [["a", "b"], "gone", "a"],
  [["a"], "a", null],
  [[], "a", null],
])("of %j after %j comes %j", (ids, current, next) => {
  expect(nextAfter(ids, current)).toBe(next);
});
