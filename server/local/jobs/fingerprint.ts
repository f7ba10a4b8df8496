import { createHash } from "node:crypto";

/** A short digest of a text: for keys that must be plain, short and telling apart. */
export function fingerprint(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 32);
}
