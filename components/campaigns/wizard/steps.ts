import type { Draft, Outlook } from "../types";

export const steps = ["audience", "message", "check", "when", "review"] as const;
export type Step = (typeof steps)[number];
export const stepOf = (text: string | null | undefined): Step =>
  steps.find((one) => one === text) ?? "audience";

/** What keeps it from being launched. */
export type Missing = Outlook["problems"][number];

export type Unfinished = NonNullable<Draft["unfinished"]>;

/** A draft with what is half said in it, and without what no longer is; the same one where nothing changes. */
export function withUnfinished(draft: Draft, part: Partial<Unfinished>): Draft {
  const all = Object.entries({ ...draft.unfinished, ...part });
  const left = all.filter(([, value]) => value !== null && value !== undefined && value !== false);
  const unfinished = left.length > 0 ? Object.fromEntries(left) : null;
  return JSON.stringify(unfinished) === JSON.stringify(draft.unfinished ?? null)
    ? draft
    : { ...draft, unfinished };
}
