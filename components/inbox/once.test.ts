import { expect, test } from "vitest";
import { once } from "./once";

const list = (ids: string, at: number) => ({ items: [...ids].map((id) => ({ id })), at });
const shown = (lists: ReturnType<typeof list>[]) =>
  once(lists).map((items) => items.map(({ id }) => id).join(""));

test("what stands in one place stays there", () => {
  expect(shown([list("abc", 1), list("de", 2), list("", 3)])).toEqual(["abc", "de", ""]);
});

test("what has just moved stands where it was heard of last", () => {
  expect(shown([list("abc", 1), list("cd", 2)])).toEqual(["ab", "cd"]);
  expect(shown([list("abc", 2), list("cd", 1)])).toEqual(["abc", "d"]);
  expect(shown([list("abc", 2), list("cd", 2)])).toEqual(["abc", "d"]);
});

test("what slid onto the next page while both were read stands once", () => {
  expect(shown([list("abccd", 1)])).toEqual(["abcd"]);
});
