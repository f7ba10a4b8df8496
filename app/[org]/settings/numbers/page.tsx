import { ClientMessages } from "@/components/client-messages";
import { NumbersList } from "@/components/numbers/numbers-list";
import { gate } from "@/server/gate";
import { allows } from "@/server/permissions";
import { HydrateClient, prefetch, trpcFor } from "@/server/trpc-rsc";

export default async function NumbersPage({ params }: { params: Promise<{ org: string }> }) {
  const { org } = await params;
  const { actor, timeZone } = await gate(org, "numbers:read");
  const trpc = trpcFor(org);
  prefetch(trpc.channels.list.queryOptions());
  prefetch(trpc.organizations.teams.queryOptions());
  return (
    <ClientMessages areas={["numbers", "settings", "inbox"]} timeZone={timeZone}>
      <HydrateClient>
        <NumbersList org={org} mayChange={allows(actor.role, "numbers:update")} />
      </HydrateClient>
    </ClientMessages>
  );
}
