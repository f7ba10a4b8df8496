import { type OpusStream, readHead, samplesOf } from "./opus";

/** Packets of one page sound about a second: players seek by pages. */
const PAGE_SAMPLES = 48_000;
const MOST_SEGMENTS = 255;

const FIRST = 2;
const LAST = 4;

/** An Opus stream as an Ogg file (RFC 3533, RFC 7845): the header alone, the comments, then the sound. */
export function writeOgg({ head, packets }: OpusStream, serial = 1): Buffer {
  const pages = [page({ flags: FIRST, granule: 0, serial, place: 0, packets: [head] })];
  pages.push(page({ flags: 0, granule: 0, serial, place: 1, packets: [comments()] }));
  const preSkip = readHead(head)?.preSkip ?? 0;
  let [granule, from, segments] = [preSkip, 0, 0];
  let since = granule;
  packets.forEach((packet, i) => {
    granule += samplesOf(packet);
    segments += Math.floor(packet.length / 255) + 1;
    const next = packets[i + 1];
    const full = next ? segments + Math.floor(next.length / 255) + 1 > MOST_SEGMENTS : true;
    if (!full && granule - since < PAGE_SAMPLES) return;
    const said = packets.slice(from, i + 1);
    pages.push(page({ flags: next ? 0 : LAST, granule, serial, place: pages.length, packets: said }));
    [from, segments, since] = [i + 1, 0, granule];
  });
  return Buffer.concat(pages);
}

interface Page {
  flags: number;
  /** Samples at 48 kHz up to its last packet. */
  granule: number;
  serial: number;
  place: number;
  packets: Buffer[];
}

function page({ flags, granule, serial, place, packets }: Page): Buffer {
  const lacing = packets.flatMap(({ length }) => [
    ...new Array<number>(Math.floor(length / 255)).fill(255),
    length % 255,
  ]);
  const header = Buffer.alloc(27);
  header.write("OggS", 0, "latin1");
  header[5] = flags;
  header.writeBigInt64LE(BigInt(Math.round(granule)), 6);
  header.writeUInt32LE(serial, 14);
  header.writeUInt32LE(place, 18);
  header[26] = lacing.length;
  const whole = Buffer.concat([header, Buffer.from(lacing), ...packets]);
  whole.writeUInt32LE(checksum(whole), 22);
  return whole;
}

function comments(): Buffer {
  const vendor = Buffer.from("Hilo");
  const tags = Buffer.alloc(8 + 4 + vendor.length + 4);
  tags.write("OpusTags", 0, "latin1");
  tags.writeUInt32LE(vendor.length, 8);
  vendor.copy(tags, 12);
  return tags;
}

const TABLE = Array.from({ length: 256 }, (_, byte) => {
  let rest = byte << 24;
  for (let bit = 0; bit < 8; bit++) rest = rest & 0x80000000 ? (rest << 1) ^ 0x04c11db7 : rest << 1;
  return rest >>> 0;
});

/** Ogg's own CRC-32: neither reflected nor inverted. */
export function checksum(bytes: Buffer): number {
  let crc = 0;
  for (const byte of bytes) crc = ((crc << 8) ^ (TABLE[((crc >>> 24) ^ byte) & 255] ?? 0)) >>> 0;
  return crc;
}
