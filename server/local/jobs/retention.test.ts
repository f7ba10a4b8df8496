import postgres from "postgres";
import { expect, test } from "vitest";
import { testDatabase } from "@/server/testing/database";
import { forget } from "./retention";
import { migrate } from "./tables";

test("what ended long ago is forgotten, what runs is not; making the tables again changes nothing", async () => {
  const database = await testDatabase();
  const sql = postgres(database.ownerUrl, { max: 4, onnotice: () => undefined });
  await Promise.all([migrate(sql), migrate(sql)]);
  await sql`
    insert into jobs.run (id, function_id, status, events, queue, limits, created_at, ended_at) values
      ('old', 'f', 'completed', '[]', 'f', '[]', '2026-01-01', '2026-01-02'),
      ('recent', 'f', 'failed', '[]', 'f', '[]', '2026-01-01', '2026-01-09'),
      ('running', 'f', 'running', '[]', 'f', '[]', '2026-01-01', null)`;
  await sql`insert into jobs.step (run_id, id, result) values ('old', 'a', '{}')`;
  await sql`
    insert into jobs.event (id, name, body, received_at, routed) values
      ('old', 'e', '{}', '2026-01-01', true), ('waiting', 'e', '{}', '2026-01-01', false)`;
  const [resting, busy] = [Date.parse("2026-01-09"), Date.parse("2026-01-11")];
  await sql`insert into jobs.pace (key, spent_until) values ('resting', ${resting}), ('busy', ${busy})`;
  const now = () => new Date("2026-01-10T00:00:00Z");
  await forget({ sql, now }, 7);
  await migrate(sql);
  expect((await sql`select id from jobs.run order by id`).map(({ id }) => id)).toEqual(["recent", "running"]);
  expect(await sql`select from jobs.step`).toHaveLength(0);
  expect((await sql`select id from jobs.event`).map(({ id }) => id)).toEqual(["waiting"]);
  expect((await sql`select key from jobs.pace`).map(({ key }) => key)).toEqual(["busy"]);
  await sql.end();
  await database.drop();
});
