import { LANGUAGE_TAG, type Locale } from "@/messages/locales";

const MICROS = 1_000_000n;

/**
 * Money exactly as it is, with its currency: `USD 0,0260`. Never rounded: at least `least` decimals (4 for the
 * price of one message, 2 for totals), four or more when the amount has them. `micros` are millionths of the currency.
 */
export function formatMoney(micros: bigint, currency: string, locale: Locale, least: 2 | 4 = 4): string {
  const tag = LANGUAGE_TAG[locale];
  const size = micros < 0n ? -micros : micros;
  const whole = new Intl.NumberFormat(tag).format(size / MICROS);
  const fraction = (size % MICROS).toString().padStart(6, "0");
  const needed = fraction.replace(/0+$/, "").length;
  // Two decimals or four: "0,026" as the total of one message at "0,0260" would look like another amount.
  const digits = fraction.slice(0, needed > 4 ? needed : needed > 2 ? 4 : least);
  const separator = new Intl.NumberFormat(tag)
    .formatToParts(0.1)
    .find((part) => part.type === "decimal")?.value;
  return `${micros < 0n ? "−" : ""}${currency}\u00a0${whole}${separator ?? ","}${digits}`;
}
