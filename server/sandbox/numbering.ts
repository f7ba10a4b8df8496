import { type CountryCode, getCountryCallingCode, parsePhoneNumberFromString } from "libphonenumber-js";

/**
 * The account behind a number as written: digits without plus, in WhatsApp's own spelling.
 * Argentina gains the 9 and loses the 15, Mexico gains the 1, Brazil loses the ninth digit from area code 31 on
 * and gains it below: the wa_id may differ from the input.
 */
export function waIdOf(digits: string): string {
  if (digits.startsWith("54")) return argentina(digits);
  if (digits.startsWith("52") && digits.length === 12) return `521${digits.slice(2)}`;
  if (digits.startsWith("55")) return brazil(digits);
  return digits;
}

/**
 * Digits of a recipient. With `+` they are international; without, Meta prepends the business number's country code,
 * but takes what already is a whole international number (as a wa_id is) as it stands. Null when not a phone number.
 */
export function recipientDigits(input: string, businessCountry: string): string | null {
  const digits = input.replace(/[\s().-]/g, "");
  if (!/^\+?\d{5,15}$/.test(digits)) return null;
  if (digits.startsWith("+")) return waIdOf(digits.slice(1));
  if (isInternational(digits)) return waIdOf(digits);
  return waIdOf(`${callingCode(businessCountry)}${digits}`);
}

/** ISO country of a wa_id, as the pricing market sees it; null when the prefix is nobody's. */
export function countryOf(waId: string): string | null {
  return parse(waId)?.country ?? null;
}

/** Digits as people read them: `+54 9 11 5263 1234`. */
export function display(digits: string): string {
  return parse(digits)?.formatInternational() ?? `+${digits}`;
}

export function callingCode(country: string): string {
  try {
    return getCountryCallingCode(country as CountryCode);
  } catch {
    return "1";
  }
}

function argentina(digits: string): string {
  if (digits.startsWith("549")) return digits;
  if (digits.length === 12) return `549${digits.slice(2)}`;
  const mobile = /^54(\d{2,4})15(\d{6,8})$/.exec(digits);
  return mobile && digits.length === 14 ? `549${mobile[1]}${mobile[2]}` : digits;
}

function brazil(digits: string): string {
  const parts = /^55(\d{2})(\d{8,9})$/.exec(digits);
  const [, area = "", local = ""] = parts ?? [];
  if (!parts) return digits;
  if (Number(area) > 30) return local.length === 9 ? `55${area}${local.slice(1)}` : digits;
  return local.length === 8 && /^[6-9]/.test(local) ? `55${area}9${local}` : digits;
}

function isInternational(digits: string): boolean {
  return /^(549\d{10}|521\d{10}|55\d{10,11})$/.test(digits) || parse(digits)?.isValid() === true;
}

function parse(digits: string) {
  return parsePhoneNumberFromString(`+${digits.replace(/^521(\d{10})$/, "52$1")}`);
}
