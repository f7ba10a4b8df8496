import { ClientMessages } from "@/components/client-messages";
import { RoutingPage } from "@/components/routing/routing-page";
import { gate } from "@/server/gate";
import { allows } from "@/server/permissions";
import { HydrateClient, prefetch, trpcFor } from "@/server/trpc-rsc";

export default async function RoutingSettingsPage({ params }: { params: Promise<{ org: string }> }) {
  const { org } = await params;
  const { actor, timeZone } = await gate(org, "routing:read");
  const trpc = trpcFor(org);
  prefetch(trpc.routing.rules.queryOptions());
  prefetch(trpc.channels.list.queryOptions());
  prefetch(trpc.organizations.teams.queryOptions());
  prefetch(trpc.organizations.members.queryOptions());
  prefetch(trpc.labels.list.queryOptions());
  prefetch(trpc.contacts.attributes.queryOptions());
  prefetch(trpc.organizations.abilities.skills.queryOptions());
  return (
    <HydrateClient>
      <ClientMessages areas={["settings", "routing"]} timeZone={timeZone}>
        <RoutingPage
          mayChange={allows(actor.role, "routing:update")}
          mayNumbers={allows(actor.role, "numbers:update")}
          mayAttributes={allows(actor.role, "attributes:update")}
        />
      </ClientMessages>
    </HydrateClient>
  );
}
