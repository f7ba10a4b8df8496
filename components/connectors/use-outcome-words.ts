import { useTranslations } from "next-intl";
import type { LiveOutcome } from "@/server/connectors/rules/outcome";

interface More {
  status?: number | null;
  why?: string | null;
  missing?: string[];
}

/** What came of asking a source, in words: what happened and what to do. */
export function useOutcomeWords() {
  const t = useTranslations("connectors");
  return (outcome: LiveOutcome, { status, why, missing = [] }: More = {}): string => {
    if (outcome === "refused") return t(`refused.${why ?? "private"}` as "refused.private");
    if (outcome === "missing")
      return missing.length > 0 ? t("outcome.missing", { names: missing.join(", ") }) : t("outcome.unusable");
    if (outcome === "status" && (status === 401 || status === 403)) return t("outcome.key", { status });
    return t(`outcome.${outcome}`, { status: status ?? 0 });
  };
}
