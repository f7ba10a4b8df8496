import { expect, test } from "vitest";
import { Batches } from "./batches";

test("what arrives for one key while its batch runs is the next batch; other keys go on beside it", async () => {
  const ran: string[] = [];
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  const batches = new Batches<number, number>({ lanes: 2, most: 10 }, async (key, items) => {
    ran.push(`${key}:${items.join()}`);
    if (ran.length === 1) await held;
    return items.map((n) => n * 2);
  });
  const first = batches.add("a", 1);
  await new Promise(setImmediate);
  const second = [batches.add("a", 2), batches.add("a", 3)];
  expect(await batches.add("b", 4)).toBe(8);
  release();
  expect(await Promise.all([first, ...second])).toEqual([2, 4, 6]);
  expect(ran).toEqual(["a:1", "b:4", "a:2,3"]);
});

test("no batch is larger than allowed, and a failed one fails its own items alone", async () => {
  const sizes: number[] = [];
  const batches = new Batches<number, number>({ lanes: 1, most: 2 }, async (_, items) => {
    sizes.push(items.length);
    if (items.includes(3)) throw new Error("no");
    return items;
  });
  const results = await Promise.allSettled([1, 2, 3, 4, 5].map((n) => batches.add("a", n)));
  expect(sizes).toEqual([2, 2, 1]);
  expect(results.map((r) => r.status)).toEqual([
    "fulfilled",
    "fulfilled",
    "rejected",
    "rejected",
    "fulfilled",
  ]);
});
