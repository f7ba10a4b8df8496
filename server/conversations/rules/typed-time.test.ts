import { expect, test } from "vitest";
import { outlastsWindow } from "./snooze";
import { snoozePresets } from "./snooze-preset";
import { typedTime } from "./typed-time";

/** A Monday noon in Buenos Aires. */
const now = new Date("2026-11-23T15:00:00Z");
const context = { now, zone: "America/Argentina/Buenos_Aires", dayFirst: true };
const at = (local: string) => new Date(`${local}:00-03:00`);

test.each([
  ["mañana 9", "2026-11-24T09:00"],
  ["Mañana a las 9", "2026-11-24T09:00"],
  ["mañana", "2026-11-24T09:00"],
  ["pasado mañana 15:30", "2026-11-25T15:30"],
  ["lunes 10:30", "2026-11-30T10:30"],
  ["lunes 15", "2026-11-23T15:00"],
  ["el viernes a las 15", "2026-11-27T15:00"],
  ["mar 10", "2026-11-24T10:00"],
  ["viernes", "2026-11-27T09:00"],
  ["en 2 horas", "2026-11-23T14:00"],
  ["en media hora", "2026-11-23T12:30"],
  ["dentro de 3 días", "2026-11-26T12:00"],
  ["hoy 18 hs", "2026-11-23T18:00"],
  ["18:30", "2026-11-23T18:30"],
  ["9", "2026-11-24T09:00"],
  ["9 de la mañana", "2026-11-24T09:00"],
  ["mañana a las 3 de la tarde", "2026-11-24T15:00"],
  ["15/12 9:00", "2026-12-15T09:00"],
  ["3/2", "2027-02-03T09:00"],
  ["9 de diciembre", "2026-12-09T09:00"],
  ["la semana que viene", "2026-11-30T09:00"],
  ["mediodía", "2026-11-24T12:00"],
  ["amanhã 9", "2026-11-24T09:00"],
  ["amanhã às 9h30", "2026-11-24T09:30"],
  ["depois de amanhã", "2026-11-25T09:00"],
  ["segunda-feira às 10:30", "2026-11-30T10:30"],
  ["sexta 15h", "2026-11-27T15:00"],
  ["em 2 horas", "2026-11-23T14:00"],
  ["daqui a uma semana", "2026-11-30T12:00"],
  ["tomorrow 9", "2026-11-24T09:00"],
  ["tomorrow at 9am", "2026-11-24T09:00"],
  ["monday 10:30", "2026-11-30T10:30"],
  ["friday 3pm", "2026-11-27T15:00"],
  ["in 30 minutes", "2026-11-23T12:30"],
  ["in an hour", "2026-11-23T13:00"],
  ["next week", "2026-11-30T09:00"],
  ["Dec 9 10:00", "2026-12-09T10:00"],
])("%s", (text, local) => {
  expect(typedTime(text, context)).toEqual(at(local));
});

test.each([
  ...["", "  ", "algún día", "mañana quizás", "ayer", "hoy 9", "25:00", "mañana 9 10", "31/2", "15/12/2025"],
  ...["en 2", "en 2 gatos", "mañana lunes", "pm", "0pm", "999999999999999999 horas"],
])("says nothing of «%s»", (text) => {
  expect(typedTime(text, context)).toBeNull();
});

test("reads a date in the order of who types it", () => {
  expect(typedTime("12/15 9:00", { ...context, dayFirst: false })).toEqual(at("2026-12-15T09:00"));
});

test("sets the clock on the wall of the zone, also across a change of summer time", () => {
  const zone = { now: new Date("2026-10-24T18:00:00Z"), zone: "Europe/Madrid", dayFirst: true };
  expect(typedTime("mañana 9", zone)).toEqual(new Date("2026-10-25T08:00:00Z"));
  const tomorrow = snoozePresets(zone.now, zone.zone, null).find((p) => p.preset === "tomorrow");
  expect(tomorrow?.until).toEqual(new Date("2026-10-25T08:00:00Z"));
});

test("presets lie ahead; on a Sunday Monday is tomorrow; the window's is there only while one is open", () => {
  const sunday = new Date("2026-11-22T15:00:00Z");
  const ends = new Date("2026-11-22T19:00:00Z");
  const presets = snoozePresets(sunday, context.zone, ends);
  expect(presets.map((p) => p.preset)).toEqual(["hour", "threeHours", "tomorrow", "week", "beforeWindow"]);
  expect(presets.find((p) => p.preset === "beforeWindow")?.until).toEqual(new Date("2026-11-22T18:00:00Z"));
  expect(snoozePresets(now, context.zone, ends).some((p) => p.preset === "beforeWindow")).toBe(false);
  expect(snoozePresets(now, context.zone, null).map((p) => p.until)).toContainEqual(at("2026-11-30T09:00"));
});

test("a snooze outlasts the window that is open now, and none other", () => {
  const [soon, later] = [new Date(now.getTime() + 1000), new Date(now.getTime() + 2000)];
  expect(outlastsWindow(later, soon, now)).toBe(true);
  expect(outlastsWindow(soon, soon, now)).toBe(true);
  expect(outlastsWindow(soon, later, now)).toBe(false);
  expect(outlastsWindow(later, now, now)).toBe(false);
  expect(outlastsWindow(later, null, now)).toBe(false);
});
