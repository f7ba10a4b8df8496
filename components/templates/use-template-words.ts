import { useLocale, useTranslations } from "next-intl";
import { errorCode, errorDetails } from "@/components/query-client";
import { useRefusal } from "@/components/use-refusal";
import { LANGUAGE_TAG } from "@/messages/locales";
import type { DraftProblem, ProblemCode } from "@/server/templates/rules/draft-problems";

/** Words for what the carrier keeps as codes. A code that no list knows shows as itself. */
export function useTemplateWords() {
  const t = useTranslations("templates");
  const locale = useLocale();
  const known = (key: string): string | null => (t.has(key as "title") ? t(key as "title") : null);
  return {
    state: (status: string): string => known(`state.${status}`) ?? status,
    meaning: (status: string): string | null => known(`meaning.${status}`),
    category: (category: string): string => known(`category.${category}`) ?? category,
    quality: (score: string): string => known(`quality.${score}`) ?? score,
    /** The carrier's codes in words, and what it wrote beside them as it wrote it. */
    reasons: (reason: string): string[] => reason.split(" · ").map((one) => known(`reason.${one}`) ?? one),
    problem: ({ code, most = 0, is = 0 }: Pick<DraftProblem, "code" | "most" | "is">): string =>
      t(`problem.${code}`, { most, is }),
    language: (code: string): string => {
      try {
        const names = new Intl.DisplayNames(LANGUAGE_TAG[locale], { type: "language" });
        return names.of(code.replace("_", "-")) ?? code;
      } catch {
        return code;
      }
    },
  };
}

/** Words for a write that was refused, by whom and for what. */
export function useTemplateRefusal(): (error: unknown) => string {
  const t = useTranslations("templates");
  const refusal = useRefusal();
  return (error) => {
    const code = errorCode(error);
    const details = errorDetails(error);
    if (code === "CARRIER_REFUSED") {
      const key = `refused.${details.code}` as "refused.190";
      return t.has(key) ? t(key) : t("refused.other", { code: String(details.code ?? "") });
    }
    const conflict = `conflict.${details.what}` as "conflict.exists";
    if (code === "CONFLICT" && t.has(conflict)) return t(conflict);
    const problem = `problem.${details.problem}` as `problem.${ProblemCode}`;
    if (code === "INVALID" && t.has(problem)) return t("wrong", { count: 1 });
    return refusal(error);
  };
}
