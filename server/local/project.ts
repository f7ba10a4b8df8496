import path from "node:path";

/** The directory of the checkout, wherever a command is called from. */
export const projectRoot = path.join(import.meta.dirname, "../..");

/** Where a copy keeps everything: `LOCAL_DIR`, or `.local` in the checkout. */
export function localDirectory(given: Record<string, string | undefined>): string {
  return path.resolve(projectRoot, given.LOCAL_DIR || ".local");
}

/** The port of the web app, from which all others are counted: `PORT`, or 3000. */
export function webPort(given: Record<string, string | undefined>): number {
  const port = Number(given.PORT || 3000);
  if (Number.isInteger(port) && port > 0 && port < 65_527) return port;
  throw new Error(`PORT is not valid: a number from 1 to 65526, since the nine ports above it are used too.`);
}

/** Node's flags for a built app: a request's short-lived objects fit into 64 MB, and collecting them takes a tenth less processor. */
export const appFlags = ["--max-semi-space-size=64"];
