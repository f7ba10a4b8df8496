import fc from "fast-check";
import { DateTime } from "luxon";
import { describe, expect, test } from "vitest";
import { type BusinessHours, businessHours, isOpen, nextOpening } from "./business-hours";

const weekdays = (spans: { from: string; to: string }[]): BusinessHours["week"] => ({
  ...{ "1": spans, "2": spans, "3": spans, "4": spans, "5": spans },
});
const office = (timeZone: string, more: Partial<BusinessHours> = {}): BusinessHours => ({
  timeZone,
  week: weekdays([{ from: "09:00", to: "18:00" }]),
  holidays: [],
  ...more,
});
/** What a clock on the wall of `zone` shows. */
const wall = (zone: string, text: string) => DateTime.fromISO(text, { zone }).toJSDate();
const shown = (zone: string, date: Date | null) =>
  date && DateTime.fromJSDate(date, { zone }).toFormat("ccc yyyy-MM-dd'T'HH:mm");

const buenosAires = "America/Argentina/Buenos_Aires";
const newYork = "America/New_York";

describe("open", () => {
  test("always, where no hours are set", () => {
    expect(isOpen(null, new Date(0))).toBe(true);
    expect(nextOpening(null, new Date(0))).toEqual(new Date(0));
  });

  test.each([
    ["2026-07-06T08:59:59.999", false],
    ["2026-07-06T09:00", true],
    ["2026-07-06T17:59:59.999", true],
    ["2026-07-06T18:00", false],
    ["2026-07-05T12:00", false],
  ])("%s in the zone of the hours: %s", (text, open) => {
    expect(isOpen(office(buenosAires), wall(buenosAires, text))).toBe(open);
    expect(isOpen(office("Asia/Tokyo"), wall("Asia/Tokyo", text))).toBe(open);
  });

  test("by the wall of the hours' zone, not by ours", () => {
    const now = new Date("2026-07-06T12:30:00Z");
    expect([isOpen(office(buenosAires), now), isOpen(office("Asia/Tokyo"), now)]).toEqual([true, false]);
  });

  test("until the end of the day with 24:00, and on without a gap", () => {
    const night = office("UTC", {
      week: { "1": [{ from: "22:00", to: "24:00" }], "2": [{ from: "00:00", to: "02:00" }] },
    });
    for (const text of ["2026-07-06T23:59:59.999", "2026-07-07T00:00", "2026-07-07T01:59"])
      expect(isOpen(night, wall("UTC", text))).toBe(true);
    expect(isOpen(night, wall("UTC", "2026-07-07T02:00"))).toBe(false);
    expect(isOpen(night, wall("UTC", "2026-07-06T21:59"))).toBe(false);
  });

  test("never on a holiday, by the date on the wall", () => {
    const hours = office(buenosAires, { holidays: [{ date: "2026-07-09", name: "Independencia" }] });
    expect(isOpen(hours, wall(buenosAires, "2026-07-09T10:00"))).toBe(false);
    expect(isOpen(hours, wall(buenosAires, "2026-07-10T10:00"))).toBe(true);
  });

  test("at the same time on the wall before and after the clocks change", () => {
    for (const day of ["2026-03-06", "2026-03-09", "2026-10-30", "2026-11-02"]) {
      expect(isOpen(office(newYork), wall(newYork, `${day}T09:00`))).toBe(true);
      expect(isOpen(office(newYork), wall(newYork, `${day}T08:59`))).toBe(false);
      expect(isOpen(office(newYork), wall(newYork, `${day}T18:00`))).toBe(false);
    }
  });

  test("on the very day on which they change, also where midnight does not exist", () => {
    const sunday = { week: { "7": [{ from: "00:00", to: "24:00" }] } };
    const santiago = "America/Santiago";
    const began = DateTime.fromISO("2026-09-06", { zone: santiago }).startOf("day");
    expect(began.hour).toBe(1);
    expect(isOpen(office(santiago, sunday), began.toJSDate())).toBe(true);
    expect(isOpen(office(santiago, sunday), began.minus({ milliseconds: 1 }).toJSDate())).toBe(false);
    expect(isOpen(office(newYork, sunday), wall(newYork, "2026-03-08T23:59"))).toBe(true);
  });
});

