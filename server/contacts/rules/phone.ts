import parsePhone, {
  type CountryCode,
  getCountryCallingCode,
  isSupportedCountry,
} from "libphonenumber-js/max";

/**
 * The matching key of a telephone number: digits of its international form, one for all the ways in which a line is
 * written. Argentina loses the mobile 9 and 15, Mexico the mobile 1; a Brazilian mobile has its ninth digit. `country`
 * (ISO 3166) reads a number that is written without its country code. Null for what is no telephone number.
 */
export function phoneKey(input: string, country?: string): string | null {
  const written = input.normalize("NFKC").replace(IGNORED, "").trim();
  if (!WRITTEN.test(written)) return null;
  const digits = written.replace(/\D/g, "");
  if (written.startsWith("+")) return keyOf(digits);
  if (digits.startsWith("00")) return keyOf(digits.slice(2));
  return country && isSupportedCountry(country) ? keyInCountry(digits, country) : keyOf(digits);
}

/** The ISO 3166 country of a number in international form; null when its calling code is nobody's. */
export function countryOfPhone(input: string): string | null {
  const key = phoneKey(input);
  if (key === null) return null;
  const sole = SOLE_COUNTRY.get(key.slice(0, 2));
  if (sole) return sole;
  const phone = parsePhone(`+${key}`);
  const fallback = key.startsWith("1") ? "US" : null;
  return phone?.country ?? phone?.getPossibleCountries()[0] ?? fallback;
}

/** Every way in which carriers and people write the line of a number internationally, digits only, its key first. */
export function variantsOf(input: string): string[] {
  const key = phoneKey(input);
  if (key === null) return [];
  if (/^54\d{10}$/.test(key)) return [key, `549${key.slice(2)}`];
  if (/^52\d{10}$/.test(key)) return [key, `521${key.slice(2)}`];
  const brazil = /^55([1-9]{2})9([6-9]\d{7})$/.exec(key);
  return brazil ? [key, `55${brazil[1]}${brazil[2]}`] : [key];
}

/** Calling codes of one country, answered without parsing: a webhook may bring a thousand numbers. */
const SOLE_COUNTRY = new Map([
  ["54", "AR"],
  ["55", "BR"],
  ["52", "MX"],
]);

/** Marks of direction and width that come along when a number is copied, and the schemes of links. */
const IGNORED = /[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]|^\s*[a-z]{3,8}:/gi;
const WRITTEN = /^\+?[\d\s().\-/\u2010-\u2015\u00ad]+$/;

function keyOf(digits: string): string | null {
  if (!/^[1-9]\d{5,14}$/.test(digits)) return null;
  if (digits.startsWith("54")) return argentina(digits);
  if (digits.startsWith("55")) return brazil(digits);
  if (/^521\d{10}$/.test(digits)) return `52${digits.slice(3)}`;
  const phone = parsePhone(`+${digits}`);
  return phone?.isValid() ? phone.number.slice(1) : digits;
}

/** 54 9 11 5263-1234, 54 11 5263-1234, 54 (0)11 15 5263-1234 are one line; area codes have two to four digits. */
function argentina(digits: string): string {
  const national = digits.slice(2).replace(/^0/, "");
  if (national.length === 10) return `54${national}`;
  const bare = national.replace(/^9/, "");
  if (bare.length === 10) return `54${bare}`;
  const without15 =
    bare.length === 12 ? parsePhone(`+54${bare}`)?.nationalNumber.replace(/^9/, "") : undefined;
  return without15?.length === 10 ? `54${without15}` : digits;
}

/** Mobiles begin with 6 to 9 where they are still written with eight digits; landlines, with 2 to 5, gain nothing. */
function brazil(digits: string): string {
  const national = digits.slice(2).replace(/^0/, "");
  const old = /^([1-9]{2})([6-9]\d{7})$/.exec(national);
  if (old) return `55${old[1]}9${old[2]}`;
  return /^[1-9]{2}\d{8,9}$/.test(national) ? `55${national}` : digits;
}

/** As written at home, the old ways too; or internationally after all, as lists exported from elsewhere have it. */
function keyInCountry(digits: string, country: CountryCode): string | null {
  const home = parsePhone(digits, country);
  if (home?.isValid()) return keyOf(home.number.slice(1));
  const trunkless = digits.replace(/^0/, "");
  const guesses = [`${getCountryCallingCode(country)}${trunkless}`, digits].map(keyOf);
  return guesses.find((key) => key !== null && parsePhone(`+${key}`)?.isValid()) ?? null;
}

/**
 * The digits to dial for a number that somebody typed and nobody confirmed yet: the international form in which carriers reach
 * mobile lines (Argentina with its 9). Null for what cannot be a number of its country.
 */
export function dialledPhone(input: string, country?: string): string | null {
  const key = phoneKey(input, country);
  if (key === null) return null;
  const digits = /^54\d{10}$/.test(key) ? `549${key.slice(2)}` : key;
  // Asked of hundreds of thousands of rows: what keyOf() brought to a whole number at home needs no second opinion.
  if (/^(549\d{10}|52\d{10}|55\d{10,11})$/.test(digits)) return digits;
  return parsePhone(`+${digits}`)?.isPossible() ? digits : null;
}

/**
 * A number as people write it abroad: "+54 9 11 5501 7310", a Mexican mobile without the 1 that it lost in 2019; what is not a number
 * comes back as it is.
 */
export function writtenPhone(address: string): string {
  const digits = address.replace(/\D/g, "").replace(/^521(\d{10})$/, "52$1");
  return parsePhone(`+${digits}`)?.formatInternational() ?? address;
}
