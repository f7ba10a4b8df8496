import type { WebhookOptions } from "./carrier";
import type { FaultName, FaultSettings } from "./faults";
import type { Callback, Json, MessagingLimit, Pricing, Reached } from "./model";

/** What the admin API under `/_admin` takes and gives. Times are milliseconds; `at` is the business clock. */

export interface NewBusiness {
  name: string;
  /** IANA zone; UTC when absent. */
  timezone?: string;
  currency?: string;
  /** Given ids and secrets are kept (the platform's own app, repeatable tests); the rest is made up. */
  id?: string;
  wabaId?: string;
  appId?: string;
  appSecret?: string;
  accessToken?: string;
  callback?: Callback;
  clockOffsetMs?: number;
  messagingLimit?: MessagingLimit;
  limits?: "meta" | "relaxed";
  reads?: "manual" | "auto";
}

/** Everything needed to connect a business; its secrets are in clear. */
export interface BusinessView {
  id: string;
  name: string;
  wabaId: string;
  appId: string;
  appSecret: string;
  accessToken: string;
  timezone: string;
  currency: string;
  clockOffsetMs: number;
  now: number;
  messagingLimit: MessagingLimit;
  limits: "meta" | "relaxed";
  reads: "manual" | "auto";
  subscribed: boolean;
  callback: Callback | null;
  accountCallback: Callback | null;
  numbers: NumberView[];
}

/** What may be changed on a business; what is absent stays. */
export interface BusinessChange {
  name?: string;
  callback?: Callback | null;
  messagingLimit?: MessagingLimit;
  limits?: "meta" | "relaxed";
  reads?: "manual" | "auto";
  allowedRecipients?: string[] | null;
  locked?: boolean;
  accessToken?: string;
}

export interface NewNumber {
  /** ISO 3166-1 alpha-2; US when absent. */
  country?: string;
  verifiedName?: string;
  id?: string;
  digits?: string;
}

export interface NumberView {
  id: string;
  businessId: string;
  wabaId: string;
  /** Without plus, as webhooks show it. */
  digits: string;
  displayPhoneNumber: string;
  country: string;
  verifiedName: string;
  qualityRating: string;
  status: string;
}

/** Who speaks. Known by BSUID, else phone, else username; made when unknown. */
export interface CustomerRef {
  name?: string;
  /** Any spelling; null or absent hides the phone. */
  phone?: string | null;
  bsuid?: string;
  username?: string | null;
  country?: string;
}

export interface CustomerView {
  bsuid: string;
  name: string;
  phone: string | null;
  username: string | null;
  country: string;
  stoppedMarketing: boolean;
}

export type MediaType = "image" | "audio" | "video" | "document" | "sticker";

/** An inbound message in the shape of its webhook; `media` brings the bytes of a media type. */
export interface InboundMessage {
  type: string;
  text?: { body: string };
  reaction?: { message_id: string; emoji?: string };
  location?: { latitude: number; longitude: number; name?: string; address?: string; url?: string };
  contacts?: Json[];
  button?: { text: string; payload: string };
  interactive?: Json;
  order?: Json;
  edit?: { original_message_id: string; message: Json };
  revoke?: { original_message_id: string };
  system?: Json;
  unsupported?: { type: string };
  image?: { caption?: string };
  video?: { caption?: string };
  document?: { caption?: string; filename?: string };
  audio?: { voice?: boolean };
  sticker?: { animated?: boolean };
  /** Base64 bytes, the carrier's own sample of the type (of a sound: what is said in it), or a file above 100 MB: 131052 comes in its place. */
  media?:
    | { bytes: string; mimeType: string; filename?: string }
    | { sample: true; spoken?: string }
    | { tooLarge: true };
  context?: { id?: string; forwarded?: boolean; frequently_forwarded?: boolean };
  /** A click on an ad: opens the way to a free entry point window. */
  referral?: Json;
}

export interface Inbound {
  customer: CustomerRef;
  message: InboundMessage;
  /** Seconds since 1970 on the business clock; now when absent. */
  timestamp?: number;
}

export interface InboundResult {
  wamid: string;
  customer: CustomerView;
}

export interface ThreadMessage {
  id: string;
  direction: "in" | "out" | "echo";
  type: string;
  content: Json;
  at: number;
  context: Json | null;
  /** `accepted`, `held`, `sent`, `delivered`, `read`, `failed`; `received` for the customer's own. */
  status: string;
  reached: Reached[];
  error: { code: number; details: string } | null;
  pricing: Pricing | null;
  rendered: Json | null;
  reactions: { by: "customer" | "business"; emoji: string }[];
  media: { id: string; mimeType: string; filename: string | null; size: number } | null;
  edited: boolean;
  revoked: boolean;
  readByBusiness: boolean;
}

export interface ThreadView {
  customer: CustomerView;
  messages: ThreadMessage[];
  windowOpenUntil: number | null;
  entryPointUntil: number | null;
  businessIsTyping: boolean;
}

export interface ThreadSummary {
  customer: CustomerView;
  lastMessage: ThreadMessage | null;
  /** Messages of the business that the customer has not read. */
  unread: number;
}

export interface FaultReport {
  settings: FaultSettings;
  fired: Record<FaultName, number>;
  /** Payloads that were answered 200, and sends that were accepted, since the start. */
  webhooks: number;
  sends: number;
}

/** How fast things happen and how webhooks travel. Not kept over a restart. */
export interface CarrierSettings {
  reviewSeconds: number;
  statusDelaysMs: { sent: number; delivered: number; read: number; held: number };
  webhooks: WebhookOptions;
}

export interface SettingsReport extends CarrierSettings {
  /** Since the start: payloads answered 200, updates in them, attempts that failed, updates nobody listened to. */
  counts: { payloads: number; updates: number; failedAttempts: number; dropped: number; expired: number };
  /** Updates not yet acknowledged. */
  pending: number;
  /** Messages of which a status is still to be told: each becomes an update in its time. */
  unfinished: number;
}

/** An account, quality, template or person event that a test or a demo lets happen. */
export type CarrierEvent =
  | { type: "raw"; field: string; value: Json; phoneId?: string }
  | { type: "template.status"; templateId: string; status: string; reason?: string }
  /** With `at` (seconds, business clock) it is only announced for then; without, done. */
  | { type: "template.category"; templateId: string; category: string; at?: number }
  | { type: "template.quality"; templateId: string; score: "GREEN" | "YELLOW" | "RED" | "UNKNOWN" }
  | { type: "template.pacing"; templateId: string; pacing: boolean; held?: "release" | "drop" }
  | { type: "number.quality"; phoneId: string; rating: "GREEN" | "YELLOW" | "RED" | "UNKNOWN" }
  | { type: "number.name"; phoneId: string; decision: "APPROVED" | "DECLINED"; name?: string }
  | { type: "number.throughput"; phoneId: string; level: "STANDARD" | "HIGH" }
  | { type: "number.status"; phoneId: string; status: string }
  | { type: "account.limit"; limit: MessagingLimit }
  | { type: "account.review"; decision: string }
  | { type: "account.update"; event: string; details?: Json };

/** What a person does besides writing. */
export type CustomerAct =
  | { type: "preference"; value: "stop" | "resume" }
  | { type: "user-id" }
  | { type: "number-change"; phone: string };
