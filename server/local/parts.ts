import path from "node:path";
import { localPorts, type PartName } from "./environment";
import type { Postgres } from "./postgres/server";
import type { Secrets } from "./secrets";
import type { StandIn } from "./stand-in";

/** What a part needs to know of its copy. */
export interface PartContext {
  web: number;
  localDir: string;
  secrets: Secrets;
  env: Record<string, string>;
  /** false: the database may lose its data with the machine. */
  durable: boolean;
  onDeath: (reason: string) => void;
}

/** The parts that were started, by name. */
export interface Parts extends Partial<Record<PartName, StandIn>> {
  postgres?: Postgres;
}

/** How each part starts. They are loaded on demand: a copy that uses real services never reads their code. */
export const starters: Record<Exclude<PartName, "postgres">, (context: PartContext) => Promise<StandIn>> & {
  postgres: (context: PartContext) => Promise<Postgres>;
} = {
  postgres: async ({ web, localDir, secrets, durable, onDeath }) => {
    const { startPostgres } = await import("./postgres/server");
    const dataDir = path.join(localDir, "postgres");
    const password = secrets.databaseOwner;
    return startPostgres({ port: localPorts(web).postgres, dataDir, durable, password, onDeath });
  },
  jobs: async ({ web, env }) => {
    const { startJobs } = await import("./jobs/server");
    return startJobs({
      port: localPorts(web).jobs,
      databaseUrl: variable(env, "DATABASE_OWNER_URL"),
      appUrl: `http://127.0.0.1:${web}/api/inngest`,
      eventKey: variable(env, "INNGEST_EVENT_KEY"),
      signingKey: variable(env, "INNGEST_SIGNING_KEY"),
    });
  },
  realtime: async ({ web, env }) => {
    const { startRealtime } = await import("./realtime/server");
    const id = variable(env, "PUSHER_APP_ID");
    const app = {
      id,
      key: variable(env, "PUSHER_KEY"),
      secret: variable(env, "PUSHER_SECRET"),
      clientMessages: true,
    };
    return startRealtime({ port: localPorts(web).realtime, apps: [app] });
  },
  carrier: async ({ web, localDir, env }) => {
    const { startCarrier } = await import("@/server/sandbox/server");
    const adminKey = variable(env, "SANDBOX_ADMIN_KEY");
    return startCarrier({ port: localPorts(web).carrier, dataDir: path.join(localDir, "carrier"), adminKey });
  },
  mail: async ({ web, localDir }) => {
    const { startMail } = await import("./mail/server");
    const { mail, smtp } = localPorts(web);
    return startMail({ port: mail, smtpPort: smtp, dataDir: path.join(localDir, "mail") });
  },
  bank: async ({ web, env }) => {
    const { startBank } = await import("./bank/server");
    return startBank({ port: localPorts(web).bank, key: variable(env, "BANK_KEY") });
  },
  transcription: async ({ web, env }) => {
    const { startTranscription } = await import("./transcription/server");
    return startTranscription({
      port: localPorts(web).transcription,
      key: variable(env, "TRANSCRIPTION_KEY"),
    });
  },
};

function variable(env: Record<string, string>, name: string): string {
  const value = env[name];
  if (!value)
    throw new Error(`${name} is not set, which a part of this machine needs beside the service you named.`);
  return value;
}
