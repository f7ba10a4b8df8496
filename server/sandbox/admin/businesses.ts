import { randomBytes, randomInt } from "node:crypto";
import type { Carrier } from "../carrier";
import type { BusinessView, NewBusiness } from "../contract";
import type { Answer, Call } from "../http";
import type { Business, Template } from "../model";
import { recipientDigits } from "../numbering";
import { readDraft } from "../templates/draft";
import { awaitAllDue } from "../templates/review";
import { businessChange, clock, json, newBusiness, parseBody } from "./bodies";
import { notFound } from "./errors";
import { happen } from "./events";
import { createNumber, viewNumber } from "./numbers";

/** `POST /_admin/businesses`: a portfolio with its account, app and token; one that exists takes callback and clock. */
export function createBusiness(carrier: Carrier, call: Call): Answer {
  const given = parseBody(newBusiness, call);
  const known = carrier.state.businesses.get(given.id ?? "");
  if (known) return { json: viewBusiness(carrier, refreshed(carrier, known, given)) };
  const business: Business = {
    id: given.id ?? madeUpId(),
    name: given.name,
    wabaId: given.wabaId ?? madeUpId(),
    appId: given.appId ?? madeUpId(),
    appSecret: given.appSecret ?? randomBytes(16).toString("hex"),
    accessToken: given.accessToken ?? `EAAS${randomBytes(48).toString("base64url")}`,
    timezone: given.timezone ?? "UTC",
    currency: given.currency ?? "USD",
    clockOffsetMs: given.clockOffsetMs ?? 0,
    messagingLimit: given.messagingLimit ?? "TIER_2K",
    limits: given.limits ?? "meta",
    reads: given.reads ?? "manual",
    allowedRecipients: null,
    callback: given.callback ?? null,
    accountCallback: null,
    subscribed: given.callback !== undefined,
    locked: false,
  };
  carrier.record({ kind: "business", record: business });
  return { status: 201, json: viewBusiness(carrier, business) };
}

/** An address may have moved since: repeating the creation is how the app says so. */
function refreshed(carrier: Carrier, known: Business, given: NewBusiness): Business {
  const callback = given.callback ? { callback: given.callback, subscribed: true } : {};
  const record = { ...known, ...callback, clockOffsetMs: given.clockOffsetMs ?? known.clockOffsetMs };
  carrier.record({ kind: "business", record });
  return record;
}

/** Everything under `/_admin/businesses/{id}`. */
export async function businessRoute(carrier: Carrier, call: Call): Promise<Answer> {
  const [, id = "", noun = ""] = call.path;
  const business = carrier.state.businesses.get(id);
  if (!business) throw notFound(`business ${id}`);
  switch (`${call.method} ${noun}`) {
    case "GET ":
      return { json: viewBusiness(carrier, business) };
    case "PATCH ":
      return changeBusiness(carrier, business, call);
    case "POST numbers":
      return { status: 201, json: viewNumber(business, createNumber(carrier, business, call)) };
    case "GET clock":
      return { json: { offsetMs: business.clockOffsetMs, now: carrier.now(business) } };
    case "PUT clock":
      return setClock(carrier, business, call);
    case "POST templates":
      return { status: 201, json: approvedTemplate(carrier, business, call) };
    case "GET templates":
      return { json: [...carrier.state.templates.values()].filter((template) => template.businessId === id) };
    case "POST events":
      return happen(carrier, business, call);
    case "POST reset":
      carrier.record({ kind: "reset", businessId: id });
      return { json: { ok: true } };
    default:
      throw notFound(`${call.method} ${noun}`);
  }
}

export function viewBusiness(carrier: Carrier, business: Business): BusinessView {
  const { allowedRecipients: _, locked: __, ...shown } = business;
  const numbers = [...carrier.state.numbers.values()].filter((number) => number.businessId === business.id);
  return {
    ...shown,
    now: carrier.now(business),
    numbers: numbers.map((number) => viewNumber(business, number)),
  };
}

/** Sixteen digits, safe as a JavaScript number. */
export function madeUpId(): string {
  return `${randomInt(10 ** 7, 8 * 10 ** 7)}${randomInt(10 ** 7, 10 ** 8)}`;
}

function changeBusiness(carrier: Carrier, business: Business, call: Call): Answer {
  const change = parseBody(businessChange, call);
  const allowed = change.allowedRecipients?.map((number) => recipientDigits(number, "US") ?? number);
  const subscribed = change.callback ? { subscribed: true } : {};
  const record: Business = {
    ...business,
    ...change,
    ...subscribed,
    ...(allowed ? { allowedRecipients: allowed } : {}),
  };
  carrier.record({ kind: "business", record });
  return { json: viewBusiness(carrier, record) };
}

function setClock(carrier: Carrier, business: Business, call: Call): Answer {
  const record = { ...business, clockOffsetMs: parseBody(clock, call).offsetMs };
  carrier.record({ kind: "business", record });
  awaitAllDue(carrier, business.id);
  return { json: { offsetMs: record.clockOffsetMs, now: carrier.now(record) } };
}

/** A template that needs no review, for demos and tests: the Graph creation body. */
function approvedTemplate(carrier: Carrier, business: Business, call: Call): Template {
  const draft = readDraft(parseBody(json, call));
  const createdAt = carrier.now(business);
  const fresh = {
    status: "APPROVED",
    rejectedReason: "NONE",
    quality: "GREEN" as const,
    dueAt: null,
    pauses: 0,
    pacing: false,
  };
  const record: Template = {
    id: madeUpId(),
    businessId: business.id,
    ...draft,
    ...fresh,
    createdAt,
    edits: [],
  };
  carrier.record({ kind: "template", record });
  return record;
}
