import { createHash } from "node:crypto";
import { seededRandom } from "./faults";
import { waIdOf } from "./numbering";

/** A customer who does not exist, ready for the admin API's `inbound`. */
export interface InventedCustomer {
  name: string;
  country: string;
  /** Digits with plus, or null for one who shows only a username. */
  phone: string | null;
  bsuid: string;
  username: string | null;
}

interface Country {
  code: string;
  share: number;
  first: string[];
  last: string[];
  phone: (digits: (count: number) => string, pick: <T>(from: T[]) => T) => string;
}

const ES_FIRST = [
  "Sofía",
  "Mateo",
  "Valentina",
  "Santiago",
  "Camila",
  "Joaquín",
  "Martina",
  "Tomás",
  "Lucía",
  "Benjamín",
  "Julieta",
  "Agustín",
];
const ES_LAST = [
  "González",
  "Rodríguez",
  "Fernández",
  "López",
  "Martínez",
  "Pérez",
  "Romero",
  "Sánchez",
  "Álvarez",
  "Giménez",
  "Núñez",
  "Ibáñez",
];
const PT_FIRST = [
  "Ana",
  "João",
  "Beatriz",
  "Pedro",
  "Larissa",
  "Gabriel",
  "Juliana",
  "Rafael",
  "Fernanda",
  "Thiago",
  "Conceição",
  "Caio",
];
const PT_LAST = [
  "Silva",
  "Santos",
  "Oliveira",
  "Souza",
  "Pereira",
  "Lima",
  "Carvalho",
  "Araújo",
  "Gonçalves",
  "Ribeiro",
];
const EN_FIRST = ["Emma", "Liam", "Olivia", "Noah", "Ava", "Ethan", "Grace", "Mason", "Zoe", "Logan"];
const EN_LAST = [
  "Smith",
  "Johnson",
  "Nguyen",
  "Brown",
  "Garcia",
  "Miller",
  "Davis",
  "O'Brien",
  "Wilson",
  "Patel",
];

const COUNTRIES: Country[] = [
  {
    code: "AR",
    share: 5,
    first: ES_FIRST,
    last: ES_LAST,
    phone: (digits, pick) => `549${pick(["11", "351", "341", "261"]).padEnd(2)}${digits(8)}`,
  },
  {
    code: "BR",
    share: 3,
    first: PT_FIRST,
    last: PT_LAST,
    phone: (digits, pick) => `55${pick(["11", "21", "31", "51", "85"])}9${digits(8)}`,
  },
  {
    code: "MX",
    share: 2,
    first: ES_FIRST,
    last: ES_LAST,
    phone: (digits, pick) => `521${pick(["55", "33", "81"])}${digits(8)}`,
  },
  {
    code: "US",
    share: 1,
    first: EN_FIRST,
    last: EN_LAST,
    phone: (digits, pick) => `1${pick(["305", "212", "415"])}${pick(["2", "4", "6"])}${digits(6)}`,
  },
  { code: "CL", share: 1, first: ES_FIRST, last: ES_LAST, phone: (digits) => `569${digits(8)}` },
  {
    code: "CO",
    share: 1,
    first: ES_FIRST,
    last: ES_LAST,
    phone: (digits, pick) => `573${pick(["00", "10", "15"])}${digits(7)}`,
  },
  { code: "ES", share: 1, first: ES_FIRST, last: ES_LAST, phone: (digits) => `346${digits(8)}` },
];
const WITH_USERNAME = 0.3;
const WITHOUT_PHONE = 0.12;

/**
 * `count` invented customers, the same ones for the same seed: most from Argentina, Brazil and Mexico, three in ten
 * with a username, one in eight without a phone.
 */
export function inventCustomers(seed: number, count: number, country?: string): InventedCustomer[] {
  const random = seededRandom(seed, "customers");
  return Array.from({ length: count }, () => invent(random, country));
}

/** The BSUID by which one business knows one person: stable, so that a number met twice is one person. */
export function bsuidFor(businessId: string, person: string, country: string): string {
  const hash = createHash("sha256").update(`${businessId}/${person}`).digest();
  return `${country}.${hash.readBigUInt64BE().toString().padStart(20, "1").slice(0, 17)}`;
}

function invent(random: () => number, wanted: string | undefined): InventedCustomer {
  const pick = <T>(from: T[]): T => from[Math.floor(random() * from.length)] as T;
  const digits = (count: number) => Array.from({ length: count }, () => Math.floor(random() * 10)).join("");
  const weighted = COUNTRIES.flatMap((country) => Array.from({ length: country.share }, () => country));
  const country = COUNTRIES.find((each) => each.code === wanted) ?? pick(weighted);
  const [first, last] = [pick(country.first), pick(country.last)];
  const phone = `+${waIdOf(localNumber(country, digits, pick))}`;
  const hidesPhone = random() < WITHOUT_PHONE;
  const username = hidesPhone || random() < WITH_USERNAME ? usernameOf(first, last, digits(2)) : null;
  return {
    name: `${first} ${last}`,
    country: country.code,
    phone: hidesPhone ? null : phone,
    bsuid: `${country.code}.1${digits(16)}`,
    username,
  };
}

/** Argentine numbers have ten digits after the 9, whatever the length of their area code. */
function localNumber(country: Country, digits: (count: number) => string, pick: <T>(from: T[]) => T): string {
  const number = country.phone(digits, pick);
  return country.code === "AR" ? number.slice(0, 13) : number;
}

function usernameOf(first: string, last: string, suffix: string): string {
  const plain = `${first}.${last}`.normalize("NFD").replace(/[^A-Za-z.]/g, "");
  return `@${plain.toLowerCase()}${suffix}`;
}
