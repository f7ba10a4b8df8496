import { parseArgs } from "node:util";
import { z } from "zod";
import { realtimeApp } from "./apps";

const argument = z.object({
  port: z.coerce.number().int().min(0).max(65_535),
  host: z.string().default("127.0.0.1"),
  apps: z.array(realtimeApp).min(1),
});

/** Reads --port, --apps and --host. Throws what `sentence` can explain; never quotes the secrets in --apps. */
export function readArguments(argv: string[]) {
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

/** What went wrong, in one sentence. */
export function sentence(error: unknown): string {
  if (error instanceof z.ZodError) {
    return error.issues.map(({ path, message }) => `--${path.join(".")}: ${message}`).join("; ");
  }
  return error instanceof Error ? error.message : String(error);
}
