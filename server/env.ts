import { z } from "zod";

const onOff = z.enum(["on", "off"]).transform((value) => value === "on");
const port = z.coerce.number().int().min(1).max(65_535);
/** Without the slash that would double when a path is appended. */
const base = z.url().transform((url) => url.replace(/\/+$/, ""));
const keys = z.string().regex(/^[\w-]+:[A-Za-z0-9+/=]+(,[\w-]+:[A-Za-z0-9+/=]+)*$/);
const hosts = z
  .string()
  .regex(/^[^\s,]+:\d+(,[^\s,]+:\d+)*$/)
  .transform((list) => list.split(","));

const schema = z.object({
  APP_URL: base.describe("the address that people open, without a path"),
  NEXTAUTH_SECRET: z.string().min(32).describe("at least 32 random characters that sign the sessions"),
  DATABASE_URL: z.url().describe("the PostgreSQL database, for the role app"),
  DATABASE_PREPARE: onOff.default(true).describe("off behind a transaction pooler, else on"),
  ENCRYPTION_KEYS: keys.describe("id:base64 of 32 bytes, separated by commas, the first one encrypts"),
  INNGEST_EVENT_KEY: z.string().min(1).describe("the event key of the job engine"),
  INNGEST_SIGNING_KEY: z.string().min(1).describe("the signing key of the job engine"),
  INNGEST_BASE_URL: base.optional().describe("a self-hosted job engine; absent for Inngest Cloud"),
  PUSHER_APP_ID: z.string().min(1).describe("the app of the realtime service"),
  PUSHER_KEY: z.string().min(1).describe("the public key of the realtime app"),
  PUSHER_SECRET: z.string().min(1).describe("the secret of the realtime app"),
  PUSHER_CLUSTER: z
    .string()
    .optional()
    .describe("the cluster at Pusher, e.g. sa1, when PUSHER_HOST is absent"),
  PUSHER_HOST: z.string().optional().describe("a compatible realtime server"),
  PUSHER_PORT: port.optional().describe("its port"),
  PUSHER_TLS: onOff.default(true).describe("whether it speaks TLS, on or off"),
  WHATSAPP_GRAPH_URL: base.describe("the Cloud API, normally https://graph.facebook.com"),
  WHATSAPP_APP_ID: z.string().min(1).describe("the platform's app at Meta"),
  WHATSAPP_APP_SECRET: z.string().min(1).describe("the secret that signs its webhooks"),
  WHATSAPP_VERIFY_TOKEN: z
    .string()
    .min(1)
    .describe("the word that Meta repeats when it verifies the callback"),
  SANDBOX_URL: base.describe("the sandbox carrier that every organization's first number lives on"),
  SANDBOX_ADMIN_KEY: z.string().min(1).describe("the key of the sandbox carrier's control API"),
  SMTP_URL: z.url().describe("the mail server, smtp:// or smtps://"),
  MAIL_FROM: z.string().min(3).describe("the sender of our mails, e.g. Hilo <hola@example.com>"),
  STORAGE_DIR: z.string().optional().describe("a directory for media, when S3_BUCKET is absent"),
  S3_BUCKET: z.string().optional().describe("a bucket for media"),
  S3_REGION: z.string().optional().describe("its region"),
  S3_ENDPOINT: base.optional().describe("an S3-compatible service other than Amazon's"),
  S3_ACCESS_KEY_ID: z.string().optional().describe("its access key; absent when the machine has a role"),
  S3_SECRET_ACCESS_KEY: z.string().optional().describe("the secret of that key"),
  EGRESS_ALLOW: hosts
    .default([])
    .describe("host:port, separated by commas, that connectors may ask although they are not public"),
  BANK_URL: base.optional().describe("the sample core-banking server that the demo's connector asks"),
  BANK_KEY: z.string().optional().describe("its key"),
  TRANSCRIPTION_URL: base
    .optional()
    .describe("a service that writes down voice messages, as OpenAI's does; absent: none are"),
  TRANSCRIPTION_KEY: z.string().optional().describe("its key; absent when it asks for none"),
  TRANSCRIPTION_MODEL: z.string().min(1).default("whisper-1").describe("which of its models listens"),
});

/** What the environment says, parsed: switches are booleans, ports numbers, addresses without a final slash. */
export type Env = z.infer<typeof schema>;

/** Every variable that the app reads. */
export const variableNames = Object.keys(schema.shape);

/** Of two variables one is enough; the first is named when both are missing. */
const alternatives = [
  ["PUSHER_CLUSTER", "PUSHER_HOST"],
  ["STORAGE_DIR", "S3_BUCKET"],
] as const;

let parsed: Env | undefined;

/** The environment, read at the first call: a build needs none. Throws the sentence of `parseEnv`. */
export function env(): Env {
  parsed ??= parseEnv(process.env);
  return parsed;
}

/** Throws one sentence that names the first variable which is missing or makes no sense. Empty counts as missing. */
export function parseEnv(source: Record<string, string | undefined>): Env {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ""));
  const result = schema.safeParse(given);
  if (!result.success) throw new Error(complaint(String(result.error.issues[0]?.path[0]), given));
  for (const [first, second] of alternatives) {
    if (!given[first] && !given[second])
      throw new Error(`${complaint(first, given).slice(0, -1)}, or ${second}.`);
  }
  return result.data;
}

function complaint(name: string, given: Record<string, string | undefined>): string {
  const meaning = schema.shape[name as keyof Env].description;
  return `${name} ${given[name] === undefined ? "is not set" : "is not valid"}: ${meaning}.`;
}
