import { z } from "zod";

const line = (most: number) => z.string().trim().min(1).max(most);
const optional = (most: number) => z.string().trim().max(most).optional();

/** What can be said beside text and files. These bounds keep nonsense out; what a channel takes is checked by problemsOf(). */
export const sayable = z.discriminatedUnion("type", [
  z.object({
    type: z.literal("location"),
    latitude: z.number().min(-90).max(90),
    longitude: z.number().min(-180).max(180),
    name: optional(100),
    address: optional(200),
  }),
  z.object({
    type: z.literal("contacts"),
    contacts: z
      .array(
        z.object({
          name: line(100),
          phones: z.array(line(30)).max(5),
          emails: z.array(z.email().max(254)).max(5),
          organization: optional(100),
        }),
      )
      .min(1)
      .max(20),
  }),
  z.object({
    type: z.literal("buttons"),
    body: line(4096),
    footer: optional(100),
    buttons: z
      .array(z.object({ title: line(100) }))
      .min(1)
      .max(10),
  }),
  z.object({
    type: z.literal("list"),
    body: line(4096),
    footer: optional(100),
    /** What opens the list. */
    button: line(100),
    sections: z
      .array(
        z.object({
          title: optional(100),
          rows: z
            .array(z.object({ title: line(100), description: optional(200) }))
            .min(1)
            .max(20),
        }),
      )
      .min(1)
      .max(20),
  }),
]);
export type Sayable = z.infer<typeof sayable>;

/** What a channel takes of each; null or false: not at all. Lengths in characters. */
export interface SayLimits {
  buttons: { count: number; title: number; body: number; footer: number } | null;
  lists: {
    rows: number;
    sections: number;
    sectionTitle: number;
    title: number;
    description: number;
    button: number;
    body: number;
    footer: number;
  } | null;
  location: boolean;
  /** Contact cards in one message. */
  cards: number | null;
}

export interface SayProblem {
  /** Where, as in the input: "buttons.0.title". */
  field: string;
  what: "unsupported" | "missing" | "long" | "many" | "repeated";
  max?: number;
}

/** Everything that keeps a message from being taken by the channel; empty when it can go. The same on screen and before sending. */
export function problemsOf(said: Sayable, limits: SayLimits): SayProblem[] {
  switch (said.type) {
    case "location":
      return limits.location ? [] : [unsupported];
    case "contacts":
      return cardProblems(said, limits.cards);
    case "buttons":
      return buttonProblems(said, limits.buttons);
    case "list":
      return listProblems(said, limits.lists);
  }
}

const unsupported: SayProblem = { field: "", what: "unsupported" };
type Of<T extends Sayable["type"]> = Extract<Sayable, { type: T }>;

function cardProblems({ contacts }: Of<"contacts">, most: number | null): SayProblem[] {
  if (most === null) return [unsupported];
  const empty = contacts.flatMap((card, i) =>
    card.phones.length + card.emails.length === 0
      ? [{ field: `contacts.${i}.phones`, what: "missing" as const }]
      : [],
  );
  return [...many("contacts", contacts.length, most), ...empty];
}

function buttonProblems(
  { body, footer, buttons }: Of<"buttons">,
  limits: SayLimits["buttons"],
): SayProblem[] {
  if (!limits) return [unsupported];
  return [
    ...text("body", body, limits.body),
    ...text("footer", footer, limits.footer, false),
    ...many("buttons", buttons.length, limits.count),
    ...buttons.flatMap(({ title }, i) => text(`buttons.${i}.title`, title, limits.title)),
    ...repeated(buttons.map(({ title }, i) => [`buttons.${i}.title`, title])),
  ];
}

function listProblems(said: Of<"list">, limits: SayLimits["lists"]): SayProblem[] {
  if (!limits) return [unsupported];
  const { sections } = said;
  const rows = sections.reduce((sum, section) => sum + section.rows.length, 0);
  return [
    ...text("body", said.body, limits.body),
    ...text("footer", said.footer, limits.footer, false),
    ...text("button", said.button, limits.button),
    ...many("sections", sections.length, limits.sections),
    ...many("rows", rows, limits.rows),
    ...sections.flatMap((section, i) => [
      // With one section there is nothing to tell apart.
      ...text(`sections.${i}.title`, section.title, limits.sectionTitle, sections.length > 1),
      ...section.rows.flatMap((row, j) => [
        ...text(`sections.${i}.rows.${j}.title`, row.title, limits.title),
        ...text(`sections.${i}.rows.${j}.description`, row.description, limits.description, false),
      ]),
    ]),
  ];
}

function text(field: string, value: string | undefined, max: number, needed = true): SayProblem[] {
  const said = value?.trim() ?? "";
  if (needed && said === "") return [{ field, what: "missing" }];
  return lengthOf(said) > max ? [{ field, what: "long", max }] : [];
}

/** As carriers count: characters, an emoji of several parts by its parts. */
export function lengthOf(value: string): number {
  return [...value].length;
}

function many(field: string, count: number, max: number): SayProblem[] {
  return count > max ? [{ field, what: "many", max }] : [];
}

function repeated(entries: [string, string][]): SayProblem[] {
  const seen = new Set<string>();
  return entries.flatMap(([field, value]) => {
    const again = seen.has(value.trim());
    seen.add(value.trim());
    return again && value.trim() !== "" ? [{ field, what: "repeated" as const }] : [];
  });
}
