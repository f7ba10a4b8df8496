import { spawnSync } from "node:child_process";
import { readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";

/** What `postmaster.pid` says of the server that wrote it. */
export interface Postmaster {
  pid: number;
  port: number;
  /** `starting`, `ready`, `stopping` … */
  status: string;
}

/** The lock file of a data directory, or undefined when there is none. */
export function readPostmaster(dir: string): Postmaster | undefined {
  try {
    const lines = readFileSync(path.join(dir, "postmaster.pid"), "utf8").split("\n");
    return { pid: Number(lines[0]), port: Number(lines[3]), status: (lines[7] ?? "").trim() };
  } catch {
    return undefined;
  }
}

/**
 * Removes the lock file that a killed server left behind. A server that is just ending gets a moment;
 * one that lives makes this throw, since two servers on one directory would destroy it.
 */
export async function clearStaleLock(dir: string): Promise<void> {
  const giveUp = Date.now() + 3_000;
  for (;;) {
    const holder = readPostmaster(dir);
    if (!holder) return;
    if (!isPostgres(holder.pid)) return rmSync(path.join(dir, "postmaster.pid"), { force: true });
    if (Date.now() > giveUp) {
      throw new Error(
        `The database in ${dir} is in use by a running PostgreSQL (process ${holder.pid}, port ${holder.port}).`,
      );
    }
    await wait(50);
  }
}

/** The number of a killed server may have been given to any other process since. */
function isPostgres(pid: number): boolean {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8").includes("postgres");
  } catch {
    if (process.platform === "linux") return false;
  }
  const found = spawnSync("ps", ["-o", "stat=,args=", "-p", String(pid)], { encoding: "utf8" });
  return found.status === 0 && !found.stdout.startsWith("Z") && found.stdout.includes("postgres");
}
