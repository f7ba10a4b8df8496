import { defaultShouldDehydrateQuery, QueryClient } from "@tanstack/react-query";
import superjson from "superjson";

/** One per browser and organization, one per request on the server: pending queries travel with the page. */
export function makeQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: { staleTime: 30_000, retry: (count, error) => count < 2 && isTransient(error) },
      dehydrate: {
        serializeData: superjson.serialize,
        shouldDehydrateQuery: (query) =>
          defaultShouldDehydrateQuery(query) || query.state.status === "pending",
      },
      hydrate: { deserializeData: superjson.deserialize },
    },
  });
}

/** Without a code of ours nobody answered; UNAVAILABLE says that somebody will. All else is an answer. */
export function isTransient(error: unknown): boolean {
  const code = errorCode(error);
  return code === null || code === "UNAVAILABLE";
}

/** The code of a failed call (server/errors.ts, or UNEXPECTED), null when the server could not be reached. */
export function errorCode(error: unknown): string | null {
  const { code } = dataOf(error);
  return code === undefined ? null : String(code);
}

/** The ids and figures that came with the code. */
export function errorDetails(error: unknown): Record<string, unknown> {
  const { details } = dataOf(error);
  return typeof details === "object" && details !== null ? { ...details } : {};
}

function dataOf(error: unknown): Record<string, unknown> {
  const data = typeof error === "object" && error !== null && "data" in error ? error.data : null;
  return typeof data === "object" && data !== null ? { ...data } : {};
}
