import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  hkdfSync,
  randomBytes,
  timingSafeEqual,
} from "node:crypto";
import { env } from "./env";

/**
 * Seals a secret of an organization: `v1.<key id>.<iv>.<tag>.<ciphertext>` (base64url), AES-256-GCM under a key derived
 * per organization from the active key of ENCRYPTION_KEYS, bound to organization and purpose so that it cannot be moved.
 */
export function seal(orgId: string, purpose: string, secret: string): string {
  const [kid, key] = activeKey();
  const iv = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", orgKey(key, orgId), iv).setAAD(
    Buffer.from(`${orgId}|${purpose}`),
  );
  const text = Buffer.concat([cipher.update(secret, "utf8"), cipher.final()]);
  return ["v1", kid, ...[iv, cipher.getAuthTag(), text].map((b) => b.toString("base64url"))].join(".");
}

/** Opens what seal() made, under any key that is still listed. Throws when it was moved, changed or its key is gone. */
export function open(orgId: string, purpose: string, sealed: string): string {
  const [version, kid = "", iv = "", tag = "", text = ""] = sealed.split(".");
  const key = keys().get(kid);
  if (version !== "v1" || !key) throw new Error(`No key ${kid} to open a sealed ${purpose}`);
  const decipher = createDecipheriv("aes-256-gcm", orgKey(key, orgId), Buffer.from(iv, "base64url"))
    .setAAD(Buffer.from(`${orgId}|${purpose}`))
    .setAuthTag(Buffer.from(tag, "base64url"));
  return Buffer.concat([decipher.update(Buffer.from(text, "base64url")), decipher.final()]).toString("utf8");
}

/** 256 random bits as text for links, verify tokens and the like; only its hash is stored. */
export function newToken(): string {
  return randomBytes(32).toString("base64url");
}

export function hashToken(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}

/** Whether `signature` ("sha256=<hex>") is the HMAC of the raw bytes, compared in constant time. */
export function signedBy(secret: string, raw: Uint8Array, signature: string | null): boolean {
  const given = Buffer.from(signature?.match(/^sha256=([0-9a-f]{64})$/)?.[1] ?? "", "hex");
  const wanted = createHmac("sha256", secret).update(raw).digest();
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}

/** What a link of ours is for: a link of one kind opens nothing of another. */
export type LinkKind = "unsubscribe" | "confirm" | "click";

/** What a link names: an organization, one thing of it, and a word. */
export interface LinkFacts {
  orgId: string;
  id: string;
  word: string;
}

/** A token that only we can have made, and that needs no row: what it names, and an HMAC under a key of the organization. */
export function signLink(kind: LinkKind, { orgId, id, word }: LinkFacts): string {
  const [, key] = activeKey();
  const facts = Buffer.concat([uuidBytes(orgId), uuidBytes(id), Buffer.from(word, "utf8")]);
  return `${facts.toString("base64url")}.${linkMac(key, orgId, kind, facts).toString("base64url")}`;
}

/** What a token of signLink() names, under any key that is still listed; null for what we did not make. */
export function readLink(kind: LinkKind, token: string): LinkFacts | null {
  const [, first = "", second = ""] = /^([\w-]{43,120})\.([\w-]{32})$/.exec(token) ?? [];
  const [facts, mac] = [Buffer.from(first, "base64url"), Buffer.from(second, "base64url")];
  if (facts.length < 32 || mac.length !== 24) return null;
  const [orgId, id] = [uuidOf(facts.subarray(0, 16)), uuidOf(facts.subarray(16, 32))];
  const ours = [...keys().values()].some((key) => timingSafeEqual(linkMac(key, orgId, kind, facts), mac));
  return ours ? { orgId, id, word: facts.subarray(32).toString("utf8") } : null;
}

function linkMac(key: Buffer, orgId: string, kind: LinkKind, facts: Buffer): Buffer {
  const own = Buffer.from(hkdfSync("sha256", key, orgId, `hilo/link/${kind}`, 32));
  return createHmac("sha256", own).update(facts).digest().subarray(0, 24);
}

const uuidBytes = (id: string) => Buffer.from(id.replaceAll("-", ""), "hex");

function uuidOf(bytes: Buffer): string {
  return bytes.toString("hex").replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

export function sameText(a: string, b: string): boolean {
  const [x, y] = [a, b].map((s) => createHash("sha256").update(s).digest()) as [Buffer, Buffer];
  return timingSafeEqual(x, y);
}

function keys(): Map<string, Buffer> {
  return new Map(
    env()
      .ENCRYPTION_KEYS.split(",")
      .map((entry) => {
        const [kid = "", key = ""] = entry.split(":");
        return [kid.trim(), Buffer.from(key.trim(), "base64")];
      }),
  );
}

function activeKey(): [string, Buffer] {
  const first = keys().entries().next().value;
  if (!first) throw new Error("ENCRYPTION_KEYS is empty");
  return first;
}

function orgKey(key: Buffer, orgId: string): Buffer {
  return Buffer.from(hkdfSync("sha256", key, orgId, "hilo/organization", 32));
}
