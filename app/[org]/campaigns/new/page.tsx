import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { NewCampaign } from "@/components/campaigns/campaign-page";
import { starterOf } from "@/components/campaigns/starters";
import { ClientMessages } from "@/components/client-messages";
import { gate } from "@/server/gate";
import { HydrateClient, preload, trpcFor } from "@/server/trpc-rsc";
import { CampaignsRealtime } from "../realtime";
import { rightsOf } from "../rights";

type Props = { params: Promise<{ org: string }>; searchParams: Promise<{ starter?: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("campaigns"))("create") };
}

export default async function NewCampaignPage({ params, searchParams }: Props) {
  const [{ org }, { starter }] = await Promise.all([params, searchParams]);
  const scope = await gate(org, "campaigns:update");
  await preload([trpcFor(org).campaigns.options.queryOptions()]);
  const chosen = starter === "blank" ? "blank" : starterOf(starter);
  return (
    <HydrateClient>
      <ClientMessages
        areas={["campaigns", "carrier", "consent", "parts", "people", "segments", "templates"]}
        timeZone={scope.timeZone}
      >
        <CampaignsRealtime org={org} scope={scope}>
          <NewCampaign key={starter ?? ""} org={org} starter={chosen} may={rightsOf(scope.actor)} />
        </CampaignsRealtime>
      </ClientMessages>
    </HydrateClient>
  );
}
