import { expect, test } from "vitest";
import { csvLine } from "./csv";

test("a cell keeps its commas, quotes and lines", () => {
  expect(csvLine(["a,b", 'say "hi"', "x\ny", 7, null])).toBe('"a,b","say ""hi""","x\ny",7,\r\n');
});

test("what a customer wrote is no formula", () => {
  expect(csvLine(["=1+1", "@x", "-2", "+54 9 11"])).toBe("'=1+1,'@x,'-2,'+54 9 11\r\n");
});

test("a moment is written so that every program reads it", () => {
  expect(csvLine([new Date("2026-11-26T18:00:00Z")])).toBe("2026-11-26T18:00:00.000Z\r\n");
});
