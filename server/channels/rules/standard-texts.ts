/** `closing`, `abandoned` and `rating` follow the end of a conversation, `silent` a customer's silence; the others fit a moment. */
export const standardKinds = [
  "waiting",
  "connected",
  "out-of-hours",
  "closing",
  "silent",
  "abandoned",
  "rating",
] as const;
export type StandardKind = (typeof standardKinds)[number];

/** What a number says by itself. What it does not say for everybody it says in no language. */
export type StandardTexts = Partial<Record<StandardKind, string>>;

/** What a standard message may say of the moment it is sent in, written in the text as `{name}`. */
export interface StandardValues {
  /** The customer's name. */
  name: string | null;
  /** Whoever has the conversation. */
  agent: string | null;
  /** The place in the queue, from 1. */
  position: number | null;
}

/** What each may tell of its moment. */
export const standardVariables: Record<StandardKind, (keyof StandardValues)[]> = {
  waiting: ["name", "position"],
  connected: ["name", "agent"],
  "out-of-hours": ["name"],
  closing: ["name", "agent"],
  silent: ["name", "agent"],
  abandoned: ["name", "agent"],
  rating: ["name", "agent"],
};

/** The variables of a text that mean nothing in it, as they are written: customers would read them as they stand. */
export function unknownVariables(kind: StandardKind, text: string): string[] {
  const known: string[] = standardVariables[kind];
  return [...text.matchAll(/\{([^{}\s]*)\}/g)].flatMap(([whole, key = ""]) =>
    known.includes(key) ? [] : [whole],
  );
}

/**
 * The text with its variables filled in. One that has no value goes with the blanks before it, so that "Hola {name}, …" reads
 * "Hola, …". A value is never read for variables again.
 */
export function fillStandard(text: string, values: StandardValues): string {
  return text
    .replace(/([ \t]*)\{(name|agent|position)\}/g, (_, blanks: string, key: keyof StandardValues) => {
      const value = String(values[key] ?? "").trim();
      return value ? blanks + value : "";
    })
    .trim();
}

/** The texts for a customer who writes that language: a translation where there is one. */
export function textsIn(
  language: string | null,
  texts: StandardTexts | null,
  translations: Record<string, StandardTexts> | null,
): StandardTexts {
  const own = (language && translations?.[language]) || {};
  return Object.fromEntries(
    Object.entries(texts ?? {}).flatMap(([kind, text]) =>
      text ? [[kind, own[kind as StandardKind] || text]] : [],
    ),
  );
}
