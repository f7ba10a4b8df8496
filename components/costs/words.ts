import { useLocale, useTranslations } from "next-intl";
import { LANGUAGE_TAG } from "@/messages/locales";

const kinds = { MO: "mo", MT: "mt", HSM: "hsm" } as const;
const origins = ["customer", "agent", "bot", "campaign", "automatic", "api", "phone", "system"] as const;
const categories = [
  "marketing",
  "utility",
  "authentication",
  "authentication-international",
  "service",
  "marketing_lite",
  "referral_conversion",
] as const;
const reasons = [
  "listed",
  "allowance",
  "window",
  "entry-point",
  "group",
  "unrecognized",
  "no-rate",
  "failed",
] as const;

/** The ledger's keys in the reader's words. What the carrier calls by a name we do not know keeps it. */
export function useCostWords() {
  const t = useTranslations("costs");
  const origin = useTranslations("inbox.origin");
  const tag = LANGUAGE_TAG[useLocale()];
  const regions = new Intl.DisplayNames(tag, { type: "region", fallback: "code" });
  return {
    kind: (key: keyof typeof kinds) => t(`kind.${kinds[key]}`),
    origin: (key: string) => wordOf(origins, key, origin),
    category: (key: string) => wordOf(categories, key, (known) => t(`category.${known}`)),
    reason: (key: string) => wordOf(reasons, key, (known) => t(`reason.${known}`)),
    country: (iso: string) => regions.of(iso) ?? iso,
    /** A calendar day `YYYY-MM-DD`, e.g. "20 nov". */
    day: (day: string) =>
      new Intl.DateTimeFormat(tag, { day: "numeric", month: "short", timeZone: "UTC" }).format(new Date(day)),
  };
}

export type CostWords = ReturnType<typeof useCostWords>;

function wordOf<K extends string>(known: readonly K[], key: string, word: (key: K) => string): string {
  const found = known.find((one) => one === key);
  return found ? word(found) : key;
}
