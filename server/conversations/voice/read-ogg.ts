import { readHead } from "./opus";
import { checksum } from "./write-ogg";

export interface OggOpus {
  channels: number;
  /** How long it sounds, ms. */
  durationMs: number;
}

/** What an Ogg file holds; null unless every page of it is whole and it is Opus. */
export function readOgg(bytes: Buffer): OggOpus | null {
  let [head, granule]: [ReturnType<typeof readHead>, bigint] = [null, 0n];
  for (let at = 0; at < bytes.length; ) {
    const page = pageAt(bytes, at);
    if (!page) return null;
    if (at === 0) {
      head = readHead(bytes.subarray(page.body, page.end));
      if (!head) return null;
    }
    // -1: no packet ends on this page.
    if (page.granule >= 0n) granule = page.granule;
    at = page.end;
  }
  if (!head) return null;
  return { channels: head.channels, durationMs: Math.max(0, Number(granule) - head.preSkip) / 48 };
}

function pageAt(bytes: Buffer, at: number): { body: number; end: number; granule: bigint } | null {
  if (bytes.length < at + 27 || bytes.toString("latin1", at, at + 4) !== "OggS") return null;
  const segments = bytes[at + 26] ?? 0;
  const body = at + 27 + segments;
  const end = bytes.subarray(at + 27, body).reduce((sum, length) => sum + length, body);
  if (end > bytes.length) return null;
  const whole = Buffer.from(bytes.subarray(at, end));
  const claimed = whole.readUInt32LE(22);
  whole.writeUInt32LE(0, 22);
  return checksum(whole) === claimed ? { body, end, granule: bytes.readBigInt64LE(at + 6) } : null;
}
