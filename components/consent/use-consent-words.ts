import { useTranslations } from "next-intl";

/** The words for what the ledger keeps as codes. A code without words shows as itself. */
export function useConsentWords() {
  const t = useTranslations("consent");
  const known = (group: "channel" | "purpose" | "source" | "how", code: string): string => {
    const key = `${group}.${code}` as "source.agent";
    return t.has(key) ? t(key) : code;
  };
  return {
    channel: (code: string) => known("channel", code),
    purpose: (code: string) => known("purpose", code),
    source: (code: string) => known("source", code),
    how: (code: string) => known("how", code),
    /** What proves it, in a line: how it was said, what was written, from where. */
    proof: (evidence: Record<string, unknown>): string => {
      const { how, note, text, ip, file, row } = evidence;
      const parts = [
        typeof how === "string" ? known("how", how) : null,
        typeof note === "string" ? note : null,
        typeof text === "string" ? t("proof.text", { text }) : null,
        typeof file === "string" ? t("proof.file", { file, row: String(row ?? "") }) : null,
        typeof ip === "string" ? t("proof.ip", { ip }) : null,
      ];
      return parts.filter(Boolean).join(" · ");
    },
  };
}
