import { useState } from "react";
import type { TemplateDraft } from "@/server/templates/rules/draft";
import { problemsOf } from "@/server/templates/rules/draft-problems";
import { useTemplateWords } from "./use-template-words";

/** What is only not there yet is said when it is submitted, not while one gets to it. */
const PATIENT = ["required", "example", "file"];

export const emptyDraft = (language: string): TemplateDraft => ({
  name: "",
  language,
  category: "UTILITY",
  headerKind: "none",
  header: "",
  headerFile: null,
  body: "",
  footer: "",
  buttons: [],
  examples: {},
});

/** A draft in hand, and what the carrier would refuse of it as it is typed. */
export function useTemplateDraft(first: TemplateDraft) {
  const [draft, setDraft] = useState(first);
  const [asked, setAsked] = useState(false);
  const words = useTemplateWords();
  const problems = problemsOf(draft);
  return {
    draft,
    change: (part: Partial<TemplateDraft>) => setDraft((now) => ({ ...now, ...part })),
    replace: (next: TemplateDraft) => {
      setAsked(false);
      setDraft(next);
    },
    /** Words for what is wrong with a field, or null. */
    wrong: (field: string): string | null => {
      const found = problems.find((one) => one.field === field && (asked || !PATIENT.includes(one.code)));
      return found ? words.problem(found) : null;
    },
    /** How much is wrong, once it was to be submitted. */
    count: asked ? problems.length : 0,
    /** Calls `then` when nothing is wrong; else shows everything that is. */
    whole: (then: () => void) => {
      setAsked(true);
      if (problems.length === 0) then();
    },
  };
}

export type DraftInHand = ReturnType<typeof useTemplateDraft>;
