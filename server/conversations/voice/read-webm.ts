import type { OpusStream } from "./opus";

const SEGMENT = 0x18538067;
const TRACKS = 0x1654ae6b;
const TRACK = 0xae;
const CLUSTER = 0x1f43b675;
const GROUP = 0xa0;
const CODEC = 0x86;
const PRIVATE = 0x63a2;
const SIMPLE_BLOCK = 0xa3;
const BLOCK = 0xa1;
const HEADER = 0x1a45dfa3;

/** What is entered instead of being skipped: then a recorder's elements of unknown length need no end. */
const ENTERED = new Set([SEGMENT, TRACKS, TRACK, CLUSTER, GROUP]);

/** The Opus track of a WebM recording (RFC 9559). Null for what is no such recording, or ends in the middle of an element. */
export function readWebm(bytes: Buffer): OpusStream | null {
  if (bytes.length < 4 || bytes.readUInt32BE(0) !== HEADER) return null;
  let [codec, head]: [string, Buffer | null] = ["", null];
  const packets: Buffer[] = [];
  for (let at = 0; at < bytes.length; ) {
    const element = elementAt(bytes, at);
    if (!element) return null;
    const { id, start, end } = element;
    if (ENTERED.has(id)) {
      at = start;
      continue;
    }
    if (end > bytes.length) return null;
    const data = bytes.subarray(start, end);
    if (id === CODEC) codec = data.toString("latin1");
    if (id === PRIVATE) head = data;
    if (id === SIMPLE_BLOCK || id === BLOCK) {
      const packet = packetOf(data);
      if (!packet) return null;
      packets.push(packet);
    }
    at = end;
  }
  return codec === "A_OPUS" && head && packets.length > 0 ? { head, packets } : null;
}

interface Element {
  id: number;
  start: number;
  end: number;
}

function elementAt(bytes: Buffer, at: number): Element | null {
  const id = vint(bytes, at, false);
  const size = id && vint(bytes, at + id.length, true);
  if (!id || !size) return null;
  const start = at + id.length + size.length;
  return { id: id.value, start, end: start + size.value };
}

/** A number of variable length: the leading zeros of its first byte say how many bytes follow. An id keeps its marker. */
function vint(bytes: Buffer, at: number, bare: boolean): { value: number; length: number } | null {
  const first = bytes[at];
  if (!first) return null;
  const length = Math.clz32(first) - 23;
  if (at + length > bytes.length) return null;
  let value = bare ? first & (0xff >> length) : first;
  for (let i = 1; i < length; i++) value = value * 256 + (bytes[at + i] ?? 0);
  return { value, length };
}

/** Without its track, time and flags. Recorders lace no audio; what is laced is not understood. */
function packetOf(block: Buffer): Buffer | null {
  const track = vint(block, 0, true);
  if (!track || block.length < track.length + 4) return null;
  const laced = (block[track.length + 2] ?? 0) & 0x06;
  return laced ? null : block.subarray(track.length + 3);
}
