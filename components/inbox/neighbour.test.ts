import { expect, test } from "vitest";
import { neighbour } from "./neighbour";

const ids = ["a", "b", "c", "d"];

test.each([
  ["nothing open, down", null, -1, 1, "a"],
  ["nothing open, up", null, -1, -1, "d"],
  ["down", "b", 1, 1, "c"],
  ["up", "b", 1, -1, "a"],
  ["the last stays", "d", 3, 1, "d"],
  ["the first stays", "a", 0, -1, "a"],
  ["closed and gone, down: what took its place", "gone", 2, 1, "c"],
  ["closed and gone, up: what stood before it", "gone", 2, -1, "b"],
  ["gone from the end", "gone", 4, 1, "d"],
  ["never listed", "elsewhere", -1, 1, "a"],
] as const)("%s", (_, open, was, by, expected) => {
  expect(neighbour([...ids], open, was, by)).toBe(expected);
});

test("an empty list has nobody", () => {
  expect(neighbour([], null, -1, 1)).toBeUndefined();
  expect(neighbour([], "gone", 0, -1)).toBeUndefined();
});
