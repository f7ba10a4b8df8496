import { spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { createInterface } from "node:readline";
import { z } from "zod";

const root = path.join(import.meta.dirname, "../..");

/**
 * Starts a copy for the page tests and puts its environment into ours, where tests and `baseURL` find it;
 * `HILO_URL` given beforehand names one that runs already. In a process of its own, so that neither the
 * runner's loader nor its load touches it.
 */
export default async function setup(): Promise<(() => Promise<void>) | undefined> {
  if (process.env.HILO_URL) return undefined;
  const script = path.join(root, "server/testing/serve.ts");
  const child = spawn(process.execPath, ["--import", "tsx", script], {
    cwd: root,
    stdio: ["ignore", "pipe", "inherit"],
  });
  const exited = once(child, "exit");
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
  const { value } = await lines.next();
  if (!value) throw new Error("The copy for the page tests did not start.");
  Object.assign(process.env, z.record(z.string(), z.string()).parse(JSON.parse(value)));
  return async () => {
    child.kill("SIGTERM");
    await exited;
  };
}
