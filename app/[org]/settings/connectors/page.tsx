import { ClientMessages } from "@/components/client-messages";
import { ConnectorList } from "@/components/connectors/connector-list";
import { gate } from "@/server/gate";
import { allows } from "@/server/permissions";
import { HydrateClient, prefetch, trpcFor } from "@/server/trpc-rsc";

export default async function ConnectorsPage({ params }: { params: Promise<{ org: string }> }) {
  const { org } = await params;
  const { actor, timeZone } = await gate(org, "connectors:read");
  prefetch(trpcFor(org).connectors.list.queryOptions());
  return (
    <HydrateClient>
      <ClientMessages areas={["settings", "connectors"]} timeZone={timeZone}>
        <ConnectorList org={org} mayChange={allows(actor.role, "connectors:update")} />
      </ClientMessages>
    </HydrateClient>
  );
}
