import { cookies } from "next/headers";
import { ClientMessages } from "@/components/client-messages";
import type { Section } from "@/components/inbox/api";
import { browsedIn } from "@/components/inbox/browsed";
import { Inbox } from "@/components/inbox/inbox";
import { WIDTHS_COOKIE, widthsFromCookie } from "@/components/inbox/pane-widths";
import { hrefFor, placeOf } from "@/components/inbox/place";
import { Checklist } from "@/components/onboarding/checklist";
import { RealtimeProvider } from "@/components/realtime/realtime";
import { gate } from "@/server/gate";
import { allows } from "@/server/permissions";
import { realtimeFor } from "@/server/realtime/for-member";
import { apiFor, HydrateClient, preload, trpcFor } from "@/server/trpc-rsc";

type InboxPageProps = {
  org: string;
  conversationId: string | null;
  query: Record<string, string | string[] | undefined>;
};

/** The inbox with what it shows first already in it. */
export async function InboxPage({ org, conversationId, query }: InboxPageProps) {
  const scope = await gate(org, "conversations:read");
  const trpc = trpcFor(org);
  const place = placeOf((name) => (typeof query[name] === "string" ? query[name] : null));
  // Before anything is read: whatever changes from here on, the page will be told.
  const { cursor } = await (await apiFor(org)).conversations.feed({});
  const browsed = browsedIn(place, await (await apiFor(org)).views.list());
  const paged = { getNextPageParam: (page: { next: string | null }) => page.next };
  await preload(
    [
      trpc.views.list.queryOptions(),
      trpc.views.counts.queryOptions(),
      trpc.conversations.counts.queryOptions({ channelAccountId: place.channelAccountId }),
      trpc.channels.list.queryOptions(),
      trpc.organizations.me.queryOptions(),
      ...(browsed ? [trpc.views.count.queryOptions({ filter: browsed.filter })] : []),
    ],
    browsed
      ? [trpc.views.browse.infiniteQueryOptions({ filter: browsed.filter, sort: browsed.sort }, paged)]
      : sectionsOf(place).map((input) => trpc.conversations.list.infiniteQueryOptions(input, paged)),
  );
  const { id, role, teamIds } = scope.actor;
  const widths = widthsFromCookie((await cookies()).get(WIDTHS_COOKIE)?.value);
  // For who may take them: to anybody else each is a closed door.
  const firstSteps = allows(role, "members:invite") ? (
    <ClientMessages areas={["settings"]}>
      <Checklist org={org} />
    </ClientMessages>
  ) : null;
  return (
    <HydrateClient>
      <RealtimeProvider config={realtimeFor(scope)} cursor={cursor}>
        <Inbox
          org={org}
          member={{ id, role, teamIds }}
          address={hrefFor(org, { ...place, conversationId })}
          now={scope.now}
          widths={widths}
          firstSteps={firstSteps}
        />
      </RealtimeProvider>
    </HydrateClient>
  );
}

/** The lists that the page shows first: the very inputs that the list asks with. */
function sectionsOf({ queue, teamId, channelAccountId }: ReturnType<typeof placeOf>) {
  const sections: Section[] = queue === "closed" ? ["closed"] : ["awaiting", "back", "missed", "answered"];
  return sections.map((section) => ({ queue, teamId, channelAccountId, section }));
}
