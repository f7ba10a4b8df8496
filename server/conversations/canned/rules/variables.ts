/** What a canned reply may say of the moment in which it is used. */
export const variables = [
  "contact.name",
  "contact.firstName",
  "agent.name",
  "organization.name",
  "number.name",
] as const;
export type Variable = (typeof variables)[number];

/** What is known now; null and empty are alike. */
export type Values = Partial<Record<Variable, string | null>>;

const place = /\{\{\s*([\p{L}][\p{L}\p{N}_.]{0,59})\s*\}\}/gu;

/** A text in which the known variables are filled in; the others stay as they were written. */
export function fill(body: string, values: Values): string {
  return body.replace(place, (written, name: string) => values[name as Variable]?.trim() || written);
}

/** The variables that still stand in a text, each once, in their order: nothing with one of them may leave. */
export function blanksIn(text: string): string[] {
  return [...new Set([...text.matchAll(place)].map(([, name = ""]) => name))];
}

/** The text with one variable answered wherever it stands. */
export function answer(text: string, name: string, value: string): string {
  return text.replace(place, (written, found: string) => (found === name ? value : written));
}

/** A body in pieces, for a preview that marks its variables. */
export function piecesOf(body: string): { text: string; variable: string | null }[] {
  const pieces: { text: string; variable: string | null }[] = [];
  let end = 0;
  for (const match of body.matchAll(place)) {
    if (match.index > end) pieces.push({ text: body.slice(end, match.index), variable: null });
    pieces.push({ text: match[0], variable: match[1] ?? "" });
    end = match.index + match[0].length;
  }
  if (end < body.length) pieces.push({ text: body.slice(end), variable: null });
  return pieces;
}

/** The word by which one calls a person. */
export function firstName(name: string | null): string | null {
  return name?.trim().split(/\s+/)[0] ?? null;
}

export function isVariable(name: string): name is Variable {
  return (variables as readonly string[]).includes(name);
}
