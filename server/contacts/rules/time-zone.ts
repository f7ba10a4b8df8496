import { countryOfPhone, phoneKey } from "./phone";

/** Where a person's time is taken from: what is kept of them, their phone number, their country, or, for want of all, ours. */
export type ZoneSource = "contact" | "phone" | "country" | "organization";

/** Countries that live by one clock, or all but. */
const byCountry: Readonly<Record<string, string>> = {
  AR: "America/Argentina/Buenos_Aires",
  BO: "America/La_Paz",
  CO: "America/Bogota",
  CR: "America/Costa_Rica",
  CU: "America/Havana",
  DE: "Europe/Berlin",
  DO: "America/Santo_Domingo",
  EC: "America/Guayaquil",
  ES: "Europe/Madrid",
  FR: "Europe/Paris",
  GB: "Europe/London",
  GT: "America/Guatemala",
  HN: "America/Tegucigalpa",
  IT: "Europe/Rome",
  CL: "America/Santiago",
  NI: "America/Managua",
  PA: "America/Panama",
  PE: "America/Lima",
  PR: "America/Puerto_Rico",
  PT: "Europe/Lisbon",
  PY: "America/Asuncion",
  SV: "America/El_Salvador",
  UY: "America/Montevideo",
  VE: "America/Caracas",
};

/** Brazil by its area codes; all others keep the time of Brasília. */
const brazil: Readonly<Record<string, string>> = {
  "65": "America/Cuiaba",
  "66": "America/Cuiaba",
  "67": "America/Campo_Grande",
  "68": "America/Rio_Branco",
  "69": "America/Porto_Velho",
  "92": "America/Manaus",
  "95": "America/Boa_Vista",
  "97": "America/Manaus",
};

/** Mexico by the beginnings of its numbers where its clocks differ; all others keep the centre's. */
const mexico: [begins: RegExp, zone: string][] = [
  [/^52(646|653|658|661|664|665|686)/, "America/Tijuana"],
  [/^52(622|631|633|637|642|644|662)/, "America/Hermosillo"],
  [/^52(612|613|624|667|668|669|311)/, "America/Mazatlan"],
  [/^52(983|984|987|998)/, "America/Cancun"],
];

/**
 * The clock by which a contact most likely lives. A country of many clocks without a telling number (United States, Canada) gives
 * the organization's: a guess would be wrong for half of them.
 */
export function contactZone(
  contact: { timeZone?: string | null; phone: string | null; country: string | null },
  organizationZone: string,
): { timeZone: string; from: ZoneSource } {
  if (contact.timeZone) return { timeZone: contact.timeZone, from: "contact" };
  const byPhone = contact.phone ? zoneOfPhone(contact.phone) : null;
  if (byPhone) return { timeZone: byPhone, from: "phone" };
  const country = contact.country ? byCountry[contact.country] : undefined;
  return country
    ? { timeZone: country, from: "country" }
    : { timeZone: organizationZone, from: "organization" };
}

function zoneOfPhone(phone: string): string | null {
  const key = phoneKey(phone);
  if (key === null) return null;
  if (key.startsWith("55")) return brazil[key.slice(2, 4)] ?? "America/Sao_Paulo";
  if (key.startsWith("52")) return mexico.find(([begins]) => begins.test(key))?.[1] ?? "America/Mexico_City";
  return byCountry[countryOfPhone(phone) ?? ""] ?? null;
}
