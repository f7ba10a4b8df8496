import { parseArgs } from "node:util";
import { z } from "zod";
import { realtimeApp } from "./apps";
import { startRealtime } from "./server";

const argument = z.object({
  port: z.coerce.number().int().min(0).max(65_535),
  host: z.string().default("127.0.0.1"),
  apps: z.array(realtimeApp).min(1),
});

/**
 * `npm run local -- realtime --port P --apps '[{"id","key","secret","clientMessages"}]' [--host H]`: runs until
 * SIGTERM or SIGINT. Prints {"name","url"} when it listens; what is wrong goes to standard error as {"error"},
 * with exit code 1.
 */
export async function main(argv: string[]): Promise<void> {
  try {
    const server = await startRealtime(readArguments(argv));
    process.stdout.write(`${JSON.stringify({ name: server.name, url: server.url })}\n`);
    await nextSignal();
    await server.close();
  } catch (error) {
    process.stderr.write(`${JSON.stringify({ error: sentence(error) })}\n`);
    process.exitCode = 1;
  }
}

function readArguments(argv: string[]) {
  const options = { port: { type: "string" }, host: { type: "string" }, apps: { type: "string" } } as const;
  const { values } = parseArgs({ args: argv, options, strict: true });
  if (values.port === undefined) throw new Error("--port is missing");
  if (values.apps === undefined) throw new Error("--apps is missing");
  return argument.parse({ ...values, apps: parseApps(values.apps) });
}

function parseApps(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // The text holds secrets, and the parser's own message would quote it.
    throw new Error("--apps is not JSON");
  }
}

function nextSignal(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, () => resolve());
  });
}

function sentence(error: unknown): string {
  if (error instanceof z.ZodError) {
    return error.issues.map(({ path, message }) => `--${path.join(".")}: ${message}`).join("; ");
  }
  return error instanceof Error ? error.message : String(error);
}
