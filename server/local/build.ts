import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { projectRoot } from "./project";

/** What goes into a build; the installed packages are taken by their lock file. */
const sources = ["app", "components", "server", "db", "messages", "public"];
const files = [
  "next.config.js",
  "postcss.config.mjs",
  "tsconfig.json",
  "package-lock.json",
  "proxy.ts",
  "instrumentation.ts",
];

/** Whether `.next` holds a build of the sources as they are now. */
export function isBuilt(): boolean {
  const stamp = path.join(projectRoot, ".next/sources.sha256");
  const id = path.join(projectRoot, ".next/BUILD_ID");
  return existsSync(id) && existsSync(stamp) && readFileSync(stamp, "utf8") === fingerprint();
}

/** Builds for production. Rejects with what the build printed. */
export async function build(): Promise<void> {
  const print = fingerprint();
  const next = path.join(projectRoot, "node_modules/next/dist/bin/next");
  const child = spawn(process.execPath, [next, "build"], {
    cwd: projectRoot,
    env: { ...process.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk: Buffer) => (output += chunk));
  const [code] = await once(child, "close");
  if (code !== 0) throw new Error(`The build failed:\n${output.slice(-6_000)}`);
  writeFileSync(path.join(projectRoot, ".next/sources.sha256"), print);
}

function fingerprint(): string {
  const hash = createHash("sha256");
  for (const file of [...sources.flatMap(filesIn), ...files].sort()) {
    const full = path.join(projectRoot, file);
    if (existsSync(full)) hash.update(`${file}\0`).update(readFileSync(full));
  }
  return hash.digest("hex");
}

function filesIn(folder: string): string[] {
  const full = path.join(projectRoot, folder);
  if (!existsSync(full)) return [];
  return (readdirSync(full, { recursive: true }) as string[])
    .filter(
      (name) =>
        !/\.(test|e2e)\.tsx?$/.test(name) &&
        !name.startsWith("testing") &&
        statSync(path.join(full, name)).isFile(),
    )
    .map((name) => path.join(folder, name));
}
