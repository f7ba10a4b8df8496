import { expect, test } from "vitest";
import { inChunks } from "./in-chunks";

const ids = Array.from({ length: 250 }, (_, i) => `${i}`);

test("works a hundred at a time, and names those that are refused", async () => {
  const chunks: number[] = [];
  const progress: number[] = [];
  const gone = new Set(["7", "130"]);
  const outcome = await inChunks(
    ids,
    async (chunk) => {
      chunks.push(chunk.length);
      if (chunk.some((id) => gone.has(id))) throw { data: { code: "NOT_FOUND" } };
      return chunk.includes("240") ? [{ id: "240", code: "CONVERSATION_CLOSED" }] : [];
    },
    (handled) => progress.push(handled),
  );
  expect(outcome.done).toBe(247);
  expect(outcome.refused).toEqual([
    { id: "7", code: "NOT_FOUND" },
    { id: "130", code: "NOT_FOUND" },
    { id: "240", code: "CONVERSATION_CLOSED" },
  ]);
  expect(progress).toEqual([100, 200, 250]);
  expect(Math.max(...chunks)).toBe(100);
});

test("what fails otherwise is refused as a whole, and the rest goes on", async () => {
  const outcome = await inChunks(
    ids,
    async (chunk) => {
      if (chunk.includes("0")) throw { data: { code: "FORBIDDEN" } };
      return [];
    },
    () => {},
  );
  expect(outcome.done).toBe(150);
  expect(new Set(outcome.refused.map((r) => r.code))).toEqual(new Set(["FORBIDDEN"]));
});
