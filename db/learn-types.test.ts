import { expect, test } from "vitest";
import { withDatabase } from "@/server/testing/environment";
import { connect } from "./client";

const database = withDatabase();

test("what the first connection learns of arrays serves those that come after it", async () => {
  const pool = connect(database.current.url, true, 5);
  await pool`select 1`;
  await expect.poll(() => (pool.options as { fetch_types: boolean }).fetch_types).toBe(false);
  // Each holds its connection, so that the later ones are new.
  const rows = await Promise.all(
    [1, 2, 3, 4].map(
      (n) => pool<{ words: string[]; numbers: number[] }[]>`
        select ${["a", 'b"c', "d\\e"]}::text[] as words, array[${n}::int, 2] as numbers, pg_sleep(0.2)::text`,
    ),
  );
  expect(rows.map(([row]) => row?.numbers)).toEqual([1, 2, 3, 4].map((n) => [n, 2]));
  for (const [row] of rows) expect(row?.words).toEqual(["a", 'b"c', "d\\e"]);
  await pool.end();
});
