import { sql } from "@/db/client";

/**
 * What the ingest is measured against (npm run bench): the least that a durable route can do. The benchmark makes the table and sets
 * the switch; anywhere else there is nothing here.
 */
export async function bareInsert(request: Request): Promise<Response> {
  if (process.env.HILO_BENCH_BASELINE !== "1") return new Response(null, { status: 404 });
  await sql()`insert into bench_parts (payload) values (${await request.text()})`;
  return new Response(null, { status: 200 });
}
