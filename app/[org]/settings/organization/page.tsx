import { OrganizationSettings } from "@/components/settings/organization-settings";
import { gate } from "@/server/gate";
import { allows } from "@/server/permissions";
import { HydrateClient, prefetch, trpcFor } from "@/server/trpc-rsc";

export default async function OrganizationSettingsPage({ params }: { params: Promise<{ org: string }> }) {
  const { org } = await params;
  const { actor } = await gate(org, "organization:read");
  const trpc = trpcFor(org);
  prefetch(trpc.organizations.settings.queryOptions());
  return (
    <HydrateClient>
      <OrganizationSettings mayChange={allows(actor.role, "organization:update")} />
    </HydrateClient>
  );
}
