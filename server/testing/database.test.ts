import postgres from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type TestDatabase, testDatabase } from "./database";

let database: TestDatabase;
let other: TestDatabase;

beforeAll(async () => {
  [database, other] = await Promise.all([testDatabase(), testDatabase()]);
});
afterAll(async () => {
  await Promise.all([database.drop(), other.drop()]);
});

test("the app's role can neither bypass row-level security nor create anything for others", async () => {
  const sql = postgres(database.url, { max: 1 });
  const [role] =
    await sql`select rolname, rolsuper, rolbypassrls, rolcreaterole from pg_roles where rolname = current_user`;
  expect(role).toEqual({ rolname: "app", rolsuper: false, rolbypassrls: false, rolcreaterole: false });
  await sql.end();
});

test("two databases do not see each other's tables", async () => {
  const mine = postgres(database.ownerUrl, { max: 1 });
  const theirs = postgres(other.ownerUrl, { max: 1 });
  await mine`create table only_here (id int)`;
  const [row] = await theirs`select to_regclass('public.only_here') as found`;
  expect(row).toEqual({ found: null });
  await Promise.all([mine.end(), theirs.end()]);
});

test("the extensions that the schema counts on are there", async () => {
  const sql = postgres(database.ownerUrl, { max: 1 });
  const rows = await sql<{ extname: string }[]>`select extname from pg_extension order by 1`;
  expect(rows.map((row) => row.extname)).toEqual(
    expect.arrayContaining(["citext", "pg_trgm", "pgcrypto", "unaccent"]),
  );
  await sql.end();
});
