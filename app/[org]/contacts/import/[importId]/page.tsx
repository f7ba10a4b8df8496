import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { z } from "zod";
import { ClientMessages } from "@/components/client-messages";
import { ImportPage } from "@/components/people/import-page";
import { gate } from "@/server/gate";
import { HydrateClient, preload, trpcFor } from "@/server/trpc-rsc";

type Props = { params: Promise<{ org: string; importId: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("people.import"))("title") };
}

export default async function OneImportPage({ params }: Props) {
  const { org, importId } = await params;
  const { timeZone } = await gate(org, "contacts:import");
  if (!z.uuid().safeParse(importId).success) notFound();
  const trpc = trpcFor(org);
  await preload([
    trpc.contacts.imports.detail.queryOptions({ importId }),
    trpc.contacts.attributes.queryOptions(),
    trpc.contacts.identifiers.queryOptions(),
  ]);
  return (
    <HydrateClient>
      <ClientMessages areas={["people"]} timeZone={timeZone}>
        <div className="relative min-h-0 flex-1 overflow-y-auto">
          <ImportPage org={org} importId={importId} />
        </div>
      </ClientMessages>
    </HydrateClient>
  );
}
