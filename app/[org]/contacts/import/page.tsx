import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ClientMessages } from "@/components/client-messages";
import { Imports } from "@/components/people/imports";
import { gate } from "@/server/gate";
import { HydrateClient, preload, trpcFor } from "@/server/trpc-rsc";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("people.import"))("title") };
}

export default async function ImportsPage({ params }: { params: Promise<{ org: string }> }) {
  const { org } = await params;
  const { timeZone } = await gate(org, "contacts:import");
  await preload([trpcFor(org).contacts.imports.list.queryOptions()]);
  return (
    <HydrateClient>
      <ClientMessages areas={["people"]} timeZone={timeZone}>
        <div className="relative min-h-0 flex-1 overflow-y-auto">
          <Imports org={org} />
        </div>
      </ClientMessages>
    </HydrateClient>
  );
}
