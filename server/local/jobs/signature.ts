import { createHash, createHmac, timingSafeEqual } from "node:crypto";

const TOLERANCE_S = 300;

/** The header `x-inngest-signature` of a request body (parsed JSON) or a response body (its text). */
export function sign(body: unknown, signingKey: string, seconds = Math.floor(Date.now() / 1000)): string {
  return `t=${seconds}&s=${mac(body, signingKey, String(seconds))}`;
}

/** Whether the header was made with this key, from this body, within five minutes. */
export function verify(header: string | undefined, body: unknown, signingKey: string): boolean {
  const parts = new URLSearchParams(header ?? "");
  const seconds = parts.get("t") ?? "";
  if (Math.abs(Date.now() / 1000 - Number(seconds || Number.NaN)) <= TOLERANCE_S) {
    return sameText(parts.get("s") ?? "", mac(body, signingKey, seconds));
  }
  return false;
}

/** The bearer token by which the SDK names itself: the hash of the key's bytes behind its prefix. */
export function bearer(signingKey: string): string {
  const prefix = /^signkey-\w+-/.exec(signingKey)?.[0] ?? "";
  const bytes = Buffer.from(signingKey.slice(prefix.length), "hex");
  return `${prefix}${createHash("sha256").update(bytes).digest("hex")}`;
}

/** Compares in a time that does not tell where the texts differ. */
export function sameText(a: string, b: string): boolean {
  const digest = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(a), digest(b));
}

/** The HMAC key is the text of the signing key without its prefix, not the bytes it spells. */
function mac(body: unknown, signingKey: string, seconds: string): string {
  const text = typeof body === "string" ? body : canonical(body);
  return createHmac("sha256", signingKey.replace(/^signkey-\w+-/, ""))
    .update(text + seconds)
    .digest("hex");
}

/** Sorted keys, as the SDK sorts them: an object with a key `toJSON` stays as it is, surrogates are escaped. */
function canonical(value: unknown): string {
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  if ((value as { toJSON?: unknown }).toJSON != null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  const object = value as Record<string, unknown>;
  const keys = Object.keys(object).sort();
  return `{${keys.map((key) => `${JSON.stringify(key)}:${canonical(object[key])}`).join(",")}}`;
}
