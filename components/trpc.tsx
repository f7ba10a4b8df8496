"use client";

import { QueryClientProvider } from "@tanstack/react-query";
import { createTRPCClient, httpBatchLink } from "@trpc/client";
import { createTRPCContext } from "@trpc/tanstack-react-query";
import { type ReactNode, useState } from "react";
import superjson from "superjson";
import type { AppRouter } from "@/server/router";
import { makeQueryClient } from "./query-client";
import { tellingActs } from "./realtime/acted";

const context = createTRPCContext<AppRouter>();
export const { useTRPC, useTRPCClient } = context;

/**
 * Gives the components below it the API. `org` is the organization of the URL, null on pages without one; give the
 * element `key={org}` as well, so that nothing cached of one organization is ever shown in another.
 */
export function TrpcProvider({ org, children }: { org: string | null; children: ReactNode }) {
  const [queryClient] = useState(makeQueryClient);
  const [client] = useState(() => makeClient(org));
  return (
    <QueryClientProvider client={queryClient}>
      <context.TRPCProvider trpcClient={client} queryClient={queryClient}>
        {children}
      </context.TRPCProvider>
    </QueryClientProvider>
  );
}

/** What browsers carry on with for a page that was left is limited, 64 KB for all of it together: small writes. */
const carriedOn = 8_000;

/** A write that is under way when its page is left still arrives. */
const outlivingThePage: typeof fetch = (address, options) =>
  fetch(address, {
    ...options,
    keepalive: typeof options?.body === "string" && options.body.length < carriedOn,
  });

function makeClient(org: string | null) {
  return createTRPCClient<AppRouter>({
    links: [
      tellingActs,
      httpBatchLink({
        url: "/api/trpc",
        transformer: superjson,
        // The server refuses more than 20 calls in one request.
        maxItems: 10,
        maxURLLength: 4_000,
        headers: org ? { "x-hilo-org": org } : {},
        fetch: outlivingThePage,
      }),
    ],
  });
}
