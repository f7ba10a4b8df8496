import path from "node:path";
import { variableNames } from "@/server/env";
import type { Secrets } from "./secrets";

/** What is started on this machine when the environment does not name something else. */
export type PartName = "postgres" | "jobs" | "realtime" | "carrier" | "mail" | "bank" | "transcription";

/** Variables by name; absent and empty mean the same. */
export type Given = Record<string, string | undefined>;

export interface LocalEnvironment {
  /** Complete: what was given, and a value of this machine for everything else. */
  env: Record<string, string>;
  /** What must be started for that to be true. */
  parts: Set<PartName>;
}

/** The ports of one copy, all counted from the port of the web app; +5 is kept for Stripe. */
export function localPorts(web: number) {
  return {
    web,
    postgres: web + 1,
    jobs: web + 2,
    realtime: web + 3,
    carrier: web + 4,
    mail: web + 6,
    smtp: web + 7,
    bank: web + 8,
    transcription: web + 9,
  };
}

/**
 * Fills every gap of the environment with a value for one machine. A part is taken whole: whoever names
 * another realtime service, say, names all of its variables.
 */
export function localEnvironment(
  web: number,
  localDir: string,
  secrets: Secrets,
  given: Given,
): LocalEnvironment {
  const parts = new Set((Object.keys(deciding) as PartName[]).filter((part) => !given[deciding[part]]));
  const ports = localPorts(web);
  // Named though empty, so that neither this process's environment nor an .env file fills them behind our back.
  const env: Record<string, string> = Object.fromEntries(variableNames.map((name) => [name, ""]));
  Object.assign(env, general(web, localDir, secrets, given));
  for (const part of parts) Object.assign(env, variables[part](ports, secrets));
  for (const [name, value] of Object.entries(given)) if (value) env[name] = value;
  return { env: { ...env, PORT: String(web), LOCAL_DIR: localDir }, parts };
}

/** Which variable decides: without it the part runs here. */
const deciding: Record<PartName, string> = {
  postgres: "DATABASE_URL",
  jobs: "INNGEST_EVENT_KEY",
  realtime: "PUSHER_KEY",
  carrier: "SANDBOX_URL",
  mail: "SMTP_URL",
  bank: "BANK_URL",
  transcription: "TRANSCRIPTION_URL",
};

const variables: Record<
  PartName,
  (ports: ReturnType<typeof localPorts>, secrets: Secrets) => Record<string, string>
> = {
  postgres: ({ postgres }, secrets) => ({
    DATABASE_URL: `postgres://app:${secrets.databaseApp}@127.0.0.1:${postgres}/hilo`,
    DATABASE_OWNER_URL: `postgres://postgres:${secrets.databaseOwner}@127.0.0.1:${postgres}/hilo`,
  }),
  jobs: ({ jobs }, secrets) => ({
    INNGEST_EVENT_KEY: secrets.jobsEvent,
    INNGEST_SIGNING_KEY: secrets.jobsSigning,
    INNGEST_BASE_URL: `http://127.0.0.1:${jobs}`,
  }),
  realtime: ({ realtime }, secrets) => ({
    PUSHER_APP_ID: "hilo",
    PUSHER_KEY: secrets.realtimeKey,
    PUSHER_SECRET: secrets.realtime,
    PUSHER_HOST: "127.0.0.1",
    PUSHER_PORT: String(realtime),
    PUSHER_TLS: "off",
  }),
  carrier: ({ carrier }, secrets) => ({
    SANDBOX_URL: `http://127.0.0.1:${carrier}`,
    SANDBOX_ADMIN_KEY: secrets.sandboxAdmin,
    WHATSAPP_GRAPH_URL: `http://127.0.0.1:${carrier}`,
  }),
  // The only address of this machine that an organization's connector may ask.
  bank: ({ bank }, secrets) => ({
    BANK_URL: `http://127.0.0.1:${bank}`,
    BANK_KEY: secrets.bank,
    EGRESS_ALLOW: `127.0.0.1:${bank}`,
  }),
  transcription: ({ transcription }, secrets) => ({
    TRANSCRIPTION_URL: `http://127.0.0.1:${transcription}`,
    TRANSCRIPTION_KEY: secrets.transcription,
    TRANSCRIPTION_MODEL: "whisper-1",
  }),
  mail: ({ smtp }) => ({ SMTP_URL: `smtp://127.0.0.1:${smtp}` }),
};

function general(web: number, localDir: string, secrets: Secrets, given: Given): Record<string, string> {
  const url = given.APP_URL || `http://localhost:${web}`;
  return {
    APP_URL: url,
    NEXTAUTH_URL: url,
    NEXTAUTH_SECRET: secrets.sessions,
    ENCRYPTION_KEYS: secrets.encryptionKeys,
    MAIL_FROM: "Hilo <hilo@localhost>",
    WHATSAPP_APP_ID: "100000000000001",
    WHATSAPP_APP_SECRET: secrets.whatsappApp,
    WHATSAPP_VERIFY_TOKEN: secrets.whatsappVerify,
    ...(given.SANDBOX_URL ? { WHATSAPP_GRAPH_URL: given.SANDBOX_URL } : {}),
    ...(given.S3_BUCKET ? {} : { STORAGE_DIR: path.join(localDir, "media") }),
    NEXT_TELEMETRY_DISABLED: "1",
  };
}
