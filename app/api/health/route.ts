import { health } from "@/server/health";

export const dynamic = "force-dynamic";

/** 200 when every part is ready; else 503 with the names of those that are not. */
export async function GET(): Promise<Response> {
  const parts = await health();
  const down = Object.entries(parts).filter(([, ok]) => !ok);
  return Response.json(
    { ok: down.length === 0, parts, down: down.map(([name]) => name) },
    { status: down.length === 0 ? 200 : 503 },
  );
}
