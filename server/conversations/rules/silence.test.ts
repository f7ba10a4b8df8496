import { expect, test } from "vitest";
import { silenceStep } from "./silence";

const now = new Date("2026-11-02T15:00:00Z");
const ago = (minutes: number) => new Date(+now - minutes * 60_000);
const both = { askMinutes: 10, closeMinutes: 30 };
const silent = { now, lastAt: ago(10), mayAsk: true, asked: false, open: true };

test("first the customer is asked, and left as long after the question as the number waits", () => {
  expect(silenceStep(both, silent)).toBe("ask");
  expect(silenceStep(both, { ...silent, lastAt: ago(9) })).toBeNull();
  expect(silenceStep(both, { ...silent, asked: true, lastAt: ago(29) })).toBeNull();
  expect(silenceStep(both, { ...silent, asked: true, lastAt: ago(30) })).toBe("close");
});

test("whoever can be asked is not left unasked, however long they were silent", () => {
  expect(silenceStep(both, { ...silent, lastAt: ago(3_000) })).toBe("ask");
  expect(silenceStep({ ...both, askMinutes: 60 }, { ...silent, lastAt: ago(45) })).toBeNull();
  expect(silenceStep(both, { ...silent, mayAsk: false, lastAt: ago(30) })).toBe("close");
});

test("each may be wanted without the other", () => {
  expect(silenceStep({ askMinutes: null, closeMinutes: 5 }, silent)).toBe("close");
  expect(silenceStep({ askMinutes: 5, closeMinutes: null }, { ...silent, asked: true })).toBeNull();
  expect(silenceStep({ askMinutes: null, closeMinutes: null }, { ...silent, lastAt: ago(9_000) })).toBeNull();
});

test("at night nobody is asked, nor left", () => {
  expect(silenceStep(both, { ...silent, open: false })).toBeNull();
  expect(silenceStep(both, { ...silent, open: false, asked: true, lastAt: ago(600) })).toBeNull();
});
