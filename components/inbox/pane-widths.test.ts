import { expect, test } from "vitest";
import { widthsFromCookie } from "./pane-widths";

test.each([
  ["188.348.304", { queues: 188, list: 348, panel: 304 }],
  ["1.9999.300", { queues: 148, list: 520, panel: 300 }],
  ["a.b.c", undefined],
  ["188.348", undefined],
  ["", undefined],
  [undefined, undefined],
])("%s", (cookie, widths) => {
  expect(widthsFromCookie(cookie)).toEqual(widths);
});
