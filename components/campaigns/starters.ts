import type { Slot } from "@/server/campaigns/rules/slot";
import type { Definition } from "@/server/segments/rules/definition";
import { placeholdersOf } from "@/server/templates/rules/render";
import type { CampaignOptions, Draft, OptionTemplate } from "./types";

/** What stands in a template's places, in their order, as far as the organization keeps it. */
type Want = "first-name" | "money" | "date" | "text";

interface Plan {
  quiet: Draft["quiet"];
  cap: Draft["cap"];
  canaryMinutes: number | null;
  /** What is asked again before each message: something is still owed. */
  checks: { column: "days" | "money"; words: "paid" } | null;
  seconds: number;
  conversion: "close-reason" | "reply" | "button";
  conversionDays: number;
  wants: Want[];
}

/** The first steps of the five uses that campaigns are mostly made for. */
const plans = {
  collections: {
    quiet: { from: "20:00", to: "09:00", sundays: true },
    cap: { messages: 3, days: 7 },
    canaryMinutes: 30,
    checks: { column: "days", words: "paid" },
    seconds: 300,
    conversion: "close-reason",
    conversionDays: 7,
    wants: ["first-name", "money", "date"],
  },
  sales: {
    quiet: { from: "21:00", to: "10:00", sundays: true },
    cap: { messages: 2, days: 30 },
    canaryMinutes: 60,
    checks: null,
    seconds: 300,
    conversion: "button",
    conversionDays: 14,
    wants: ["first-name", "text"],
  },
  care: {
    quiet: { from: "22:00", to: "08:00", sundays: false },
    cap: null,
    canaryMinutes: null,
    checks: null,
    seconds: 300,
    conversion: "reply",
    conversionDays: 3,
    wants: ["first-name", "date", "text"],
  },
  support: {
    quiet: { from: "21:00", to: "09:00", sundays: false },
    cap: { messages: 3, days: 7 },
    canaryMinutes: null,
    checks: null,
    seconds: 300,
    conversion: "reply",
    conversionDays: 3,
    wants: ["first-name", "text"],
  },
  loyalty: {
    quiet: { from: "21:00", to: "10:00", sundays: true },
    cap: { messages: 1, days: 30 },
    canaryMinutes: 60,
    checks: null,
    seconds: 300,
    conversion: "reply",
    conversionDays: 14,
    wants: ["first-name", "text"],
  },
} as const satisfies Record<string, Plan>;

export type Starter = keyof typeof plans;
export const starters = Object.keys(plans) as Starter[];
export const starterOf = (text: string | undefined): Starter | null =>
  starters.find((one) => one === text) ?? null;

export const emptyDraft: Draft = {
  audience: null,
  numberIds: [],
  variants: [],
  byLanguage: false,
  check: null,
  budgetMicros: null,
  startsAt: null,
  quiet: { from: "21:00", to: "09:00", sundays: false },
  canaryMinutes: null,
  cap: null,
  teamId: null,
  conversion: null,
  conversionDays: 7,
};

/** A draft to begin with. `paid`: the words for who no longer owes. What is there only once is chosen already. */
export function begin(starter: Starter | null, options: CampaignOptions, paid: string): Draft {
  const [number, ...others] = options.numbers;
  const first = { ...emptyDraft, numberIds: number && others.length === 0 ? [number.id] : [] };
  if (!starter) return first;
  const plan: Plan = plans[starter];
  const condition = plan.checks ? stillOwes(options, plan.checks.column) : null;
  return {
    ...first,
    quiet: plan.quiet,
    cap: plan.cap,
    canaryMinutes: plan.canaryMinutes,
    conversionDays: plan.conversionDays,
    conversion: conversionOf(plan, options),
    check: condition ? { condition, seconds: plan.seconds, words: paid, otherwise: null } : null,
  };
}

function conversionOf({ conversion }: Plan, { closeReasons }: CampaignOptions): Draft["conversion"] {
  const [reason] = closeReasons;
  if (conversion === "close-reason" && reason) return { kind: "close-reason", closeReasonId: reason.id };
  return { kind: "reply" };
}

/** A row that is overdue, by the first type that has such a column. */
function stillOwes({ objects }: CampaignOptions, wanted: "days" | "money"): Definition | null {
  for (const type of [wanted, "days", "money"] as const)
    for (const { key, columns } of objects) {
      const column = columns.find((one) => one.type === type);
      if (!column) continue;
      const where = [{ key: column.key, type, test: { is: "more" as const, value: 0 } }];
      return {
        match: "all",
        conditions: [{ kind: "object", typeKey: key, where, objects: { is: "any" } }],
      };
    }
  return null;
}

const ordinary: Want[] = ["first-name"];

/** Where the values of a template most likely come from; what is not likely is left to be chosen. `named`: said to who has no name. */
export function likelySlots(
  { components }: Pick<OptionTemplate, "components">,
  options: CampaignOptions,
  starter: Starter | null,
  named: string,
): Record<string, Slot> {
  const wants: readonly Want[] = starter ? plans[starter].wants : ordinary;
  // What a card says of itself is nobody's name.
  const places = placeholdersOf(components).filter(({ part, card }) => part === "body" && card === undefined);
  return Object.fromEntries(
    places.flatMap(({ key, name, example }, place) => {
      const want = /nombre|name|nome/i.test(name) ? "first-name" : (wantOf(example) ?? wants[place]);
      const slot = want ? slotFor(want, options, named) : null;
      return slot ? [[key, slot]] : [];
    }),
  );
}

/** What an example looks like; null for a word, which may be anything. */
function wantOf(example: string | undefined): Want | null {
  if (!example) return null;
  if (/[$€£]|^[A-Z]{3}\s?\d/.test(example)) return "money";
  if (/^\d{1,2}[/.-]\d{1,2}|^\d{4}-\d\d-\d\d|^\d{1,2} de /.test(example)) return "date";
  return null;
}

function slotFor(want: Want, { objects }: CampaignOptions, named: string): Slot | null {
  if (want === "first-name") return { from: "name", part: "first", fallback: named };
  for (const { key, columns } of objects) {
    const column = columns.find(({ type }) => type === want);
    if (!column) continue;
    const take = want === "money" ? "sum" : "first";
    return { from: "object", typeKey: key, column: column.key, take, by: null, fallback: null };
  }
  return null;
}
