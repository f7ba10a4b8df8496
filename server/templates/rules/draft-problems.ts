import {
  type DraftButton,
  draftVariables,
  formatOf,
  headerFiles,
  isNumber,
  lengthOf,
  type TemplateDraft,
  takesFile,
  templateLimits,
  variablesIn,
} from "./draft";
import { destinationOf } from "./measured-links";

export const problemCodes = [
  "required",
  "too-long",
  "name-form",
  "braces",
  "variable-name",
  "variables-mixed",
  "variables-order",
  "variable-edge",
  "variables-adjacent",
  "variables-many",
  "variable-one",
  "variable-none",
  "line-break",
  "example",
  "file",
  "file-kind",
  "url-form",
  "url-variable",
  "url-host",
  "phone-form",
  "buttons-many",
  "buttons-kind",
  "buttons-apart",
  "button-twice",
] as const;
export type ProblemCode = (typeof problemCodes)[number];

/** Why the carrier would refuse a draft, and where: `name`, `body`, `example.header.1`, `buttons`, `buttons.0.url`. */
export interface DraftProblem {
  field: string;
  code: ProblemCode;
  /** Of a limit that is passed: what is allowed, and what there is. */
  most?: number;
  is?: number;
}

/**
 * Everything that the carrier would refuse in a draft, by place. Source: its pages on template components and review (Dec 2025),
 * codes 2388040 to 2388299.
 */
export function problemsOf(draft: TemplateDraft): DraftProblem[] {
  return [
    ...nameProblems(draft.name),
    ...(draft.headerKind === "text" ? headerProblems(draft.header) : []),
    ...fileProblems(draft),
    ...bodyProblems(draft.body),
    ...footerProblems(draft.footer),
    ...variableProblems(draft),
    ...exampleProblems(draft),
    ...setProblems(draft.buttons),
    ...draft.buttons.flatMap((button, index) => buttonProblems(button, `buttons.${index}`, draft.buttons)),
  ];
}

function nameProblems(name: string): DraftProblem[] {
  if (name === "") return [{ field: "name", code: "required" }];
  if (!/^[a-z0-9_]+$/.test(name)) return [{ field: "name", code: "name-form" }];
  return tooLong("name", name, templateLimits.name);
}

function headerProblems(header: string): DraftProblem[] {
  return [
    ...filled("header", header, templateLimits.header),
    ...(/[\r\n]/.test(header) ? [{ field: "header", code: "line-break" as const }] : []),
    ...(variablesIn(header).length > 1 ? [{ field: "header", code: "variable-one" as const }] : []),
    ...braces("header", header),
  ];
}

/** A file that was chosen for another kind of header is none of this one. */
function fileProblems({ headerKind, headerFile }: TemplateDraft): DraftProblem[] {
  if (!takesFile(headerKind)) return [];
  if (!headerFile) return [{ field: "headerFile", code: "file" }];
  const fits = headerFiles[headerKind].mimes.some((mime) => mime === headerFile.mime);
  return fits ? [] : [{ field: "headerFile", code: "file-kind" }];
}

