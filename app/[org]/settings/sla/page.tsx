import { ClientMessages } from "@/components/client-messages";
import { SlaSettings } from "@/components/settings/sla-settings";
import { gate } from "@/server/gate";
import { allows } from "@/server/permissions";
import { HydrateClient, prefetch, trpcFor } from "@/server/trpc-rsc";

export default async function SlaPage({ params }: { params: Promise<{ org: string }> }) {
  const { org } = await params;
  const { actor, timeZone } = await gate(org, "organization:read");
  const trpc = trpcFor(org);
  prefetch(trpc.sla.policies.queryOptions());
  prefetch(trpc.organizations.teams.queryOptions());
  return (
    <HydrateClient>
      <ClientMessages areas={["settings", "sla"]} timeZone={timeZone}>
        <SlaSettings mayChange={allows(actor.role, "sla:update")} />
      </ClientMessages>
    </HydrateClient>
  );
}
