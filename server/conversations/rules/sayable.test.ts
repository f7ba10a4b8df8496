import { describe, expect, test } from "vitest";
import { problemsOf, type Sayable, type SayLimits, sayable } from "./sayable";

const limits: SayLimits = {
  buttons: { count: 3, title: 20, body: 1024, footer: 60 },
  lists: {
    rows: 10,
    sections: 10,
    sectionTitle: 24,
    title: 24,
    description: 72,
    button: 20,
    body: 4096,
    footer: 60,
  },
  location: true,
  cards: 257,
};
const buttons = (titles: string[], body = "¿Te sirve?"): Sayable => ({
  type: "buttons",
  body,
  buttons: titles.map((title) => ({ title })),
});
const list = (counts: number[], title?: string): Sayable => ({
  type: "list",
  body: "Elegí",
  button: "Turnos",
  sections: counts.map((n) => ({
    title,
    rows: Array.from({ length: n }, (_, i) => ({ title: `Fila ${i}` })),
  })),
});

describe("buttons", () => {
  test("three of twenty characters go, emoji counted as characters", () => {
    expect(problemsOf(buttons(["Sí", "No", "👍".repeat(20)]), limits)).toEqual([]);
  });
  test("a fourth, a long one, a repeated one and a long text are told where they stand", () => {
    expect(problemsOf(buttons(["a", "b", "c", "d"]), limits)).toEqual([
      { field: "buttons", what: "many", max: 3 },
    ]);
    expect(problemsOf(buttons(["x".repeat(21)]), limits)).toEqual([
      { field: "buttons.0.title", what: "long", max: 20 },
    ]);
    expect(problemsOf(buttons(["Sí", "Sí "]), limits)).toEqual([
      { field: "buttons.1.title", what: "repeated" },
    ]);
    expect(problemsOf(buttons(["Sí"], "x".repeat(1025)), limits)).toEqual([
      { field: "body", what: "long", max: 1024 },
    ]);
  });
});

describe("a list", () => {
  test("takes ten rows over all its sections, which need titles as soon as there are two", () => {
    expect(problemsOf(list([10]), limits)).toEqual([]);
    expect(problemsOf(list([5, 5], "Día"), limits)).toEqual([]);
    expect(problemsOf(list([6, 5], "Día"), limits)).toEqual([{ field: "rows", what: "many", max: 10 }]);
    expect(problemsOf(list([1, 1]), limits)).toEqual([
      { field: "sections.0.title", what: "missing" },
      { field: "sections.1.title", what: "missing" },
    ]);
  });
});

test("a card needs a way to reach the person", () => {
  const card: Sayable = { type: "contacts", contacts: [{ name: "Ana", phones: [], emails: [] }] };
  expect(problemsOf(card, limits)).toEqual([{ field: "contacts.0.phones", what: "missing" }]);
});

test("what a channel does not have is unsupported, whatever it says", () => {
  const none: SayLimits = { buttons: null, lists: null, location: false, cards: null };
  const said: Sayable[] = [buttons(["Sí"]), list([1]), { type: "location", latitude: 0, longitude: 0 }];
  for (const one of said) expect(problemsOf(one, none)).toEqual([{ field: "", what: "unsupported" }]);
});

test("a place off the earth is no place", () => {
  expect(sayable.safeParse({ type: "location", latitude: 91, longitude: 0 }).success).toBe(false);
});
