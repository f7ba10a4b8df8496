import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ClientMessages } from "@/components/client-messages";
import { TemplateList } from "@/components/templates/template-list";
import { gate } from "@/server/gate";
import { allows } from "@/server/permissions";
import { HydrateClient, preload, trpcFor } from "@/server/trpc-rsc";

type Props = { params: Promise<{ org: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("templates"))("title") };
}

export default async function TemplatesPage({ params }: Props) {
  const { org } = await params;
  const scope = await gate(org, "templates:read");
  const { role } = scope.actor;
  await preload([trpcFor(org).templates.studio.queryOptions({})], []);
  const may = {
    write: allows(role, "templates:update"),
    costs: allows(role, "costs:read"),
    connect: allows(role, "numbers:update"),
  };
  return (
    <HydrateClient>
      <ClientMessages areas={["templates"]} timeZone={scope.timeZone}>
        <TemplateList org={org} may={may} />
      </ClientMessages>
    </HydrateClient>
  );
}