describe("the next opening", () => {
  test.each([
    ["on a Friday night", "2026-07-03T22:00", "Mon 2026-07-06T09:00"],
    ["at three in the morning", "2026-07-07T03:00", "Tue 2026-07-07T09:00"],
    ["before a holiday", "2026-07-08T18:00", "Fri 2026-07-10T09:00"],
  ])("%s", (_, now, opening) => {
    const hours = office(buenosAires, { holidays: [{ date: "2026-07-09", name: "Independencia" }] });
    expect(shown(buenosAires, nextOpening(hours, wall(buenosAires, now)))).toBe(opening);
  });

  test("between two spans of a day is the second, in whatever order they are written", () => {
    const spans = [
      { from: "14:00", to: "18:00" },
      { from: "09:00", to: "12:00" },
    ];
    const hours = office(buenosAires, { week: weekdays(spans) });
    const at = (text: string) => shown(buenosAires, nextOpening(hours, wall(buenosAires, text)));
    expect(at("2026-07-06T13:00")).toBe("Mon 2026-07-06T14:00");
    expect(at("2026-07-06T03:00")).toBe("Mon 2026-07-06T09:00");
  });

  test("skips a span that the change of the clocks swallows", () => {
    const hours = office(newYork, { week: { "7": [{ from: "02:00", to: "03:00" }] } });
    const opening = nextOpening(hours, wall(newYork, "2026-03-07T12:00"));
    expect(shown(newYork, opening)).toBe("Sun 2026-03-15T02:00");
  });

  test("is none where nobody ever comes", () => {
    expect(nextOpening(office("UTC", { week: {} }), new Date(0))).toBeNull();
  });

  const zone = fc.constantFrom(
    buenosAires,
    newYork,
    "Europe/Madrid",
    "America/Santiago",
    "Asia/Kathmandu",
    "UTC",
  );
  const time = fc.integer({ min: 0, max: 96 }).map((quarter) => {
    const [hour, minute] = [Math.floor(quarter / 4), (quarter % 4) * 15];
    return `${String(hour).padStart(2, "0")}:${String(minute).padStart(2, "0")}`;
  });
  const span = fc.tuple(time, time).filter(([from, to]) => from < to);
  const day = fc.array(
    span.map(([from, to]) => ({ from, to })),
    { maxLength: 2 },
  );
  const anyHours = fc.record<BusinessHours>({
    timeZone: zone,
    week: fc.record({ "1": day, "3": day, "6": day, "7": day }),
    holidays: fc.constant([{ date: "2026-07-08", name: "A Wednesday" }]),
  });
  const now = fc.integer({ min: Date.UTC(2026, 0), max: Date.UTC(2026, 11, 31) }).map((ms) => new Date(ms));

  test("is open, and nothing before it is: every moment of a closed period names the same one", () => {
    fc.assert(
      fc.property(anyHours, now, fc.double({ min: 0, max: 1, noNaN: true }), (hours, at, part) => {
        expect(businessHours.safeParse(hours).success).toBe(true);
        const opening = nextOpening(hours, at);
        if (!opening) return;
        expect(isOpen(hours, opening)).toBe(true);
        expect(opening >= at).toBe(true);
        const between = new Date(at.getTime() + Math.floor((opening.getTime() - at.getTime()) * part));
        if (between >= opening) return;
        expect(isOpen(hours, between)).toBe(false);
        expect(nextOpening(hours, between)).toEqual(opening);
      }),
      { numRuns: 300 },
    );
  });
});

test.each(["24:30", "9:00", "25:00", "12:60"])("%s is no time of a day", (from) => {
  const hours = { ...office("UTC"), week: { "1": [{ from, to: "24:00" }] } };
  expect(businessHours.safeParse(hours).success).toBe(false);
});
