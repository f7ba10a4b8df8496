import { expect, test } from "vitest";
import type { BusinessHours } from "./business-hours";
import { shiftEnded } from "./shift";

const day = [
  { from: "09:00", to: "13:00" },
  { from: "14:00", to: "18:00" },
];
const shift: BusinessHours = { timeZone: "UTC", week: { "1": day, "2": day }, holidays: [] };
/** A Monday. */
const at = (time: string) => new Date(`2026-03-02T${time}:00Z`);
const member = (came: string | null, presence: "online" | "away" | "offline" = "online") => ({
  presence,
  presenceAt: came === null ? null : at(came),
  shift,
});

test("the end of a shift finds who came before it, once", () => {
  expect(shiftEnded(member("09:02"), at("12:59"))).toBeNull();
  expect(shiftEnded(member("09:02"), at("13:00"))).toEqual(at("13:00"));
  expect(shiftEnded(member("09:02"), at("19:30"))).toEqual(at("18:00"));
  expect(shiftEnded(member(null, "away"), at("18:01"))).toEqual(at("18:00"));
});

test("who comes back after it stays, until the next one ends", () => {
  expect(shiftEnded(member("18:05"), at("19:00"))).toBeNull();
  expect(shiftEnded(member("18:05"), new Date("2026-03-03T13:00:00Z"))).toEqual(
    new Date("2026-03-03T13:00:00Z"),
  );
});

test("who is offline, or has no shift, has nothing that ends", () => {
  expect(shiftEnded(member("09:00", "offline"), at("20:00"))).toBeNull();
  expect(shiftEnded({ ...member("09:00"), shift: null }, at("20:00"))).toBeNull();
});
