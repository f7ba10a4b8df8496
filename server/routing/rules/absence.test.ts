import { expect, test } from "vitest";
import { returnsAt, type Waited } from "./absence";

const at = (time: string) => new Date(`2026-03-02T${time}:00Z`);
const rules = { awayMinutes: 20, offlineMinutes: 5 };
const waited = (given: Partial<Waited> = {}): Waited => ({
  presence: "offline",
  presenceAt: at("10:00"),
  awaitingSince: at("09:30"),
  windowExpiresAt: at("23:00"),
  openSince: at("09:00"),
  ...given,
});

test("the minutes run from when both are so: the customer waits, the member is not there", () => {
  expect(returnsAt(waited(), rules)).toEqual(at("10:05"));
  expect(returnsAt(waited({ awaitingSince: at("11:00") }), rules)).toEqual(at("11:05"));
  expect(returnsAt(waited({ presence: "away" }), rules)).toEqual(at("10:20"));
  expect(returnsAt(waited({ presenceAt: null }), rules)).toEqual(at("09:35"));
});

test("without a limit never", () => {
  expect(returnsAt(waited(), { ...rules, offlineMinutes: null })).toBeNull();
});

test("the night counts for nothing: the minutes run from the opening", () => {
  expect(returnsAt(waited({ openSince: null, windowExpiresAt: null }), rules)).toBeNull();
  expect(returnsAt(waited({ openSince: at("12:00") }), rules)).toEqual(at("12:05"));
});

test("a window's last hour waits for nobody", () => {
  expect(returnsAt(waited({ openSince: null }), rules)).toEqual(at("22:00"));
  expect(returnsAt(waited({ presence: "away", windowExpiresAt: at("10:30") }), rules)).toEqual(at("10:00"));
});
