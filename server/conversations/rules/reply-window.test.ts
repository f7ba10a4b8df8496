import fc from "fast-check";
import { DateTime } from "luxon";
import { describe, expect, test } from "vitest";
import { replyWindow, windowAfter } from "./reply-window";

const hour = 3_600_000;
const at = (ms: number) => new Date(ms);
const ending = (ms: number | null) => ({ serviceExpiresAt: ms === null ? null : at(ms) });
const moment = fc.integer({ min: Date.UTC(2020, 0), max: Date.UTC(2040, 0) });

describe("free text leaves", () => {
  test("until the very millisecond in which the window ends, and not in it", () => {
    fc.assert(
      fc.property(moment, fc.integer({ min: -48 * hour, max: 48 * hour }), (end, away) => {
        const window = replyWindow(24, ending(end), at(end - away));
        expect(window.open).toBe(away > 0);
        expect(window.open ? window.endsAt : window.endedAt).toEqual(at(end));
      }),
    );
    expect(replyWindow(24, ending(1_000), at(999)).open).toBe(true);
    expect(replyWindow(24, ending(1_000), at(1_000)).open).toBe(false);
  });

  test("never to somebody who has not written", () => {
    expect(replyWindow(24, null, at(0))).toEqual({ open: false, endedAt: null });
    expect(replyWindow(24, ending(null), at(0))).toEqual({ open: false, endedAt: null });
  });

  test("always where the channel has no window", () => {
    fc.assert(
      fc.property(fc.option(moment), moment, (end, now) => {
        expect(replyWindow(null, ending(end), at(now))).toEqual({ open: true, endsAt: null, tone: "calm" });
      }),
    );
    expect(windowAfter(null, at(0))).toBeNull();
  });
});

test.each([
  [24 * hour, "calm"],
  [6 * hour, "calm"],
  [6 * hour - 1, "soon"],
  [hour, "soon"],
  [hour - 1, "urgent"],
  [1, "urgent"],
])("with %d ms left it looks %s", (left, tone) => {
  expect(replyWindow(24, ending(left), at(0))).toMatchObject({ open: true, tone });
});

describe("a message opens the window", () => {
  test("for as long after the carrier's time as the channel says, whenever it came to us", () => {
    fc.assert(
      fc.property(moment, fc.integer({ min: 1, max: 168 }), (occurred, hours) => {
        const end = windowAfter(hours, at(occurred));
        expect(end).toEqual(at(occurred + hours * hour));
        expect(replyWindow(hours, { serviceExpiresAt: end }, at(occurred + hours * hour - 1)).open).toBe(
          true,
        );
        expect(replyWindow(hours, { serviceExpiresAt: end }, at(occurred + hours * hour)).open).toBe(false);
      }),
    );
  });

  test.each([
    ["that loses an hour", "2026-03-08T01:30", "America/New_York", "2026-03-09T02:30"],
    ["that gains one", "2026-11-01T00:30", "America/New_York", "2026-11-01T23:30"],
  ])("24 hours long on a night %s", (_, local, zone, endsLocal) => {
    const occurred = DateTime.fromISO(local, { zone });
    const end = DateTime.fromJSDate(windowAfter(24, occurred.toJSDate()) ?? at(0), { zone });
    expect(end.diff(occurred, "hours").hours).toBe(24);
    expect(end.toFormat("yyyy-MM-dd'T'HH:mm")).toBe(endsLocal);
  });
});
