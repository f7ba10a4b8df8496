import postgres from "postgres";

/** Creates the database that an owner's address names, unless it exists. */
export async function createDatabase(ownerUrl: string): Promise<void> {
  const url = new URL(ownerUrl);
  const name = url.pathname.slice(1);
  url.pathname = "/postgres";
  const sql = postgres(url.href, { max: 1, onnotice: () => undefined });
  try {
    const [found] = await sql`select 1 from pg_database where datname = ${name}`;
    if (!found) await sql`create database ${sql(name)}`;
  } finally {
    await sql.end();
  }
}

/** Whether there is no organization yet. Rejects when the owner is not allowed to see them all. */
export async function isEmpty(ownerUrl: string): Promise<boolean> {
  const sql = postgres(ownerUrl, { max: 1, onnotice: () => undefined, connection: { row_security: "off" } });
  try {
    const [row] = await sql`select exists (select from organizations) as found`;
    return !row?.found;
  } finally {
    await sql.end();
  }
}
