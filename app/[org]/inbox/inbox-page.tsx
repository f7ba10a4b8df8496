import { cookies } from "next/headers";
import { Inbox } from "@/components/inbox/inbox";
import { WIDTHS_COOKIE, widthsFromCookie } from "@/components/inbox/pane-widths";
import { RealtimeProvider } from "@/components/realtime/realtime";
import { gate } from "@/server/gate";
import { realtimeFor } from "@/server/realtime/for-member";
import { HydrateClient, prefetch, trpcFor } from "@/server/trpc-rsc";

type InboxPageProps = {
  org: string;
  conversationId: string | null;
  query: Record<string, string | string[] | undefined>;
};

/** The inbox with what it shows first already in it. */
export async function InboxPage({ org, conversationId, query }: InboxPageProps) {
  const scope = await gate(org, "conversations:read");
  const trpc = trpcFor(org);
  prefetch(trpc.conversations.counts.queryOptions());
  prefetch(trpc.channels.list.queryOptions());
  if (conversationId && Object.keys(query).length === 0) {
    prefetch(trpc.conversations.byId.queryOptions({ id: conversationId }));
    prefetch(trpc.conversations.price.queryOptions({ conversationId }));
    prefetch(trpc.conversations.panel.queryOptions({ conversationId }));
  }
  const { id, role, teamIds } = scope.actor;
  const widths = widthsFromCookie((await cookies()).get(WIDTHS_COOKIE)?.value);
  return (
    <HydrateClient>
      <RealtimeProvider config={realtimeFor(scope)}>
        <Inbox org={org} member={{ id, role, teamIds }} now={scope.now} widths={widths} />
      </RealtimeProvider>
    </HydrateClient>
  );
}
