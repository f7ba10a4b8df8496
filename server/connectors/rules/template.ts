/** What a request is filled with: `contact.phone`, `contact.external.KEY`, `attribute.KEY` …, each null where there is none. */
export type Variables = Record<string, string | null>;

const placeholder = /\{\{\s*([^{}]*?)\s*\}\}/g;
const known = /^(contact\.(id|name|phone|email)|(contact\.external|attribute)\.[a-z0-9_-]{1,60})$/;

/** The variables that a template names, each once. */
export const variablesIn = (template: string): string[] => [
  ...new Set([...template.matchAll(placeholder)].map(([, name = ""]) => name)),
];

/** Whether a request can be filled with it. */
export const isVariable = (name: string): boolean => known.test(name);

export const unknownIn = (template: string): string[] =>
  variablesIn(template).filter((name) => !isVariable(name));

export type TemplateProblem = "unreadable" | "variable" | "host";

/** Why no URL can be made of a template; null where one can. Variables stand behind the host alone. */
export function urlProblem(template: string): TemplateProblem | null {
  if (unknownIn(template).length > 0) return "variable";
  const filled = sampleOf(template);
  if (/[{}]/.test(filled) || !URL.canParse(filled)) return "unreadable";
  // What stands where the first variable would must be behind the host already.
  const [before = ""] = template.split("{{");
  const host = before === template ? /^https?:\/\/[^/?#\\@\s]+([/?]|$)/i : /^https?:\/\/[^/?#\\@\s]+[/?]/i;
  return host.test(before) && !template.includes("#") ? null : "host";
}

/** As an example: every variable an x. */
export const sampleOf = (template: string): string => template.replaceAll(placeholder, "x");

/** Where the URLs of a template lead, whoever they are filled for. */
export const originOf = (template: string): string => new URL(sampleOf(template)).origin;

/** Why no body can be made of a template: JSON in which variables stand inside of texts. */
export function bodyProblem(template: string): TemplateProblem | null {
  if (unknownIn(template).length > 0) return "variable";
  try {
    JSON.parse(sampleOf(template));
    return null;
  } catch {
    return "unreadable";
  }
}

/** What is missing of the contact to fill the templates. */
export const missingIn = (templates: string[], variables: Variables): string[] =>
  templates.flatMap(variablesIn).filter((name) => (variables[name] ?? "") === "");

/**
 * The URL for one contact. A value is written as one piece of the path or one value of the query: null where it would change what
 * the URL asks for (a segment of dots, half a character).
 */
export function fillUrl(template: string, variables: Variables): string | null {
  const values = (name: string) => (variables[name] ?? "").trim();
  if (variablesIn(template).some((name) => /^\.{0,2}$|\p{Cs}/u.test(values(name)))) return null;
  const url = new URL(
    template.replaceAll(placeholder, (_, name: string) => encodeURIComponent(values(name))),
  );
  const sample = new URL(sampleOf(template));
  const shape = (one: URL) =>
    JSON.stringify([
      one.origin,
      one.pathname.split("/").length,
      [...one.searchParams.keys()].length,
      one.hash,
    ]);
  return shape(url) === shape(sample) ? url.href : null;
}

/** The body for one contact: values stay inside the texts in which they stand. */
export function fillBody(template: string, variables: Variables): string {
  return template.replaceAll(placeholder, (_, name: string) =>
    JSON.stringify((variables[name] ?? "").replace(/\p{Cs}/gu, "\ufffd")).slice(1, -1),
  );
}
