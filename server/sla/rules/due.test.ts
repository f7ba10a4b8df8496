import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type BusinessHours, isOpen } from "@/server/organizations/rules/business-hours";
import { addOpen, type Clocked, dueTimes, openBetween, type Policy, policyFor } from "./due";

const weekdays: BusinessHours = {
  timeZone: "America/Argentina/Buenos_Aires",
  week: Object.fromEntries(["1", "2", "3", "4", "5"].map((d) => [d, [{ from: "09:00", to: "18:00" }]])),
  holidays: [{ date: "2026-12-25", name: "Navidad" }],
};
const local = (text: string) => new Date(`${text}-03:00`);
const policy: Policy = {
  teamId: null,
  priority: null,
  firstMinutes: 60,
  nextMinutes: 120,
  resolutionMinutes: 480,
};
const waiting = (since: string, given: Partial<Clocked> = {}): Clocked => ({
  awaitingSince: local(since),
  waited: [],
  answered: false,
  windowExpiresAt: null,
  ...given,
});

describe("when an answer is due", () => {
  test("counts only the hours in which somebody is there", () => {
    // A Friday at 17:30: half an hour that day, the rest on Monday.
    const due = dueTimes(weekdays, policy, waiting("2026-11-27T17:30"));
    expect(due.answerAt).toEqual(local("2026-11-30T09:30"));
    expect(due.answer).toBe("first");
  });

  test("leaves holidays out", () => {
    const due = dueTimes(weekdays, policy, waiting("2026-12-24T17:30"));
    expect(due.answerAt).toEqual(local("2026-12-28T09:30"));
  });

  test("is another promise once somebody answered", () => {
    const due = dueTimes(weekdays, policy, waiting("2026-11-27T10:00", { answered: true }));
    expect([due.answerAt, due.answer]).toEqual([local("2026-11-27T12:00"), "next"]);
  });

  test("is at the last open moment of a window that ends before it", () => {
    const due = dueTimes(
      weekdays,
      { ...policy, firstMinutes: 600 },
      waiting("2026-11-27T17:00", { windowExpiresAt: local("2026-11-28T17:00") }),
    );
    expect([due.answerAt, due.answer]).toEqual([local("2026-11-27T18:00"), "window"]);
  });

  test("rests while the customer is silent, and where nothing is promised", () => {
    const silent = { ...waiting("2026-11-27T10:00"), awaitingSince: null };
    for (const due of [
      dueTimes(weekdays, policy, silent),
      dueTimes(weekdays, null, waiting("2026-11-27T10:00")),
    ])
      expect(due).toEqual({ answerAt: null, answer: null, resolveAt: null });
  });

  test("the end of the matter is as much later as the customer was silent", () => {
    const before = [[local("2026-11-26T10:00"), local("2026-11-26T12:00")] as const];
    const due = dueTimes(weekdays, policy, waiting("2026-11-27T10:00", { waited: before, answered: true }));
    expect(due.resolveAt).toEqual(local("2026-11-27T16:00"));
  });
});

test("the narrowest policy holds", () => {
  const all = [
    { teamId: null, priority: null },
    { teamId: null, priority: 2 },
    { teamId: "a", priority: null },
    { teamId: "a", priority: 2 },
  ];
  const of = (teamId: string | null, priority: number) => policyFor(all, { teamId, priority });
  expect(of("a", 2)).toEqual({ teamId: "a", priority: 2 });
  expect(of("a", 0)).toEqual({ teamId: "a", priority: null });
  expect(of("b", 2)).toEqual({ teamId: null, priority: 2 });
  expect(of(null, 1)).toEqual({ teamId: null, priority: null });
});

describe("for any hours and moments", () => {
  const clock = fc.integer({ min: 0, max: 47 }).map((half) => {
    const [hour, rest] = [Math.floor(half / 2), half % 2 === 0 ? "00" : "30"];
    return `${String(hour).padStart(2, "0")}:${rest}`;
  });
  const span = fc
    .tuple(clock, clock)
    .filter(([from, to]) => from < to)
    .map(([from, to]) => ({ from, to }));
  const hours: fc.Arbitrary<BusinessHours> = fc.record({
    timeZone: fc.constantFrom("America/Santiago", "Europe/Madrid", "UTC", "America/New_York"),
    week: fc
      .array(fc.tuple(fc.constantFrom("1", "2", "3", "4", "5", "6", "7"), fc.array(span, { maxLength: 3 })), {
        minLength: 1,
      })
      .map((days) => Object.fromEntries(days)),
    holidays: fc.constant([]),
  });
  const minute = 60_000;
  const start = Date.UTC(2026, 2, 20);
  const moment = fc.integer({ min: 0, max: 60 * 24 * 300 }).map((n) => new Date(start + n * minute));

  test("so much open time lies before what is due as was promised, and it is due while somebody is there", () => {
    fc.assert(
      fc.property(hours, moment, fc.integer({ min: 1, max: 3_000 }), (given, from, minutes) => {
        const due = addOpen(given, from, minutes * minute);
        if (!due) return;
        expect(openBetween(given, from, due)).toBe(minutes * minute);
        expect(isOpen(given, new Date(+due - 1))).toBe(true);
      }),
      { numRuns: 100 },
    );
  });

  // Everything here begins and ends at a half hour, so that half hours are open or closed as a whole.
  test("open time adds up, half hour for half hour", () => {
    const half = 30 * minute;
    const aligned = fc.integer({ min: 0, max: 48 * 300 }).map((n) => new Date(start + n * half));
    fc.assert(
      fc.property(hours, aligned, fc.integer({ min: 0, max: 200 }), (given, from, halves) => {
        const each = Array.from({ length: halves }, (_, n) => new Date(+from + n * half));
        const counted = each.filter((at) => isOpen(given, at)).length;
        expect(openBetween(given, from, new Date(+from + halves * half))).toBe(counted * half);
      }),
      { numRuns: 50 },
    );
  });
});
