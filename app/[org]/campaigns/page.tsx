import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { CampaignList } from "@/components/campaigns/campaign-list";
import { ClientMessages } from "@/components/client-messages";
import { gate } from "@/server/gate";
import { allows } from "@/server/permissions";
import { HydrateClient, preload, trpcFor } from "@/server/trpc-rsc";
import { CampaignsRealtime } from "./realtime";

type Props = { params: Promise<{ org: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("campaigns"))("title") };
}

export default async function CampaignsPage({ params }: Props) {
  const { org } = await params;
  const scope = await gate(org, "campaigns:read");
  await preload([trpcFor(org).campaigns.list.queryOptions()]);
  return (
    <HydrateClient>
      <ClientMessages areas={["campaigns"]} timeZone={scope.timeZone}>
        <CampaignsRealtime org={org} scope={scope}>
          <CampaignList org={org} mayWrite={allows(scope.actor.role, "campaigns:update")} />
        </CampaignsRealtime>
      </ClientMessages>
    </HydrateClient>
  );
}
