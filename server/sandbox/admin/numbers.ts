import { randomInt } from "node:crypto";
import type { Carrier } from "../carrier";
import type { InboundMessage, NumberView } from "../contract";
import type { Answer, Call } from "../http";
import type { Business, Customer, PhoneNumber } from "../model";
import { callingCode, display, recipientDigits } from "../numbering";
import { changeNumber, changeUserId, setPreference } from "../people/acts";
import { customerView, meetCustomer } from "../people/customers";
import { echo } from "../people/echo";
import { speak } from "../people/speak";
import { markRead } from "../send/statuses";
import { act, echoed, inbound, newNumber, parseBody, read } from "./bodies";
import { madeUpId } from "./businesses";
import { AdminError, notFound } from "./errors";
import { viewSummaries, viewThread } from "./thread";

/** How invented numbers of a country begin, and how many digits follow. */
const SHAPES: Record<string, [prefix: string, width: number]> = {
  AR: ["549115", 7],
  BR: ["55119", 8],
  MX: ["52155", 8],
  US: ["1305555", 4],
};

/** Everything under `/_admin/numbers/{phoneId}`. */
export function numberRoute(carrier: Carrier, call: Call): Answer {
  const [, id = "", verb = ""] = call.path;
  const number = carrier.state.numbers.get(id);
  if (!number) throw notFound(`number ${id}`);
  const business = carrier.businessOf(number);
  switch (`${call.method} ${verb}`) {
    case "GET ":
      return { json: { ...viewNumber(business, number), code: number.code } };
    case "POST inbound":
      return hear(carrier, business, number, call);
    case "POST echo":
      return hearEcho(carrier, business, number, call);
    case "GET customers":
      return { json: viewSummaries(carrier, business, number) };
    case "GET thread":
      return {
        json: viewThread(
          carrier,
          business,
          number,
          findCustomer(carrier, business, call.query.get("customer") ?? ""),
        ),
      };
    case "POST read":
      return { json: { read: customerReads(carrier, business, number, call) } };
    case "POST acts":
      return { json: { customer: customerView(customerActs(carrier, business, number, call)) } };
    default:
      throw notFound(`${call.method} ${verb}`);
  }
}

/** A new number of a business, registered and connected. */
export function createNumber(carrier: Carrier, business: Business, call: Call): PhoneNumber {
  const given = parseBody(newNumber, call);
  const known = carrier.state.numbers.get(given.id ?? "");
  if (known) return known;
  const country = given.country ?? "US";
  const number: PhoneNumber = {
    id: given.id ?? madeUpId(),
    businessId: business.id,
    digits: given.digits ?? freeDigits(carrier, country),
    country,
    verifiedName: given.verifiedName ?? business.name,
    nameStatus: "AVAILABLE_WITHOUT_REVIEW",
    qualityRating: "GREEN",
    status: "CONNECTED",
    throughputLevel: "STANDARD",
    codeVerification: "VERIFIED",
    registered: true,
    pin: null,
    code: null,
    callback: null,
    profile: { about: "", vertical: "OTHER", websites: [] },
    blocked: [],
    registrations: [],
  };
  carrier.record({ kind: "number", record: number });
  return number;
}

export function viewNumber(business: Business, number: PhoneNumber): NumberView {
  return {
    id: number.id,
    businessId: business.id,
    wabaId: business.wabaId,
    digits: number.digits,
    displayPhoneNumber: display(number.digits),
    country: number.country,
    verifiedName: number.verifiedName,
    qualityRating: number.qualityRating,
    status: number.status,
  };
}

/** Numbers of the country's own shape that nobody else has here. */
function freeDigits(carrier: Carrier, country: string): string {
  const taken = new Set([...carrier.state.numbers.values()].map((number) => number.digits));
  const [prefix, width] = SHAPES[country] ?? [`${callingCode(country)}9`, 8];
  for (;;) {
    const digits = `${prefix}${String(randomInt(0, 10 ** width)).padStart(width, "0")}`;
    if (!taken.has(digits)) return digits;
  }
}

function hear(carrier: Carrier, business: Business, number: PhoneNumber, call: Call): Answer {
  const { customer: ref, message, timestamp } = parseBody(inbound, call);
  const customer = meetCustomer(carrier, business, ref);
  const at = timestamp === undefined ? carrier.now(business) : timestamp * 1_000;
  const said = speak(carrier, number, customer, message as InboundMessage, at);
  return { status: 201, json: { wamid: said.id, customer: customerView(customer) } };
}

function hearEcho(carrier: Carrier, business: Business, number: PhoneNumber, call: Call): Answer {
  const { customer: ref, type, content } = parseBody(echoed, call);
  const customer = meetCustomer(carrier, business, ref);
  const said = echo(carrier, number, customer, type, content);
  return { status: 201, json: { wamid: said.id, customer: customerView(customer) } };
}

/** By BSUID, phone in any spelling, or username. */
function findCustomer(carrier: Carrier, business: Business, name: string): Customer {
  const { state } = carrier;
  const found =
    state.customer(business.id, name) ??
    state.customerByPhone(business.id, recipientDigits(name, "US") ?? "") ??
    state.customerByUsername(business.id, `@${name.replace(/^@/, "")}`);
  if (!found) throw notFound(`customer ${name}`);
  return found;
}

/** The customer opens the chat: everything up to `upTo` (or all of it) is read. Gives how many became read. */
function customerReads(carrier: Carrier, business: Business, number: PhoneNumber, call: Call): number {
  const { customer: name, upTo } = parseBody(read, call);
  const thread = carrier.state.thread(number.id, findCustomer(carrier, business, name).bsuid);
  const ids = thread?.messageIds ?? [];
  const last = upTo === undefined ? ids.length - 1 : ids.indexOf(upTo);
  if (upTo !== undefined && last < 0)
    throw new AdminError(400, "invalid", `message ${upTo} is not in this thread`);
  let count = 0;
  for (const id of ids.slice(0, last + 1)) {
    const message = carrier.state.messages.get(id);
    if (message?.direction === "out" && markRead(carrier, message)) count += 1;
  }
  return count;
}

function customerActs(carrier: Carrier, business: Business, number: PhoneNumber, call: Call): Customer {
  const body = parseBody(act, call);
  const customer = findCustomer(carrier, business, body.customer);
  if (body.act.type === "user-id") return changeUserId(carrier, number, customer);
  if (body.act.type === "number-change") {
    const phone = recipientDigits(body.act.phone, customer.country);
    if (!phone) throw new AdminError(400, "invalid", "phone is not a phone number");
    return changeNumber(carrier, number, customer, phone);
  }
  setPreference(carrier, number, customer, body.act.value);
  return carrier.state.customer(business.id, customer.bsuid) ?? customer;
}
