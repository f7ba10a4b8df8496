import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { z } from "zod";
import { ClientMessages } from "@/components/client-messages";
import { SegmentPage } from "@/components/segments/segment-page";
import { gate } from "@/server/gate";
import { allows } from "@/server/permissions";
import { HydrateClient, preload, trpcFor } from "@/server/trpc-rsc";

type Props = { params: Promise<{ org: string; segmentId: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("segments"))("title") };
}

export default async function OneSegmentPage({ params }: Props) {
  const { org, segmentId } = await params;
  const { timeZone, actor } = await gate(org, "segments:read");
  if (!z.uuid().safeParse(segmentId).success) notFound();
  const trpc = trpcFor(org);
  await preload([trpc.segments.options.queryOptions(), trpc.segments.find.queryOptions({ segmentId })]);
  return (
    <HydrateClient>
      <ClientMessages areas={["segments", "consent"]} timeZone={timeZone}>
        <div className="relative min-h-0 flex-1 overflow-y-auto">
          <SegmentPage
            org={org}
            segmentId={segmentId}
            mayOpen={allows(actor.role, "conversations:read")}
            mayChange={allows(actor.role, "segments:update")}
          />
        </div>
      </ClientMessages>
    </HydrateClient>
  );
}
