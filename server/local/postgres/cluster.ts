import { spawnSync } from "node:child_process";
import { chownSync, existsSync, mkdirSync, realpathSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { Binaries } from "./binaries";
import { placeElsewhere } from "./elsewhere";
import { canReach, type Identity } from "./identity";

/**
 * Creates the cluster in `dataDir`, unless one is there, and returns where it really is.
 * A home of root cannot be entered by other accounts: then the data live in /var/tmp and `dataDir` is a link.
 * Without a password everybody on this machine may sign in.
 */
export async function prepareCluster(
  dataDir: string,
  binaries: Binaries,
  identity: Identity,
  password?: string,
): Promise<string> {
  const dir = await place(path.resolve(dataDir), identity);
  if (existsSync(path.join(dir, "PG_VERSION"))) return dir;
  // Made aside and moved, so that a run killed half-way leaves nothing that looks finished.
  const draft = `${dir}.draft`;
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(draft, { mode: 0o700 });
  give(draft, identity);
  initdb(draft, binaries, identity, password);
  rmSync(dir, { recursive: true, force: true });
  renameSync(draft, dir);
  return dir;
}

/** A plain environment: neither the locale nor the settings of this shell reach the server. */
export function postgresEnv(): NodeJS.ProcessEnv {
  return { NODE_ENV: "production", PATH: process.env.PATH ?? "/usr/bin:/bin", LC_ALL: "C", TZ: "UTC" };
}

async function place(wanted: string, identity: Identity): Promise<string> {
  const parent = path.dirname(wanted);
  mkdirSync(parent, { recursive: true });
  if (existsSync(wanted)) return realpathSync(wanted);
  return canReach(parent, identity) ? wanted : placeElsewhere(wanted);
}

function initdb(dir: string, binaries: Binaries, identity: Identity, password?: string): void {
  const locale = ["--encoding=UTF8", "--no-locale", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"];
  const passwordFile = `${dir}.password`;
  if (password) {
    writeFileSync(passwordFile, password, { mode: 0o600 });
    give(passwordFile, identity);
  }
  const access = password ? ["--auth=scram-sha-256", `--pwfile=${passwordFile}`] : ["--auth=trust"];
  const args = ["-D", dir, "-U", "postgres", "--no-sync", ...locale, ...access];
  const result = spawnSync(binaries.initdb, args, {
    ...identity,
    cwd: "/",
    env: postgresEnv(),
    encoding: "utf8",
  });
  rmSync(passwordFile, { force: true });
  if (result.status === 0) return;
  throw new Error(`PostgreSQL could not create ${dir}: ${result.stderr || result.error}`);
}

function give(file: string, { uid, gid }: Identity): void {
  if (uid !== undefined && gid !== undefined) chownSync(file, uid, gid);
}
