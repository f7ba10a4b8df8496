import { rmSync } from "node:fs";
import path from "node:path";
import { closeSql } from "@/db/client";
import { launch } from "@/server/local/launcher";
import { freeBlock } from "@/server/local/ports";
import { projectRoot } from "@/server/local/project";
import { told, untilTold } from "@/server/local/until-told";
import { startOffices } from "./found-office";

/**
 * A copy for the page tests: the production build with the demo, on free ports, until it is told to end.
 * Prints its environment as one JSON line when it is ready. Its logs stay in .local/pages.
 */
async function main(): Promise<void> {
  const signal = untilTold();
  const port = await freeBlock();
  const localDir = path.join(projectRoot, ".local/pages", String(port));
  rmSync(localDir, { recursive: true, force: true });
  const copy = await launch({ mode: "built", port, localDir, durable: false, signal });
  // What founds offices acts as the copy does, on its database and its carrier.
  Object.assign(process.env, copy.env);
  const offices = await startOffices();
  const about = { ...copy.env, HILO_URL: copy.url, MAIL_URL: copy.parts.mail?.url, OFFICES_URL: offices.url };
  process.stdout.write(`${JSON.stringify(about)}\n`);
  await told(signal);
  await offices.close();
  await closeSql();
  await copy.stop();
}

main().catch((error: Error) => {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
});
