import { z } from "zod";
import type { Call } from "../http";
import { AdminError } from "./errors";

const callback = z.object({ url: z.url().max(200), verifyToken: z.string() });
const tier = z.enum(["TIER_250", "TIER_2K", "TIER_10K", "TIER_100K", "TIER_UNLIMITED"]);
const limits = z.enum(["meta", "relaxed"]);
const reads = z.enum(["manual", "auto"]);
const score = z.enum(["GREEN", "YELLOW", "RED", "UNKNOWN"]);
export const json = z.record(z.string(), z.unknown());
const share = z.number().min(0).max(1);
const timezone = z.string().refine(isTimezone, "not an IANA time zone");

export const newBusiness = z.object({
  name: z.string().min(1),
  timezone: timezone.optional(),
  currency: z.string().length(3).optional(),
  id: z.string().optional(),
  wabaId: z.string().optional(),
  appId: z.string().optional(),
  appSecret: z.string().optional(),
  accessToken: z.string().optional(),
  callback: callback.optional(),
  clockOffsetMs: z.number().int().optional(),
  messagingLimit: tier.optional(),
  limits: limits.optional(),
  reads: reads.optional(),
});

export const businessChange = z.object({
  name: z.string().min(1).optional(),
  callback: callback.nullable().optional(),
  messagingLimit: tier.optional(),
  limits: limits.optional(),
  reads: reads.optional(),
  allowedRecipients: z.array(z.string()).nullable().optional(),
  locked: z.boolean().optional(),
  accessToken: z.string().min(1).optional(),
});

export const newNumber = z.object({
  country: z.string().length(2).toUpperCase().optional(),
  verifiedName: z.string().min(1).optional(),
  id: z.string().optional(),
  digits: z
    .string()
    .regex(/^\d{7,15}$/)
    .optional(),
});

export const customerRef = z.object({
  name: z.string().min(1).optional(),
  phone: z.string().min(5).nullable().optional(),
  bsuid: z
    .string()
    .regex(/^[A-Z]{2}\.[A-Za-z0-9]{1,128}$/)
    .optional(),
  username: z.string().min(1).nullable().optional(),
  country: z.string().length(2).optional(),
});

const media = z.union([
  z.object({ bytes: z.base64(), mimeType: z.string().min(3), filename: z.string().optional() }),
  z.object({ sample: z.literal(true), spoken: z.string().max(10_000).optional() }),
  z.object({ tooLarge: z.literal(true) }),
]);
const said = z.looseObject({
  type: z.string().min(1),
  media: media.optional(),
  contacts: z.array(json).optional(),
});

export const inbound = z.object({
  customer: customerRef,
  message: said,
  timestamp: z.number().int().positive().optional(),
});
export const clock = z.object({ offsetMs: z.number().int() });
export const read = z.object({ customer: z.string(), upTo: z.string().optional() });
export const echoed = z.object({ customer: customerRef, type: z.string().min(1), content: json });

export const act = z.object({
  customer: z.string(),
  act: z.discriminatedUnion("type", [
    z.object({ type: z.literal("preference"), value: z.enum(["stop", "resume"]) }),
    z.object({ type: z.literal("user-id") }),
    z.object({ type: z.literal("number-change"), phone: z.string() }),
  ]),
});

export const event = z.discriminatedUnion("type", [
  z.object({ type: z.literal("raw"), field: z.string(), value: json, phoneId: z.string().optional() }),
  z.object({
    type: z.literal("template.status"),
    templateId: z.string(),
    status: z.string(),
    reason: z.string().optional(),
  }),
  z.object({
    type: z.literal("template.category"),
    templateId: z.string(),
    category: z.string(),
    at: z.number().int().optional(),
  }),
  z.object({ type: z.literal("template.quality"), templateId: z.string(), score }),
  z.object({
    type: z.literal("template.pacing"),
    templateId: z.string(),
    pacing: z.boolean(),
    held: z.enum(["release", "drop"]).optional(),
  }),
  z.object({ type: z.literal("number.quality"), phoneId: z.string(), rating: score }),
  z.object({
    type: z.literal("number.name"),
    phoneId: z.string(),
    decision: z.enum(["APPROVED", "DECLINED"]),
    name: z.string().optional(),
  }),
  z.object({
    type: z.literal("number.throughput"),
    phoneId: z.string(),
    level: z.enum(["STANDARD", "HIGH"]),
  }),
  z.object({ type: z.literal("number.status"), phoneId: z.string(), status: z.string() }),
  z.object({ type: z.literal("account.limit"), limit: tier }),
  z.object({ type: z.literal("account.review"), decision: z.string() }),
  z.object({ type: z.literal("account.update"), event: z.string(), details: json.optional() }),
]);

export const faults = z.object({
  seed: z.number().int().optional(),
  duplicates: share.optional(),
  reordered: share.optional(),
  delayed: share.optional(),
  delayMaxMs: z.number().int().min(0).optional(),
  severed: share.optional(),
  carrier5xx: share.optional(),
});

export const settings = z.object({
  reviewSeconds: z.number().min(0).optional(),
  statusDelaysMs: z
    .object({ sent: z.number(), delivered: z.number(), read: z.number(), held: z.number() })
    .partial()
    .optional(),
  webhooks: z
    .object({
      maxBatch: z.number().int().min(1).max(1_000),
      gatherMs: z.number().int().min(0),
      concurrency: z.number().int().min(1),
      timeoutMs: z.number().int().min(1),
      retryBaseMs: z.number().int().min(1),
      retryMaxMs: z.number().int().min(1),
      retryForMs: z.number().int().min(1),
    })
    .partial()
    .optional(),
});

/** The body of an admin call, in the shape asked for. @throws AdminError 400 `invalid` that names what is wrong */
export function parseBody<T>(schema: z.ZodType<T>, call: Call): T {
  const result = schema.safeParse(parseJson(call));
  if (result.success) return result.data;
  throw new AdminError(400, "invalid", z.prettifyError(result.error));
}

function parseJson(call: Call): unknown {
  if (call.body.length === 0) return {};
  try {
    return JSON.parse(call.body.toString("utf8"));
  } catch {
    throw new AdminError(400, "invalid", "the body is not JSON");
  }
}

function isTimezone(name: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
