import { describe, expect, test } from "vitest";
import { words } from "@/server/testing/words";
import { boardDiffers, expectedBoard } from "./board-expected";
import type { BoardFacts, NumberStanding } from "./board-facts";
import type { SeenBoard } from "./board-screen";
import type { ExpectedRow } from "./expected-row";

const t = words("es");
const minute = 60_000;
const at = Date.UTC(2026, 10, 27, 18, 4, 5);

const number = (name: string, more: Partial<NumberStanding> = {}): NumberStanding => ({
  id: name,
  name,
  waiting: 1,
  verified: true,
  subscribed: true,
  heard: true,
  status: "CONNECTED",
  error: null,
  ...more,
});

const facts: BoardFacts = {
  now: at + 1_500,
  figures: { queue: 2, waiting: 5, ending: 1, missed: 3, risk: 4, late: 2, open: 11 },
  oldest: at - 75 * minute,
  members: [
    { id: "m1", name: "Ana", presence: "online", load: 3, limit: 9, open: 4, waiting: 2, risk: 1 },
    { id: "m2", name: "Silvia", presence: "away", load: 0, limit: 9, open: 0, waiting: 0, risk: 0 },
  ],
  teams: [{ id: "t1", name: "General", waiting: 2, risk: 3, oldest: at - 59 * minute - 50_000 }],
  numbers: [number("Clínica"), number("Ventas", { heard: false })],
  lines: [],
};

const row = (id: string): ExpectedRow => ({
  id,
  names: [`Cliente ${id}`, "Clínica"],
  line: "Hola",
  windows: ["Quedan 8 h 0 min para responder"],
  signs: ["Sin asignar"],
  dues: [""],
});
const queue = [row("c1"), row("c2")];
const board = (of = facts) => expectedBoard(of, at, queue, t);

/** A board that shows what is expected. */
const truthful = (): SeenBoard => ({
  at,
  csv: {},
  says: Object.fromEntries(Object.entries(board().says).map(([name, [said = ""]]) => [name, said])),
  queue: queue.map(({ windows: [window = ""], dues: _, ...one }) => ({ ...one, window })),
});

test("what the board must say follows from the facts alone", () => {
  expect(board().says).toMatchObject({
    asOf: ["En vivo, 15:04:05"],
    "figure ending": ["La ventana cierra en 2 h: 1"],
    "oldest of all": ["la que más espera: 1 h"],
    members: ["m1 m2"],
    "presence of m2": ["Ausente"],
    "load of m1": ["3 de 9 lugares3/9"],
    "figures of m1": ["4 abiertas, Ana | 2 esperan, Ana | 1 en riesgo, Ana"],
    "oldest of team General": ["la que más espera: 59 min", "la que más espera: 1 h"],
    "figures of team General": ["2 en cola, General | 3 en riesgo, General"],
    "health of number Clínica": ["Funciona"],
    "health of number Ventas": ["Nadie escribió todavía"],
    "rest of the queue": [""],
  });
  expect(board({ ...facts, figures: { ...facts.figures, queue: 5 } }).says["rest of the queue"]).toEqual([
    "Ver las 3 que faltan",
  ]);
});

test.each<[string, Partial<NumberStanding>]>([
  ["Cortado: permiso", { error: "190" }],
  ["Cortado: suscripción", { subscribed: false, error: "10" }],
  ["Cortado: número", { status: "FLAGGED" }],
  ["Falta un paso", { verified: false, heard: false }],
])("a number's health: %s", (health, more) => {
  const { says } = board({ ...facts, numbers: [number("Ventas", more)] });
  expect(says["health of number Ventas"]?.[0]?.toLowerCase()).toContain(health.toLowerCase());
});

test("a board that tells the truth differs in nothing", () => {
  expect(boardDiffers(truthful(), board())).toEqual([]);
});

const wrongs: [string, (seen: SeenBoard) => void, RegExp][] = [
  [
    "an old figure",
    ({ says }) => Object.assign(says, { "figure queue": "En cola, sin nadie: 3" }),
    /: 3» in/,
  ],
  ["a figure that is gone", ({ says }) => delete says["figure late"], /«undefined»/],
  ["a member who is not there", ({ says }) => Object.assign(says, { "member m9": "Carla" }), /Carla/],
  ["a wrong load", ({ says }) => Object.assign(says, { "load of m1": "4 de 9 lugares4/9" }), /4\/9/],
  ["an old wait", ({ says }) => Object.assign(says, { "oldest of all": "la que más espera: 2 h" }), /2 h/],
  [
    "a number that is well",
    ({ says }) => Object.assign(says, { "health of number Ventas": "Funciona" }),
    /Nadie/,
  ],
  ["a board that stands still", (seen) => Object.assign(seen, { at: at - 60_000 }), /61500 ms before/],
  ["a board ahead of the clock", (seen) => Object.assign(seen, { at: at + 60_000 }), /-58500 ms before/],
  ["a row that is gone", ({ queue: rows }) => rows.pop(), /1 missing/],
  ["rows in another order", ({ queue: rows }) => rows.reverse(), /another order/],
];

describe("a wrong board is found:", () => {
  test.each(wrongs)("%s", (_, spoil, told) => {
    const seen = structuredClone(truthful());
    spoil(seen);
    const found = boardDiffers(seen, board());
    expect(found.map(({ what }) => what).join("\n")).toMatch(told);
  });
});