function bodyProblems(body: string): DraftProblem[] {
  const edge = /^\s*\{\{[^{}]*\}\}|\{\{[^{}]*\}\}\s*$/.test(body);
  const adjacent = /\}\}\s*\{\{/.test(body);
  return [
    ...filled("body", body, templateLimits.body),
    ...braces("body", body),
    ...(edge ? [{ field: "body", code: "variable-edge" as const }] : []),
    ...(adjacent ? [{ field: "body", code: "variables-adjacent" as const }] : []),
    ...(tooManyFor(body) ? [{ field: "body", code: "variables-many" as const }] : []),
  ];
}

/** The carrier wants more than two words for each variable. Its exact measure is not published. */
function tooManyFor(body: string): boolean {
  const count = variablesIn(body).length;
  const words = body
    .replace(/\{\{[^{}]*\}\}/g, " ")
    .split(/\s+/)
    .filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
  return count > 0 && words < count * 2 + 1;
}

function footerProblems(footer: string): DraftProblem[] {
  if (footer === "") return [];
  const variables = variablesIn(footer).length > 0;
  return [
    ...filled("footer", footer, templateLimits.footer),
    ...(/[\r\n]/.test(footer) ? [{ field: "footer", code: "line-break" as const }] : []),
    ...(variables ? [{ field: "footer", code: "variable-none" as const }] : braces("footer", footer)),
  ];
}

/** Numbers count from 1 in each part, names are lower case; a template has numbers or names, never both. */
function variableProblems(draft: TemplateDraft): DraftProblem[] {
  const named = formatOf(draft) === "named";
  const all = draftVariables(draft);
  return (["header", "body"] as const).flatMap((part): DraftProblem[] => {
    const names = all.filter((one) => one.part === part).map(({ name }) => name);
    if (!named)
      return names.every((name, index) => name === String(index + 1))
        ? []
        : [{ field: part, code: "variables-order" }];
    if (names.some(isNumber)) return [{ field: part, code: "variables-mixed" }];
    return names.every((name) => /^[a-z][a-z0-9_]*$/.test(name))
      ? []
      : [{ field: part, code: "variable-name" }];
  });
}

function exampleProblems(draft: TemplateDraft): DraftProblem[] {
  return draftVariables(draft).flatMap(({ key }) =>
    exampleOf(draft, key).trim() === "" ? [{ field: `example.${key}`, code: "example" as const }] : [],
  );
}

/** Variables may be called what every object has by itself. */
export function exampleOf(draft: TemplateDraft, key: string): string {
  return Object.hasOwn(draft.examples, key) ? (draft.examples[key] ?? "") : "";
}

function setProblems(buttons: DraftButton[]): DraftProblem[] {
  const field = "buttons";
  const { buttons: most, of } = templateLimits;
  if (buttons.length > most) return [{ field, code: "buttons-many", most, is: buttons.length }];
  const isReply = (button: DraftButton | undefined) => button?.type === "quick-reply";
  const changes = buttons.filter(
    (button, index) => index > 0 && isReply(button) !== isReply(buttons[index - 1]),
  );
  const crowded = buttons.flatMap(({ type }, index): DraftProblem[] => {
    const before = buttons.slice(0, index).filter((other) => other.type === type).length;
    return before >= of[type] ? [{ field: `buttons.${index}`, code: "buttons-kind", most: of[type] }] : [];
  });
  return [...crowded, ...(changes.length > 1 ? [{ field, code: "buttons-apart" as const }] : [])];
}

function buttonProblems(button: DraftButton, at: string, all: DraftButton[]): DraftProblem[] {
  if (button.type === "copy-code") return filled(`${at}.code`, button.code, templateLimits.code);
  return [
    ...filled(`${at}.text`, button.text, templateLimits.button),
    ...(variablesIn(button.text).length > 0 ? [{ field: `${at}.text`, code: "variable-none" as const }] : []),
    ...(saidTwice(button, all) ? [{ field: `${at}.text`, code: "button-twice" as const }] : []),
    ...(button.type === "phone" ? phoneProblems(`${at}.phone`, button.phone) : []),
    ...(button.type === "url" ? urlProblems(button, at) : []),
  ];
}

/** Of two that say the same, the second. */
function saidTwice(button: DraftButton, all: DraftButton[]): boolean {
  if (!("text" in button) || button.text === "") return false;
  const before = all.slice(0, all.indexOf(button));
  return before.some((other) => "text" in other && other.text === button.text);
}

function phoneProblems(field: string, phone: string): DraftProblem[] {
  return /^\+?[\d\s().-]+$/.test(phone) &&
    digitsOf(phone).length >= 7 &&
    digitsOf(phone).length <= templateLimits.phone
    ? []
    : [{ field, code: "phone-form" }];
}

export const digitsOf = (phone: string): string => phone.replace(/\D/g, "");

function urlProblems(
  { url, example, measured }: Extract<DraftButton, { type: "url" }>,
  at: string,
): DraftProblem[] {
  const code = measured ? destinationProblem(url) : addressProblem(url);
  if (code) return [{ field: `${at}.url`, code }];
  const shown = variablesIn(url).length === 1 && !isAddress(example);
  return [
    ...tooLong(`${at}.url`, url, templateLimits.url),
    ...(shown ? [{ field: `${at}.example`, code: "url-form" as const }] : []),
  ];
}

/** What is wrong with where a measured button is to lead. Whoever fills the variable in must not lead elsewhere: the redirect is ours. */
export function destinationProblem(url: string): ProblemCode | null {
  return addressProblem(url) ?? (destinationOf(url, "x") === null ? "url-host" : null);
}

function addressProblem(url: string): ProblemCode | null {
  const variables = variablesIn(url);
  const misplaced = variables.length > 1 || (variables.length === 1 && !url.endsWith("{{1}}"));
  if (misplaced || braces("", url).length > 0) return "url-variable";
  return isAddress(url.replace("{{1}}", "x")) ? null : "url-form";
}

const isAddress = (url: string): boolean => /^https?:\/\/[^\s/.]+(\.[^\s/.]+)+(\/\S*|\?\S*)?$/i.test(url);

/** A brace that belongs to no variable would reach customers as it stands. */
function braces(field: string, written: string): DraftProblem[] {
  const left = written.replace(/\{\{\s*[^{}\s]+\s*\}\}/g, "");
  return /\{\{|\}\}/.test(left) ? [{ field, code: "braces" }] : [];
}

function filled(field: string, written: string, most: number): DraftProblem[] {
  return written.trim() === "" ? [{ field, code: "required" }] : tooLong(field, written, most);
}

function tooLong(field: string, written: string, most: number): DraftProblem[] {
  const is = lengthOf(written);
  return is > most ? [{ field, code: "too-long", most, is }] : [];
}
