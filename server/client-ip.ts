/**
 * The address of the client, for rate limits only. The last entry is the one that our own edge appended;
 * what stands before it is the client's word. Next fills the header from the socket when nothing is in front.
 */
export function clientIp(headers: Headers): string {
  const hops = headers.get("x-forwarded-for")?.split(",") ?? [];
  return hops.at(-1)?.trim() || "unknown";
}
