import { createHash, createHmac, randomInt } from "node:crypto";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { Carrier } from "./carrier";
import { DAY, MINUTE } from "./clock";
import type { Media, PhoneNumber } from "./model";

const LIVES = { upload: 30 * DAY, inbound: 7 * DAY };
const URL_LIVES = 5 * MINUTE;

/** Bytes and what they are, on their way into the store. */
export interface MediaFile {
  bytes: Buffer;
  mimeType: string;
  filename: string | null;
  origin: Media["origin"];
}

/** Keeps a file under a new media id: the bytes first, then the journal's line. */
export function saveMedia(carrier: Carrier, number: PhoneNumber, file: MediaFile): Media {
  const media: Media = {
    id: `${randomInt(10 ** 7, 10 ** 8)}${randomInt(10 ** 7, 10 ** 8)}`,
    businessId: number.businessId,
    phoneId: number.id,
    mimeType: file.mimeType,
    sha256: createHash("sha256").update(file.bytes).digest("hex"),
    size: file.bytes.length,
    filename: file.filename,
    origin: file.origin,
    createdAt: carrier.now(carrier.businessOf(number)),
  };
  mkdirSync(carrier.mediaDir, { recursive: true });
  writeFileSync(path.join(carrier.mediaDir, media.id), file.bytes);
  carrier.record({ kind: "media", record: media });
  return media;
}

/** Media that is still there: 30 days for uploads, 7 for what customers sent. */
export function liveMedia(carrier: Carrier, businessId: string, id: string): Media | undefined {
  const media = carrier.state.media.get(id);
  const business = carrier.state.businesses.get(businessId);
  if (!media || !business || media.businessId !== businessId) return undefined;
  return carrier.now(business) < media.createdAt + LIVES[media.origin] ? media : undefined;
}

export function readMedia(carrier: Carrier, media: Media): Buffer {
  return readFileSync(path.join(carrier.mediaDir, media.id));
}

export function removeMedia(carrier: Carrier, media: Media): void {
  carrier.record({ kind: "media.removed", id: media.id });
  rmSync(path.join(carrier.mediaDir, media.id), { force: true });
}

/** An address that serves the bytes for 5 minutes of the business clock, to the holder of the token. */
export function mediaUrl(carrier: Carrier, media: Media, now: number): string {
  const expires = now + URL_LIVES;
  return `${carrier.url}/_media/${media.id}?ext=${expires}&hash=${sign(carrier, media.id, expires)}`;
}

export function isLiveUrl(carrier: Carrier, id: string, query: URLSearchParams, now: number): boolean {
  const expires = Number(query.get("ext"));
  return now < expires && query.get("hash") === sign(carrier, id, expires);
}

function sign(carrier: Carrier, id: string, expires: number): string {
  return createHmac("sha256", carrier.adminKey).update(`${id}/${expires}`).digest("base64url");
}
