"use client";
import { useLocale, useTranslations } from "next-intl";
import { formatMoney } from "@/components/money";
import { cn } from "@/components/ui/cn";
import { Tooltip } from "@/components/ui/tooltip";
import type { Price } from "./types";

type PriceChipProps = {
  price: Price | null;
  /** Before it is sent it says what it will cost, afterwards what it did. */
  when: "before" | "after";
  /** Bare figures for the foot of a bubble; a chip elsewhere. */
  bare?: boolean;
};

/** What a message costs, or why it is free. The reason is in words on hover and focus. */
export function PriceChip({ price, when, bare }: PriceChipProps) {
  const t = useTranslations("inbox.price");
  const locale = useLocale();
  const reason = usePriceReason();
  const shortReason = useShortReason();
  if (!price) return bare ? null : <span className="text-sm text-ink-3">{t("pending")}</span>;
  const money = formatMoney(price.micros, price.currency, locale);
  const free = price.micros === 0n;
  const says = t(when === "before" ? "willCost" : "cost", { price: money });
  return (
    <Tooltip
      tip={
        <>
          {free ? null : <span className="block font-medium">{says}</span>}
          {reason(price)}
        </>
      }
    >
      <button
        type="button"
        aria-label={`${free ? t("free") : says}. ${reason(price)}`}
        className={cn(
          "figures inline-flex cursor-default items-center gap-1 whitespace-nowrap",
          bare
            ? "text-2xs text-ink-3"
            : "h-5 rounded-sm border border-line-strong bg-surface px-1.5 text-sm text-ink-2",
          free && !bare && "border-dashed",
        )}
      >
        {free ? (when === "before" ? shortReason(price) : t("free")) : money}
      </button>
    </Tooltip>
  );
}

/** The reason of a price as a sentence. */
export function usePriceReason() {
  const t = useTranslations("inbox.price.reason");
  return ({ reason }: Price): string => {
    switch (reason.key) {
      case "allowance":
        return t("allowance", { left: reason.left, total: reason.total });
      case "utility":
      case "marketing":
      case "authentication":
        return t(reason.key, { market: reason.market });
      default:
        return t(reason.key);
    }
  };
}

/** Why the next message is free, in the few words that stand beside the button. */
function useShortReason() {
  const t = useTranslations("inbox.price");
  return ({ reason }: Price): string => {
    if (reason.key === "allowance") return t("freeAllowance", { left: reason.left });
    return reason.key === "entryPoint" ? t("freeEntry") : t("free");
  };
}
