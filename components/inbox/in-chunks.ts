import { errorCode } from "@/components/query-client";

export interface Outcome {
  done: number;
  refused: { id: string; code: string }[];
}

/**
 * Runs `work` over the ids a hundred at a time, one after the other, and tells after each how far it is. A chunk that is refused as a
 * whole is split until the ones are found that it is refused for; `work` returns those that it refused by itself.
 */
export async function inChunks(
  ids: string[],
  work: (chunk: string[]) => Promise<Outcome["refused"]>,
  onProgress: (handled: number) => void,
  size = 100,
): Promise<Outcome> {
  const refused: Outcome["refused"] = [];
  const run = async (chunk: string[]): Promise<void> => {
    try {
      refused.push(...(await work(chunk)));
    } catch (error) {
      if (chunk.length === 1 || errorCode(error) !== "NOT_FOUND") {
        const code = errorCode(error) ?? "UNAVAILABLE";
        refused.push(...chunk.map((id) => ({ id, code })));
        return;
      }
      const middle = chunk.length >> 1;
      await run(chunk.slice(0, middle));
      await run(chunk.slice(middle));
    }
  };
  for (let at = 0; at < ids.length; at += size) {
    await run(ids.slice(at, at + size));
    onProgress(Math.min(at + size, ids.length));
  }
  return { done: ids.length - refused.length, refused };
}
