import { useTranslations } from "next-intl";
import type { Allowance } from "./types";

/** How many of a number's free replies the month has used, as a thread being drawn to its end. */
export function AllowanceLine({ allowance }: { allowance: Allowance }) {
  const t = useTranslations("costs");
  const { used, limit } = allowance;
  return (
    <span className="grid gap-1 pt-0.5 pb-1">
      <span className="figures text-sm text-ink-3">{t("allowance", { used, limit })}</span>
      <span aria-hidden className="relative block h-[2px] max-w-40">
        <span className="absolute inset-x-0 top-0 h-px bg-line-strong" />
        <span
          className="absolute top-[-0.5px] left-0 h-[2px] rounded-full bg-ink-2"
          style={{ width: `${Math.min(100, (used / limit) * 100)}%` }}
        />
      </span>
    </span>
  );
}
