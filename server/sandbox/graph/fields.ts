import type { Json } from "../model";

/** The fields that a caller asked for, always with `id`; the defaults when none are named. */
export function selectFields(all: Json, query: URLSearchParams, defaults: string[]): Json {
  const asked = query
    .get("fields")
    ?.split(",")
    .map((field) => field.trim().replace(/[.({].*$/, ""));
  const names = ["id", ...(asked ?? defaults)];
  return Object.fromEntries(Object.entries(all).filter(([name]) => names.includes(name)));
}

/** One page of a Graph list: `data` and cursors. `limit` and `after` come from the query. */
export function page<T>(items: T[], query: URLSearchParams, address: string): { data: T[]; paging?: Json } {
  const limit = Math.min(Math.max(Number(query.get("limit") ?? 25) || 25, 1), 1_000);
  const start = fromCursor(query.get("after"));
  const data = items.slice(start, start + limit);
  if (data.length === 0) return { data };
  const cursors = { before: toCursor(start), after: toCursor(start + data.length) };
  if (start + limit >= items.length) return { data, paging: { cursors } };
  const next = new URL(address);
  for (const [key, value] of query) if (key !== "access_token") next.searchParams.set(key, value);
  next.searchParams.set("after", cursors.after);
  return { data, paging: { cursors, next: next.toString() } };
}

function toCursor(index: number): string {
  return Buffer.from(`at:${index}`).toString("base64url");
}

function fromCursor(cursor: string | null): number {
  const match = /^at:(\d+)$/.exec(Buffer.from(cursor ?? "", "base64url").toString());
  return Number(match?.[1] ?? 0);
}
