import { expect, test } from "vitest";
import { askedOf } from "./asked";

const now = new Date("2026-11-27T01:30:00Z");
const zone = "America/Argentina/Buenos_Aires";

test("an address that asks well gets what it asks", () => {
  const asked = { from: "2026-10-01", to: "2026-10-31", by: "team" };
  expect(askedOf(asked, now, zone)).toEqual(asked);
});

test.each([
  [{}, "day"],
  [{ from: "2026-12-01", to: "2026-11-01", by: "member" }, "member"],
  [{ from: "x", to: ["2026-11-01"], by: "moon" }, "day"],
  [{ from: "2020-01-01", to: "2026-11-01", by: "day" }, "day"],
])("%j is the last thirty days, which end today by the organization's clock", (query, by) => {
  expect(askedOf(query, now, zone)).toEqual({ from: "2026-10-28", to: "2026-11-26", by });
});
