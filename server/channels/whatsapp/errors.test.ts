import { describe, expect, test } from "vitest";
import { catalog } from "@/messages/catalog";
import errorCodes from "./error-codes.json";
import { classOf, explain, stopsOf, waitOf } from "./errors";

const codes = errorCodes.codes.map(({ code }) => String(code));

test("every code has words in every language", () => {
  for (const code of [
    ...codes,
    "999999",
    "unreachable",
    "no-answer",
    "not-readable",
    "unknown",
    "no-consent",
    "unchecked",
    "no-longer",
    "cancelled",
  ]) {
    const { key } = explain(code);
    for (const messages of Object.values(catalog)) expect(messages.carrier[key].length).toBeGreaterThan(20);
  }
});

test.each([
  ["131026", "131026", "permanent"],
  ["131047", "131047", "window"],
  ["131050", "131050", "optout"],
  ["131009", "permanent", "permanent"],
  ["2", "transient", "transient"],
  ["133005", "registration", "registration"],
  ["250", "auth", "auth"],
  ["toString", "permanent", "permanent"],
  ["no-answer", "unanswered", "unanswered"],
  ["unreachable", "unreachable", "unreachable"],
  ["unchecked", "unchecked", "transient"],
  ["no-longer", "no-longer", "permanent"],
  ["cancelled", "cancelled", "permanent"],
])("%s is told as %s", (code, key, cls) => {
  expect(explain(code)).toEqual({ cls, key });
});

describe("what a code stops and how long it waits", () => {
  test.each([
    ["190", "account"],
    ["131042", "account"],
    ["133010", "account"],
    ["132015", "template"],
    ["131047", undefined],
    ["132001", undefined],
  ])("%s stops %s", (code, stops) => {
    expect(stopsOf(code)).toBe(stops);
  });

  test("every code that may be tried again waits", () => {
    for (const code of codes.filter((each) => ["rate", "rate_pair", "transient"].includes(classOf(each))))
      expect(waitOf(code)).toBeGreaterThanOrEqual(1_000);
  });
});
