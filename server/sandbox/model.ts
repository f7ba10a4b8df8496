import type { ErrorBody } from "./errors";

/** JSON as it came over the wire. The carrier keeps payloads as they were said and reads only what it needs. */
export type Json = { [key: string]: unknown };

/** Where a business wants its webhooks. */
export interface Callback {
  url: string;
  verifyToken: string;
}

/** One business portfolio with its one WhatsApp account (WABA) and the app that reaches it. */
export interface Business {
  id: string;
  name: string;
  wabaId: string;
  appId: string;
  appSecret: string;
  accessToken: string;
  /** IANA zone of the account: calendar of prices and of the free tier. */
  timezone: string;
  currency: string;
  /** Milliseconds added to real time: the business lives at its own clock. */
  clockOffsetMs: number;
  messagingLimit: MessagingLimit;
  /** `relaxed` switches throughput, pair and portfolio limits off, for benches. */
  limits: "meta" | "relaxed";
  /** Whether every customer reads at once, without a phone on screen. */
  reads: "manual" | "auto";
  /** When set, only these numbers may receive (131030), as a test number of a fresh app. */
  allowedRecipients: string[] | null;
  /** Callback of the app itself; an override on the account or the number goes before it. */
  callback: Callback | null;
  accountCallback: Callback | null;
  subscribed: boolean;
  locked: boolean;
}

export type MessagingLimit = "TIER_250" | "TIER_2K" | "TIER_10K" | "TIER_100K" | "TIER_UNLIMITED";

/** One business phone number. `digits` is the number without plus, as webhooks show it. */
export interface PhoneNumber {
  id: string;
  businessId: string;
  digits: string;
  country: string;
  verifiedName: string;
  nameStatus: string;
  qualityRating: "GREEN" | "YELLOW" | "RED" | "UNKNOWN";
  status: string;
  throughputLevel: "STANDARD" | "HIGH";
  codeVerification: "VERIFIED" | "NOT_VERIFIED" | "EXPIRED";
  registered: boolean;
  pin: string | null;
  code: string | null;
  callback: Callback | null;
  profile: Json;
  /** BSUIDs. */
  blocked: string[];
  /** Times (business clock, ms) of register and deregister calls, for 133016. */
  registrations: number[];
}

/** One person as one business knows them. `phone` is their wa_id, null when they hide it behind a username. */
export interface Customer {
  businessId: string;
  bsuid: string;
  name: string;
  phone: string | null;
  username: string | null;
  country: string;
  stoppedMarketing: boolean;
}

export type StatusName = "sent" | "delivered" | "read" | "failed";

export interface Pricing {
  billable: boolean;
  pricing_model: "PMP";
  type: "regular" | "free_customer_service" | "free_entry_point";
  category: string;
}

/** One step that the carrier still has to say about a message, `afterMs` of real time behind the one before. */
export interface PlanStep {
  status: StatusName;
  afterMs: number;
  error?: ErrorBody;
  /** Emit this step's webhook twice. */
  twice?: boolean;
  /** How long before its webhook the step happened, for statuses told in reverse. */
  backMs?: number;
}

export interface Reached {
  status: StatusName;
  at: number;
}

/** One thing said on one number, in either direction. Times are milliseconds of the business clock. */
export interface Message {
  id: string;
  phoneId: string;
  /** BSUID, or the group id of a group send. */
  customerId: string;
  direction: "in" | "out" | "echo";
  type: string;
  /** The object under the type's key, or the text of a rendered template. */
  content: Json;
  at: number;
  context: Json | null;
  /** For `out`: what the request named and how. */
  to: { input: string; by: "phone" | "bsuid" | "group" } | null;
  opaque: string | null;
  category: string | null;
  outsideWindow: boolean;
  pricing: Pricing | null;
  /** Month (YYYY-MM, account time zone) whose free tier this message used one unit of. */
  freeTierMonth: string | null;
  /** End of the free entry point window in force when sent, ms. */
  entryPointUntil: number | null;
  /** Template kept back for a quality assessment. */
  held: boolean;
  plan: PlanStep[];
  reached: Reached[];
  error: ErrorBody | null;
  /** Template as shown on a phone. */
  rendered: Json | null;
  edited: boolean;
  revoked: boolean;
  readByBusiness: boolean;
}

/** One number × one customer. */
export interface Thread {
  phoneId: string;
  customerId: string;
  messageIds: string[];
  /** Latest message of the customer, ms; 0 when never. */
  lastInboundAt: number;
  /** Latest arrival through an ad, ms; 0 when never. */
  adAt: number;
  entryPointUntil: number;
  typingUntil: number;
}

export interface Template {
  id: string;
  businessId: string;
  name: string;
  language: string;
  category: string;
  /** Category that the request named, when review moved it. */
  requestedCategory: string;
  parameterFormat: "POSITIONAL" | "NAMED";
  components: Json[];
  status: string;
  rejectedReason: string;
  quality: "GREEN" | "YELLOW" | "RED" | "UNKNOWN";
  /** When review ends or a pause lifts (business clock, ms). */
  dueAt: number | null;
  pauses: number;
  pacing: boolean;
  ttlSeconds: number | null;
  createdAt: number;
  edits: number[];
}

export interface Media {
  id: string;
  businessId: string;
  phoneId: string;
  mimeType: string;
  sha256: string;
  size: number;
  filename: string | null;
  origin: "upload" | "inbound";
  /** Business clock, ms. */
  createdAt: number;
}

/** A file on its way to be the example of a template, or there with its handle. Its bytes are not kept: nobody asks for them. */
export interface Upload {
  id: string;
  businessId: string;
  mimeType: string;
  /** Bytes announced, and bytes that came. */
  size: number;
  offset: number;
  filename: string | null;
  handle: string | null;
  /** Business clock, ms. */
  createdAt: number;
}

/** One webhook update that is not yet acknowledged. Times are real time, ms. */
export interface Update {
  id: string;
  businessId: string;
  phoneId: string | null;
  field: string;
  value: Json;
  /** Business clock, seconds: `entry.time`. */
  time: number;
  queuedAt: number;
  attempts: number;
  nextAt: number;
}
