import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ClientMessages } from "@/components/client-messages";
import { SegmentList } from "@/components/segments/segment-list";
import { gate } from "@/server/gate";
import { allows } from "@/server/permissions";
import { HydrateClient, preload, trpcFor } from "@/server/trpc-rsc";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("segments"))("title") };
}

export default async function SegmentsPage({ params }: { params: Promise<{ org: string }> }) {
  const { org } = await params;
  const { now, timeZone, actor } = await gate(org, "segments:read");
  await preload([trpcFor(org).segments.list.queryOptions()]);
  return (
    <HydrateClient>
      <ClientMessages areas={["segments", "people"]} timeZone={timeZone}>
        <div className="relative min-h-0 flex-1 overflow-y-auto">
          <SegmentList org={org} now={now} mayChange={allows(actor.role, "segments:update")} />
        </div>
      </ClientMessages>
    </HydrateClient>
  );
}
