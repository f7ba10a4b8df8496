import "server-only";
import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import { createTRPCOptionsProxy } from "@trpc/tanstack-react-query";
import { headers } from "next/headers";
import { cache, type ReactNode } from "react";
import { makeQueryClient } from "@/components/query-client";
import { currentSession, scopeForRequest } from "./auth-session";
import { clientIp } from "./client-ip";
import { type AppRouter, appRouter, callerFor } from "./router";
import { makeContext, memberOf } from "./trpc";

const getQueryClient = cache(makeQueryClient);

const contextFor = cache(async (slug: string | null) => {
  const given = await headers();
  const claims = await currentSession();
  // The gate's own answer, so that one page is drawn for one scope even while it changes.
  const member = () => (slug === null ? memberOf(claims, null) : scopeForRequest(slug));
  return makeContext({ claims, headers: given, ip: clientIp(given), member });
});

/**
 * The API for server components of one organization: `prefetch(trpcFor(slug).inbox.list.queryOptions())`, then the
 * client components below <HydrateClient> find the data, with `useSuspenseQuery`, without asking again.
 */
export const trpcFor = cache((slug: string | null) =>
  createTRPCOptionsProxy<AppRouter>({
    ctx: () => contextFor(slug),
    router: appRouter,
    queryClient: getQueryClient,
  }),
);

/** The API for a server component that shows the answer itself: `(await apiFor(slug)).ledger.summary()`. */
export const apiFor = cache(async (slug: string | null) => callerFor(await contextFor(slug)));

type Options = Parameters<ReturnType<typeof makeQueryClient>["prefetchQuery"]>[0];

/** Starts a query without waiting for it; the page streams it to the browser. */
export function prefetch<T extends { queryKey: unknown }>(options: T): void {
  void getQueryClient().prefetchQuery(options as unknown as Options);
}

/**
 * Waits for queries, so that the first HTML shows their data and the browser starts from the same. For what is on screen at
 * once: a query only started would be answered between the server's drawing and the browser's, and the two would differ.
 */
export async function preload(
  queries: { queryKey: unknown }[],
  pages: { queryKey: unknown }[] = [],
): Promise<void> {
  const client = getQueryClient();
  await Promise.all([
    ...queries.map((options) => client.prefetchQuery(options as unknown as Options)),
    ...pages.map((options) => client.prefetchInfiniteQuery(options as never)),
  ]);
}

/** Hands what was prefetched above it to the client components below. */
export function HydrateClient({ children }: { children: ReactNode }) {
  return <HydrationBoundary state={dehydrate(getQueryClient())}>{children}</HydrationBoundary>;
}
