import type { TemplateComponents } from "../schema";
import { keysOf } from "./button-place";
import { momentOf } from "./moment";
import { codeKeys, codeOf, given, missingValues, placeholdersOf, renderTemplate } from "./render";

export interface WrongValue {
  key: string;
  problem: "missing" | "unknown" | "line-break" | "tab" | "spaces" | "too-long" | "not-a-moment" | "past";
}

/**
 * What the carrier would refuse at `now`: a value without a place, line breaks, tabs, runs of spaces, a text that gets too long, an offer
 * that is over.
 */
export function wrongValues(
  components: TemplateComponents,
  values: Record<string, string>,
  now: Date,
): WrongValue[] {
  const known = [...placeholdersOf(components).map(({ key }) => key), ...codeKeys(components)];
  const entries = Object.entries(values);
  return [
    ...missingValues(components, values).map((key) => ({ key, problem: "missing" as const })),
    ...entries.flatMap(([key]) =>
      known.includes(key) || PAYLOAD.test(key) ? [] : [{ key, problem: "unknown" as const }],
    ),
    ...entries.flatMap(([key, value]) => formProblems(value).map((problem) => ({ key, problem }))),
    ...tooLong(components, values),
    ...offerProblems(given(values, EXPIRES), now),
  ];
}

const EXPIRES = "offer.expires";
const MOST = { body: 1024, offerBody: 600, cardBody: 160, header: 60, code: 15 };
/** What a quick reply answers with: allowed, never wanted. */
const PAYLOAD = /^(card\.\d\.)?button\.\d\.quick_reply$/;

function formProblems(value: string): WrongValue["problem"][] {
  return [
    ...(/[\r\n\u2028\u2029]/.test(value) ? (["line-break"] as const) : []),
    ...(/\t/.test(value) ? (["tab"] as const) : []),
    ...(/ {4}/.test(value) ? (["spaces"] as const) : []),
  ];
}

function tooLong(components: TemplateComponents, values: Record<string, string>): WrongValue[] {
  const { header = "", body, cards = [], offer } = renderTemplate(components, values);
  const lengths: [key: string, text: string, most: number][] = [
    ["body", body, offer === undefined ? MOST.body : MOST.offerBody],
    ["header", header, MOST.header],
    ["1", codeOf(components, values) ?? "", MOST.code],
    ...cards.map((card, at): [string, string, number] => [
      `${keysOf(at)}body`,
      card.body ?? "",
      MOST.cardBody,
    ]),
  ];
  return lengths.flatMap(([key, text, most]) =>
    [...text].length > most ? [{ key, problem: "too-long" as const }] : [],
  );
}

function offerProblems(expires: string | undefined, now: Date): WrongValue[] {
  if (!expires?.trim()) return [];
  const at = momentOf(expires);
  if (!at) return [{ key: EXPIRES, problem: "not-a-moment" }];
  return +at <= +now ? [{ key: EXPIRES, problem: "past" }] : [];
}
