/** What a standard message may say of the moment it is sent in, written in the text as `{name}`. */
export interface StandardValues {
  /** The customer's name. */
  name: string | null;
  /** Whoever has the conversation. */
  agent: string | null;
  /** The place in the queue, from 1. */
  position: number | null;
}

/**
 * The text with its variables filled in. One that has no value goes with the blanks before it, so that "Hola {name}, …" reads
 * "Hola, …"; anything else in braces is the organization's own and stays. A value is never read for variables again.
 */
export function fillStandard(text: string, values: StandardValues): string {
  return text
    .replace(/([ \t]*)\{(name|agent|position)\}/g, (_, blanks: string, key: keyof StandardValues) => {
      const value = String(values[key] ?? "").trim();
      return value ? blanks + value : "";
    })
    .trim();
}
