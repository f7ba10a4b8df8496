import { useLocale } from "next-intl";
import { formatMoney } from "@/components/money";

/** Writes micros, as digits, as money: a total with two decimals at least, the price of one message with four. */
export function useMoney(currency: string): (micros: string | bigint, least?: 2 | 4) => string {
  const locale = useLocale();
  return (micros, least = 2) => formatMoney(BigInt(micros), currency, locale, least);
}
