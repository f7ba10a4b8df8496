import { createHash } from "node:crypto";
import {
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { clearStaleLock } from "./lock";

const shelter = "/var/tmp";
const prefix = "hilo-data-";

/**
 * A place for data that every account can reach, with a link to it from `wanted`: a home of root lets nobody in.
 * The link is the owner: data whose link was removed are removed too, the next time that a place is wanted.
 */
export async function placeElsewhere(wanted: string): Promise<string> {
  await removeOrphans();
  const key = createHash("sha256").update(wanted).digest("hex").slice(0, 16);
  const folder = path.join(shelter, `${prefix}${key}`);
  const data = path.join(folder, "data");
  // The link first: without it another start would take the place for an orphan.
  rmSync(wanted, { force: true });
  symlinkSync(data, wanted);
  mkdirSync(folder, { recursive: true, mode: 0o755 });
  if (!isOurs(folder)) throw new Error(`${folder} belongs to somebody else.`);
  writeFileSync(path.join(folder, "origin"), wanted);
  return data;
}

async function removeOrphans(): Promise<void> {
  const names = readdirSync(shelter).filter((name) => name.startsWith(prefix));
  for (const folder of names.map((name) => path.join(shelter, name)).filter(isOurs)) {
    const origin = path.join(folder, "origin");
    if (!existsSync(origin) || isLink(readFileSync(origin, "utf8"))) continue;
    // A server may still be running on them: then they stay.
    const idle = await clearStaleLock(path.join(folder, "data")).then(
      () => true,
      () => false,
    );
    if (idle) rmSync(folder, { recursive: true, force: true });
  }
}

function isOurs(folder: string): boolean {
  const { uid, mode } = lstatSync(folder);
  return uid === process.getuid?.() && (mode & 0o022) === 0;
}

function isLink(file: string): boolean {
  return lstatSync(file, { throwIfNoEntry: false })?.isSymbolicLink() ?? false;
}
