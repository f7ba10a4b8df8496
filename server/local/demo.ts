import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import { isEmpty } from "./database";
import { projectRoot } from "./project";

const demo = z.object({
  signIns: z.array(z.object({ email: z.string(), password: z.string(), org: z.string(), role: z.string() })),
});

/** One account of the demo. */
export type SignIn = z.infer<typeof demo>["signIns"][number];

/**
 * Loads the demo into an empty database and returns its accounts, which are kept in `<localDir>/demo.json`
 * for the next start. A database with organizations is left as it is.
 */
export async function seedDemo(
  localDir: string,
  env: Record<string, string>,
  signal?: AbortSignal,
): Promise<SignIn[]> {
  const kept = path.join(localDir, "demo.json");
  const script = path.join(projectRoot, "db/seed-demo.ts");
  const owner = env.DATABASE_OWNER_URL;
  if (owner && existsSync(script) && (await isEmpty(owner))) {
    const output = await run(script, env, signal);
    // What the product logs meanwhile goes to standard output too.
    const said = output.split("\n").findLast((line) => line.startsWith('{"signIns"'));
    const answer = demo.parse(JSON.parse(said ?? "{}"));
    writeFileSync(kept, `${JSON.stringify(answer, null, 2)}\n`, { mode: 0o600 });
  }
  return existsSync(kept) ? demo.parse(JSON.parse(readFileSync(kept, "utf8"))).signIns : [];
}

async function run(script: string, env: Record<string, string>, signal?: AbortSignal): Promise<string> {
  const child = spawn(process.execPath, ["--import", "tsx", script], {
    cwd: projectRoot,
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "pipe"],
    signal,
  });
  let output = "";
  let errors = "";
  child.stdout.on("data", (chunk: Buffer) => (output += chunk));
  child.stderr.on("data", (chunk: Buffer) => (errors += chunk));
  const [code] = await once(child, "close");
  if (code !== 0) throw new Error(`The demo could not be loaded: ${errors.trim() || output.trim()}`);
  return output;
}
