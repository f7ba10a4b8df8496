import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ClientMessages } from "@/components/client-messages";
import { SegmentPage } from "@/components/segments/segment-page";
import { gate } from "@/server/gate";
import { allows } from "@/server/permissions";
import { HydrateClient, preload, trpcFor } from "@/server/trpc-rsc";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("segments"))("new") };
}

export default async function NewSegmentPage({ params }: { params: Promise<{ org: string }> }) {
  const { org } = await params;
  const { timeZone, actor } = await gate(org, "segments:update");
  await preload([trpcFor(org).segments.options.queryOptions()]);
  return (
    <HydrateClient>
      <ClientMessages areas={["segments", "consent"]} timeZone={timeZone}>
        <div className="relative min-h-0 flex-1 overflow-y-auto">
          <SegmentPage
            org={org}
            segmentId={null}
            mayOpen={allows(actor.role, "conversations:read")}
            mayChange
          />
        </div>
      </ClientMessages>
    </HydrateClient>
  );
}
