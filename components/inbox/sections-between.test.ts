import { expect, test } from "vitest";
import { sectionsBetween } from "./sections-between";

const sections = [
  { section: "awaiting", rows: 51 },
  { section: "back", rows: 0 },
  { section: "missed", rows: 11 },
  { section: "answered", rows: 0 },
];

test.each([
  ["the top of a long section", 0, 14, ["awaiting"]],
  ["its end: what is empty would stand there, and the next begins", 40, 52, ["awaiting", "back", "missed"]],
  ["the next alone, with what is empty behind it", 55, 61, ["missed", "answered"]],
])("%s", (_, first, last, seen) => {
  expect(sectionsBetween(sections, first, last)).toEqual(seen);
});

test("a short list is within sight as a whole", () => {
  const short = [
    { section: "awaiting", rows: 3 },
    { section: "back", rows: 0 },
    { section: "answered", rows: 2 },
  ];
  expect(sectionsBetween(short, 0, 4)).toEqual(["awaiting", "back", "answered"]);
});
