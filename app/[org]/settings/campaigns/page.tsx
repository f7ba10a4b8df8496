import { ClientMessages } from "@/components/client-messages";
import { CampaignSettings } from "@/components/settings/campaign-settings";
import { gate } from "@/server/gate";
import { HydrateClient, prefetch, trpcFor } from "@/server/trpc-rsc";

export default async function CampaignSettingsPage({ params }: { params: Promise<{ org: string }> }) {
  const { org } = await params;
  const { timeZone } = await gate(org, "campaigns:settings");
  prefetch(trpcFor(org).campaigns.options.queryOptions());
  return (
    <HydrateClient>
      <ClientMessages areas={["settings"]} timeZone={timeZone}>
        <CampaignSettings />
      </ClientMessages>
    </HydrateClient>
  );
}
