import { expect, test } from "vitest";
import { mostTries } from "./decide-recipient";
import { patienceWith } from "./patience";

const last = mostTries - 1;

test.each([
  ["the first time", { tries: 0, wrong: true, spoken: false }, { wait: 10_000, stops: false }],
  [
    "the second time, whatever was said",
    { tries: 1, wrong: false, spoken: true },
    { wait: 20_000, stops: false },
  ],
  ["the last time of one whom the source does not know", { tries: last, wrong: false, spoken: true }, "end"],
  [
    "the last time at a source that fails",
    { tries: last, wrong: true, spoken: true },
    { wait: 30_000, stops: true },
  ],
  [
    "the last time at a source that says nothing",
    { tries: last, wrong: false, spoken: false },
    { wait: 30_000, stops: true },
  ],
  ["every time after that", { tries: mostTries, wrong: true, spoken: false }, { wait: 40_000, stops: true }],
])("%s", (_, heard, then) => expect(patienceWith(heard)).toEqual(then));
