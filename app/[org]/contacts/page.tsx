import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ClientMessages } from "@/components/client-messages";
import { People } from "@/components/people/people";
import { RealtimeProvider } from "@/components/realtime/realtime";
import { gate } from "@/server/gate";
import { allows } from "@/server/permissions";
import { realtimeFor } from "@/server/realtime/for-member";
import { apiFor, HydrateClient, preload, trpcFor } from "@/server/trpc-rsc";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("people"))("title") };
}

export default async function ContactsPage({ params }: { params: Promise<{ org: string }> }) {
  const { org } = await params;
  const scope = await gate(org, "contacts:read");
  const { role } = scope.actor;
  const paged = { getNextPageParam: (page: { next: string | null }) => page.next };
  // Before anything is read: whatever changes from here on, the page will be told.
  const feed = allows(role, "conversations:read") ? await (await apiFor(org)).conversations.feed({}) : null;
  await preload([], [trpcFor(org).contacts.list.infiniteQueryOptions({}, paged)]);
  const may = {
    open: allows(role, "conversations:read"),
    export: allows(role, "contacts:export"),
    import: allows(role, "contacts:import"),
    segments: allows(role, "segments:read"),
    sandbox: allows(role, "sandbox:use"),
  };
  return (
    <HydrateClient>
      <ClientMessages areas={["people"]} timeZone={scope.timeZone}>
        <RealtimeProvider config={realtimeFor(scope)} cursor={feed?.cursor ?? null}>
          <People org={org} now={scope.now} may={may} />
        </RealtimeProvider>
      </ClientMessages>
    </HydrateClient>
  );
}
