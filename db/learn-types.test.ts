import { expect, test } from "vitest";
import { withDatabase } from "@/server/testing/environment";
import { startGate } from "@/server/testing/gate";
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

test("a database that was not there at first is asked again, so that later connections ask for nothing", async () => {
  const url = new URL(database.current.url);
  const gate = await startGate(Number(url.port));
  gate.silence();
  url.port = String(gate.port);
  const pool = connect(url.href, true, 2);
  await expect(pool`select 1`).rejects.toThrow();
  gate.open();
  await expect.poll(() => (pool.options as { fetch_types: boolean }).fetch_types).toBe(false);
  await pool.end();
  await gate.close();
});
