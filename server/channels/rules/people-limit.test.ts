import { expect, test } from "vitest";
import { peopleLimit } from "./people-limit";

test("the carrier's word for how many people is read by its number, and one without a number is no limit", () => {
  const words = [
    "TIER_250",
    "TIER_1K",
    "TIER_1.5K",
    "TIER_2K",
    "TIER_100K",
    "TIER_UNLIMITED",
    "",
    null,
    undefined,
  ];
  expect(words.map(peopleLimit)).toEqual([250, 1_000, 1_500, 2_000, 100_000, null, null, null, null]);
});
