import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { z } from "zod";
import { CampaignPage } from "@/components/campaigns/campaign-page";
import { stepOf } from "@/components/campaigns/wizard/steps";
import { ClientMessages } from "@/components/client-messages";
import { gate } from "@/server/gate";
import { HydrateClient, preload, trpcFor } from "@/server/trpc-rsc";
import { CampaignsRealtime } from "../realtime";
import { rightsOf } from "../rights";

type Props = {
  params: Promise<{ org: string; campaignId: string }>;
  searchParams: Promise<{ step?: string }>;
};

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("campaigns"))("title") };
}

export default async function OneCampaignPage({ params, searchParams }: Props) {
  const [{ org, campaignId }, { step }] = await Promise.all([params, searchParams]);
  const scope = await gate(org, "campaigns:read");
  if (!z.uuid().safeParse(campaignId).success) notFound();
  const trpc = trpcFor(org);
  await preload([trpc.campaigns.find.queryOptions({ campaignId }), trpc.campaigns.options.queryOptions()]);
  return (
    <HydrateClient>
      <ClientMessages
        areas={["campaigns", "carrier", "consent", "parts", "people", "segments", "templates"]}
        timeZone={scope.timeZone}
      >
        <CampaignsRealtime org={org} scope={scope}>
          <CampaignPage org={org} campaignId={campaignId} first={stepOf(step)} may={rightsOf(scope.actor)} />
        </CampaignsRealtime>
      </ClientMessages>
    </HydrateClient>
  );
}
