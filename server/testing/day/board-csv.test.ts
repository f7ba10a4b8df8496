import { expect, test } from "vitest";
import { csvDiffers, readCsv } from "./board-csv";
import type { Line } from "./board-facts";

const since = Date.UTC(2026, 10, 27, 12);
const line: Line = {
  id: "c1",
  ...{ queue: false, waiting: true, ending: false, missed: false, risk: false, late: false, open: true },
  ...{ assigneeId: "m1", customer: "Inés, «la de siempre»", address: "+5491152634421", number: "Clínica" },
  ...{ team: null, assignee: "Ana", priority: 2, unread: 3, due: null, dueWhat: null },
  ...{ awaitingSince: since, windowEnds: since + 86_400_000, lastMessageAt: since },
};
const head =
  "\uFEFFid,customer,address,number,team,assignee,status,priority,waiting_since,window_ends,due,due_what,last_message,unread";
const told =
  'c1,"Inés, «la de siempre»",\'+54 9 11 5263-4421,Clínica,,Ana,awaiting,2,2026-11-27T12:00:00.000Z,2026-11-28T12:00:00.000Z,,,2026-11-27T12:00:00.000Z,3';
const wrong = (text: string, lines = [line]) =>
  csvDiffers(readCsv([head, text].filter(Boolean).join("\r\n")), lines, "waiting").map(({ what }) => what);

test("a CSV that is the conversations behind the figure differs in nothing", () => {
  expect(wrong(told)).toEqual([]);
  expect(wrong("", [])).toEqual([]);
});

test.each([
  ["a line that is missing", "", /lines of a CSV/],
  ["a line twice", `${told}\r\n${told}`, /lines of a CSV/],
  ["another customer", told.replace("Inés", "Raúl"), /customer/],
  ["another address", told.replace("4421", "4422"), /address/],
  ["another status", told.replace("awaiting", "missed"), /status/],
  ["another holder", told.replace("Ana", "Bruno"), /assignee/],
  ["another moment", told.replace("28T12", "28T13"), /window_ends/],
  ["a promise that was not made", told.replace("Z,,,", "Z,2026-11-27T13:00:00.000Z,next,"), /due_what/],
])("%s is found", (_, text, what) => {
  expect(wrong(text).join("\n")).toMatch(what);
});
