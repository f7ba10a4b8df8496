import { parseArgs } from "node:util";
import { told, untilTold } from "@/server/local/until-told";
import { startJobs } from "./server";

/**
 * `npm run local -- jobs [--port P] [--database-url URL] [--app-url URL] [--lease-ms N]`: one engine, until
 * it is told to end. Flags left out come from PORT (+2), DATABASE_OWNER_URL and APP_URL; the keys only from
 * INNGEST_EVENT_KEY and INNGEST_SIGNING_KEY, since arguments show in the list of processes.
 * Prints {"name","url"} when it listens; what is wrong goes to standard error as {"error"}, with exit code 1.
 */
export async function main(argv: string[]): Promise<void> {
  try {
    const jobs = await startJobs(readArguments(argv));
    process.stdout.write(`${JSON.stringify({ name: jobs.name, url: jobs.url })}\n`);
    await told(untilTold());
    await jobs.close();
  } catch (error) {
    process.stderr.write(`${JSON.stringify({ error: (error as Error).message })}\n`);
    process.exitCode = 1;
  }
}

function readArguments(argv: string[]) {
  const text = { type: "string" } as const;
  const options = { port: text, "database-url": text, "app-url": text, "lease-ms": text };
  const { values } = parseArgs({ args: argv, options, strict: true });
  return {
    port: Number(values.port ?? Number(process.env.PORT ?? 3000) + 2),
    databaseUrl: values["database-url"] ?? wanted("DATABASE_OWNER_URL"),
    appUrl: values["app-url"] ?? `${wanted("APP_URL")}/api/inngest`,
    eventKey: wanted("INNGEST_EVENT_KEY"),
    signingKey: wanted("INNGEST_SIGNING_KEY"),
    leaseMs: Number(values["lease-ms"] ?? 15_000),
    log: (message: string) => process.stderr.write(`${message}\n`),
  };
}

function wanted(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is missing.`);
  return value;
}
