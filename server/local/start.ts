import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";
import nextEnv from "@next/env";
import { parseEnv } from "@/server/env";
import { guard } from "./guard";
import { appFlags, projectRoot, webPort } from "./project";

/** `npm start`: the existing build against the services that the environment names. Nothing is filled in. */
function main(): void {
  nextEnv.loadEnvConfig(projectRoot, false, { info: () => undefined, error: fail });
  const { APP_URL } = parseEnv(process.env);
  if (!existsSync(path.join(projectRoot, ".next/BUILD_ID")))
    throw new Error("There is no build: run npm run build.");
  const next = path.join(projectRoot, "node_modules/next/dist/bin/next");
  const child = spawn(process.execPath, [...appFlags, next, "start", "-p", String(webPort(process.env))], {
    cwd: projectRoot,
    env: { ...process.env, NEXTAUTH_URL: APP_URL, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" },
    stdio: "inherit",
    detached: true,
  });
  const release = guard(-(child.pid ?? 0), "TERM");
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => child.kill(signal));
  child.once("error", (error) => fail(error.message));
  child.once("exit", (code) => {
    release();
    process.exit(code ?? 0);
  });
}

function fail(message: string): void {
  process.stderr.write(`${message}\n`);
  process.exitCode = 1;
}

try {
  main();
} catch (error) {
  fail((error as Error).message);
}
