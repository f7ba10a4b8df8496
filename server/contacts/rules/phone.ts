import parsePhone, { getCountryCallingCode, type PhoneNumber } from "libphonenumber-js/max";
import type { CountryCode } from "libphonenumber-js/max";

/**
 * The matching key of a telephone number: digits of its international form, one for all the ways in which a line is
 * written. Argentina loses the mobile 9 and 15, Mexico the mobile 1; a Brazilian mobile has its ninth digit. `country`
 * (ISO 3166) reads a number that is written without its country code. Null for what is no telephone number.
 */
export function phoneKey(input: string, country?: string): string | null {
  const digits = internationalDigits(input, country);
  return digits === null ? null : keyOfDigits(digits);
}

/** The ISO 3166 country of a number in international form; null when its calling code is nobody's. */
export function countryOfPhone(input: string): string | null {
  const key = phoneKey(input);
  const phone = key ? parsePhone(`+${key}`) : undefined;
  return phone?.country ?? phone?.getPossibleCountries()[0] ?? null;
}

/** Every way in which carriers and people write the line of a number internationally, digits only, its key first. */
export function variantsOf(input: string): string[] {
  const key = phoneKey(input);
  if (key === null) return [];
  if (ARGENTINA.test(key)) return [key, `549${key.slice(2)}`];
  if (MEXICO.test(key)) return [key, `521${key.slice(2)}`];
  const brazil = BRAZIL_MOBILE.exec(key);
  return brazil && canLoseNinth(brazil) ? [key, `55${brazil[1]}${brazil[2]}`] : [key];
}

const ARGENTINA = /^54\d{10}$/;
const MEXICO = /^52\d{10}$/;
const BRAZIL_MOBILE = /^55(\d{2})9(\d{8})$/;
