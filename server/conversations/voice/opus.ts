/** An Opus recording, out of whatever container it came in. */
export interface OpusStream {
  /** The identification header of RFC 7845, as both containers carry it: "OpusHead"… */
  head: Buffer;
  packets: Buffer[];
}

const SILK = [10, 20, 40, 60];
const CELT = [2.5, 5, 10, 20];

/** How long a packet sounds, in samples at 48 kHz, by its first byte (RFC 6716 §3.1). */
export function samplesOf(packet: Buffer): number {
  const toc = packet[0] ?? 0;
  const config = toc >> 3;
  const frame = config < 12 ? SILK[config % 4] : config < 16 ? [10, 20][config % 2] : CELT[config % 4];
  const code = toc & 3;
  const frames = code === 0 ? 1 : code === 3 ? (packet[1] ?? 0) & 63 : 2;
  return (frame ?? 20) * frames * 48;
}

/** Channels and the samples to skip at the start; null for what is no Opus header. */
export function readHead(head: Buffer): { channels: number; preSkip: number } | null {
  if (head.length < 19 || head.toString("latin1", 0, 8) !== "OpusHead") return null;
  return { channels: head[9] ?? 0, preSkip: head.readUInt16LE(10) };
}
