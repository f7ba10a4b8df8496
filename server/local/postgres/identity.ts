import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";

/** The account that PostgreSQL runs as; empty means the one of this process. */
export interface Identity {
  uid?: number;
  gid?: number;
}

/**
 * PostgreSQL refuses to run as root: then it becomes `postgres`, or `nobody` where that does not exist.
 * No account is ever created.
 */
export function postgresIdentity(): Identity {
  if (process.getuid?.() !== 0) return {};
  const identity = account("postgres") ?? account("nobody");
  if (!identity)
    throw new Error("PostgreSQL cannot run as root, and there is no account postgres or nobody.");
  return identity;
}

/** Whether that account can use a path, every folder above it included. */
export function canReach(path: string, identity: Identity): boolean {
  if (identity.uid === undefined) return true;
  return spawnSync("/bin/ls", ["-d", `${path}/.`], { ...identity, cwd: "/", stdio: "ignore" }).status === 0;
}

function account(name: string): Identity | undefined {
  const fields = readFileSync("/etc/passwd", "utf8")
    .split("\n")
    .map((line) => line.split(":"))
    .find(([user]) => user === name);
  return fields ? { uid: Number(fields[2]), gid: Number(fields[3]) } : undefined;
}
