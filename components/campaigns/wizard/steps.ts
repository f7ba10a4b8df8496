import type { Outlook } from "../types";

export const steps = ["audience", "message", "check", "when", "review"] as const;
export type Step = (typeof steps)[number];
export const stepOf = (text: string | null | undefined): Step =>
  steps.find((one) => one === text) ?? "audience";

export type Problem = Outlook["problems"][number];

/** What only the screen knows to be unfinished: the draft itself holds nothing that is half said. */
export interface Unfinished {
  check: boolean;
  result: boolean;
  budget: boolean;
}

export type Missing =
  | Problem
  | { step: "check"; code: "check-incomplete" }
  | { step: "when"; code: "result-incomplete" | "budget-wrong" };

export function missingOf(problems: readonly Problem[], unfinished: Unfinished): Missing[] {
  return [
    ...problems,
    ...(unfinished.check ? [{ step: "check", code: "check-incomplete" } as const] : []),
    ...(unfinished.result ? [{ step: "when", code: "result-incomplete" } as const] : []),
    ...(unfinished.budget ? [{ step: "when", code: "budget-wrong" } as const] : []),
  ];
}
