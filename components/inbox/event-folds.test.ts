import { expect, it } from "vitest";
import { foldsOf } from "./event-folds";

/** e: an event, m: a message, E: an event of another day. */
const fold = (text: string) =>
  foldsOf(
    [...text].map((one) => ({
      direction: one === "m" ? "in" : "event",
      occurredAt: new Date(one === "E" ? 90_000_000 : 0),
    })),
    (at) => at.toISOString().slice(0, 10),
  ).map((one) => (one === null ? "." : one === "within" ? "-" : String(one.count)));

it.each([
  ["", ""],
  ["m", "."],
  ["mee", "..."],
  ["eee", "2-."],
  ["meeeem", ".3--.."],
  ["eeemmeee", "2-...2-."],
  ["eeEEE", "..2-."],
  ["emeemeeem", ".....2-.."],
])("%j folds as %j", (text, folded) => expect(fold(text).join("")).toBe(folded));
