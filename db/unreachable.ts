/** Codes of Node, postgres.js and PostgreSQL that say: not there, not now, or going away. */
const codes = new Set([
  "ECONNREFUSED",
  "ECONNRESET",
  "EPIPE",
  "ETIMEDOUT",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "ENOTFOUND",
  "EAI_AGAIN",
  "CONNECT_TIMEOUT",
  "CONNECTION_CLOSED",
  "CONNECTION_ENDED",
  "CONNECTION_DESTROYED",
  "57P01",
  "57P02",
  "57P03",
  "53300",
]);

/** Whether an error says that the database is not there, as opposed to refusing a statement. */
export function unreachable(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return ("code" in error && codes.has(String(error.code))) || unreachable(error.cause);
}

/** What somebody gets who waited for a connection in vain. */
export function noConnection(): Error {
  return Object.assign(new Error("No connection to the database in time."), { code: "CONNECT_TIMEOUT" });
}
