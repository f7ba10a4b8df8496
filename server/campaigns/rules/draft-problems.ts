import { momentOf } from "@/server/templates/rules/moment";
import { hasMeasured } from "@/server/templates/rules/parts";
import { missingValues, placeholdersOf, unsupportedParts } from "@/server/templates/rules/render";
import type { TemplateComponents } from "@/server/templates/schema";
import type { CampaignDraft } from "../schema";
import type { Slot } from "./slot";

/** What is known of what a draft names. */
export interface DraftFacts {
  templates: {
    id: string;
    connectionId: string;
    status: string;
    category: string;
    components: TemplateComponents;
  }[];
  numbers: { id: string; connectionId: string; active: boolean }[];
  now: Date;
}

export type DraftProblem =
  | { step: "audience"; code: "no-audience" }
  | {
      step: "message";
      code: "no-template" | "not-approved" | "unsupported" | "categories-differ" | "offer-over";
      variant?: number;
    }
  | { step: "message" | "check"; code: "value-missing"; key: string; variant?: number }
  | { step: "message"; code: "no-number" | "number-gone" | "numbers-differ" }
  | { step: "check"; code: "otherwise-differs" | "check-incomplete" | "otherwise-missing" }
  | { step: "when"; code: "past" | "start-missing" | "budget-wrong" | "result-incomplete" | "no-links" };

/** What keeps a draft from being launched, in the order of its steps; each names where it is put right. */
export function draftProblems(draft: CampaignDraft, facts: DraftFacts): DraftProblem[] {
  return [
    ...inAudience(draft),
    ...inMessage(draft, facts),
    ...inNumbers(draft, facts),
    ...inCheck(draft, facts),
    ...inTime(draft, facts),
    ...halfSaid(draft),
    ...inResult(draft, facts),
  ];
}

function halfSaid({ unfinished }: CampaignDraft): DraftProblem[] {
  const said = <T>(part: T | null | undefined, problem: DraftProblem) =>
    part === null || part === undefined ? [] : [problem];
  return [
    ...said(unfinished?.check, { step: "check", code: "check-incomplete" }),
    ...said(unfinished?.otherwise || null, { step: "check", code: "otherwise-missing" }),
    ...said(unfinished?.start, { step: "when", code: "start-missing" }),
    ...said(unfinished?.budget, { step: "when", code: "budget-wrong" }),
    ...said(unfinished?.result, { step: "when", code: "result-incomplete" }),
  ];
}

const inAudience = ({ audience }: CampaignDraft): DraftProblem[] =>
  audience ? [] : [{ step: "audience", code: "no-audience" }];

function inMessage({ variants, startsAt }: CampaignDraft, { templates, now }: DraftFacts): DraftProblem[] {
  if (variants.length === 0) return [{ step: "message", code: "no-template" }];
  const used = variants.map(({ templateId }) => templates.find(({ id }) => id === templateId));
  const categories = new Set(used.flatMap((one) => (one ? [one.category.toLowerCase()] : [])));
  const differ: DraftProblem[] = categories.size > 1 ? [{ step: "message", code: "categories-differ" }] : [];
  const leaves = Math.max(+now, startsAt ? Date.parse(startsAt) : 0);
  return [
    ...differ,
    ...variants.flatMap(({ values }, variant) => [
      ...inVariant(used[variant], values, variant),
      ...inOffer(values["offer.expires"], leaves, variant),
    ]),
  ];
}

function inVariant(
  template: DraftFacts["templates"][number] | undefined,
  values: Readonly<Record<string, Slot>>,
  variant: number,
): DraftProblem[] {
  if (!template) return [{ step: "message", code: "no-template", variant }];
  const problems: DraftProblem[] = [];
  if (template.status !== "APPROVED") problems.push({ step: "message", code: "not-approved", variant });
  if (unsupportedParts(template.components).length > 0)
    return [...problems, { step: "message", code: "unsupported", variant }];
  for (const key of unfilled(template.components, values))
    problems.push({ step: "message", code: "value-missing", key, variant });
  return problems;
}

/** One moment for all: over before the first message leaves, it would be refused for each of them. */
function inOffer(slot: Slot | undefined, leaves: number, variant: number): DraftProblem[] {
  if (slot?.from !== "text" || !isSaid(slot)) return [];
  const at = momentOf(slot.text);
  return at && +at > leaves ? [] : [{ step: "message", code: "offer-over", variant }];
}

/** The places of a template for which nothing says where the value comes from. */
export const unfilled = (components: TemplateComponents, values: Readonly<Record<string, Slot>>): string[] =>
  missingValues(
    components,
    Object.fromEntries(
      placeholdersOf(components).flatMap(({ key }) => (isSaid(values[key]) ? [[key, "x"]] : [])),
    ),
  );

const isSaid = (slot: Slot | undefined): boolean =>
  slot !== undefined && !(slot.from === "text" && slot.text === "");

function inNumbers(
  { numberIds, variants }: CampaignDraft,
  { numbers, templates }: DraftFacts,
): DraftProblem[] {
  if (numberIds.length === 0) return [{ step: "message", code: "no-number" }];
  const used = numbers.filter(({ id }) => numberIds.includes(id));
  if (used.length < numberIds.length || used.some(({ active }) => !active))
    return [{ step: "message", code: "number-gone" }];
  const accounts = new Set([
    ...used.map(({ connectionId }) => connectionId),
    ...templates
      .filter(({ id }) => variants.some(({ templateId }) => templateId === id))
      .map(({ connectionId }) => connectionId),
  ]);
  return accounts.size > 1 ? [{ step: "message", code: "numbers-differ" }] : [];
}

function inCheck({ check, variants }: CampaignDraft, { templates }: DraftFacts): DraftProblem[] {
  if (!check?.otherwise) return [];
  const own = templates.find(({ id }) => id === check.otherwise?.templateId);
  const first = templates.find(({ id }) => id === variants[0]?.templateId);
  if (own?.status !== "APPROVED" || (first && own.category.toLowerCase() !== first.category.toLowerCase()))
    return [{ step: "check", code: "otherwise-differs" }];
  return unfilled(own.components, check.otherwise.values).map((key) => ({
    step: "check",
    code: "value-missing",
    key,
  }));
}

const inTime = ({ startsAt }: CampaignDraft, { now }: DraftFacts): DraftProblem[] =>
  startsAt && Date.parse(startsAt) < +now ? [{ step: "when", code: "past" }] : [];

/** A text may have been changed after the result was chosen: what nobody can follow would be a result of none for ever. */
function inResult({ conversion, variants }: CampaignDraft, { templates }: DraftFacts): DraftProblem[] {
  const used = templates.filter(({ id }) => variants.some(({ templateId }) => templateId === id));
  const lost = conversion?.kind === "click" && !used.some(({ components }) => hasMeasured(components));
  return lost && used.length > 0 ? [{ step: "when", code: "no-links" }] : [];
}
