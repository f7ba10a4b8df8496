import "server-only";
import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import { createTRPCOptionsProxy } from "@trpc/tanstack-react-query";
import { headers } from "next/headers";
import { cache, type ReactNode } from "react";
import { makeQueryClient } from "@/components/query-client";
import { currentSession } from "./auth-session";
import { clientIp } from "./client-ip";
import { type AppRouter, appRouter, callerFor } from "./router";
import { makeContext } from "./trpc";

const getQueryClient = cache(makeQueryClient);

const contextFor = cache(async (slug: string | null) => {
  const given = await headers();
  return makeContext({ claims: await currentSession(), slug, headers: given, ip: clientIp(given) });
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

/** Hands what was prefetched above it to the client components below. */
export function HydrateClient({ children }: { children: ReactNode }) {
  return <HydrationBoundary state={dehydrate(getQueryClient())}>{children}</HydrationBoundary>;
}
