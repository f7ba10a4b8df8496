import { z } from "zod";
import en from "@/messages/en/carrier.json";
import type { CarrierClass } from "@/server/channels/carrier-error";
import table from "./error-codes.json";

const carrierClass = z.enum([
  "transient",
  "rate",
  "rate_pair",
  "auth",
  "account",
  "window",
  "wait24h",
  "optout",
  "permanent",
  "template",
  "registration",
  "calling",
]);

const classes = new Map(table.codes.map(({ code, cls }) => [String(code), carrierClass.parse(cls)]));

/** The class of a code of the carrier. Codes that are not listed are permanent, except for permissions (200 to 299). */
export function classOf(code: string): CarrierClass {
  const listed = classes.get(code);
  if (listed) return listed;
  return /^2\d\d$/.test(code) ? "auth" : "permanent";
}

/** Whether the table names this code. */
export function isListed(code: string): boolean {
  return classes.has(code);
}

/** Whom a refusal stops: every message of the account, or every one of the template. */
export function stopsOf(code: string): "account" | "template" | undefined {
  const cls = classOf(code);
  if (cls === "auth" || cls === "account" || cls === "registration") return "account";
  return cls === "template" ? "template" : undefined;
}

/** The shortest wait in ms before the same message may be tried again. */
export function waitOf(code: string): number {
  return WAITS.get(code) ?? (classOf(code) === "rate" ? 30_000 : 2_000);
}

/** 130429 counts messages per second, 131056 one per six seconds to one person after a burst; the rest last minutes. */
const WAITS = new Map([
  ["130429", 1_000],
  ["131056", 4_000],
  ["131057", 60_000],
  ["134101", 60_000],
  ["2494100", 60_000],
]);

/** Class and text of a failure: `key` names the text under `carrier` in messages/<locale>/carrier.json. */
export function explain(code: string): { cls: CarrierClass; key: keyof typeof en } {
  const cls = OWN.get(code) ?? classOf(code);
  return { cls, key: isKey(code) ? code : cls };
}

/** Codes that are not the carrier's: this adapter's own, and those of whoever did not hand it over. */
const OWN = new Map<string, CarrierClass>([
  ["unreachable", "unreachable"],
  ["no-answer", "unanswered"],
  ["not-readable", "unanswered"],
  ["file-unreadable", "unreachable"],
  // A campaign's (campaigns/claim-again.ts): what could not be known then may be known later.
  ["unchecked", "transient"],
]);

function isKey(code: string): code is keyof typeof en {
  return Object.hasOwn(en, code);
}
