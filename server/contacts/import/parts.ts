import { setImmediate } from "node:timers/promises";
import { storage } from "@/server/storage";
import { limits, UnreadableFile } from "./rules/file";

/** How much lies under one key: what a reader and a writer hold in memory. */
const partBytes = 4 * 1024 * 1024;

const partKey = (key: string, part: number) => `${key}/${part}`;

/**
 * Keeps a stream under a key, in parts of one size, so that no file is ever whole in memory and reading may begin anywhere.
 * @returns bytes kept. Throws UnreadableFile beyond the limit.
 */
export async function writeParts(key: string, bytes: AsyncIterable<Uint8Array>): Promise<number> {
  let [waiting, held, part, size]: [Uint8Array[], number, number, number] = [[], 0, 0, 0];
  for await (const chunk of bytes) {
    size += chunk.byteLength;
    if (size > limits.bytes) throw new UnreadableFile({ reason: "too-many-rows" });
    waiting.push(chunk);
    held += chunk.byteLength;
    if (held < partBytes) continue;
    const all = Buffer.concat(waiting);
    let from = 0;
    for (; all.length - from >= partBytes; from += partBytes)
      await storage().put(partKey(key, part++), all.subarray(from, from + partBytes), "text/csv");
    // A copy: what is left must not hold the whole of it.
    waiting = [Buffer.from(all.subarray(from))];
    held = all.length - from;
  }
  if (held > 0) await storage().put(partKey(key, part), Buffer.concat(waiting), "text/csv");
  return size;
}

/** How much is handed on at a time: a parser makes rows of all that it is given, at once. */
const sliceBytes = 64 * 1024;

/** The bytes of a file of `size` from a place on, with room between them for whatever else waits for its turn. */
export async function* readParts(key: string, size: number, from = 0): AsyncGenerator<Buffer> {
  for (let part = Math.floor(from / partBytes); part * partBytes < size; part++) {
    const bytes = await storage().get(partKey(key, part));
    for (let at = Math.max(0, from - part * partBytes); at < bytes.length; at += sliceBytes) {
      yield bytes.subarray(at, at + sliceBytes);
      await setImmediate();
    }
  }
}

export async function deleteParts(key: string, size: number): Promise<void> {
  for (let part = 0; part * partBytes < size; part++) await storage().delete(partKey(key, part));
}
