import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ClientMessages } from "@/components/client-messages";
import { RealtimeProvider } from "@/components/realtime/realtime";
import { TemplateList } from "@/components/templates/template-list";
import { gate } from "@/server/gate";
import { allows } from "@/server/permissions";
import { realtimeFor } from "@/server/realtime/for-member";
import { apiFor, HydrateClient, preload, trpcFor } from "@/server/trpc-rsc";

type Props = { params: Promise<{ org: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("templates"))("title") };
}

export default async function TemplatesPage({ params }: Props) {
  const { org } = await params;
  const scope = await gate(org, "templates:read");
  const { role } = scope.actor;
  const may = {
    write: allows(role, "templates:update"),
    costs: allows(role, "costs:read"),
    connect: allows(role, "numbers:update"),
  };
  const { templates } = trpcFor(org);
  // Before anything is read: whatever changes from here on, the page will be told.
  const feed = allows(role, "conversations:read") ? await (await apiFor(org)).conversations.feed({}) : null;
  const drafts = may.write ? [templates.drafts.queryOptions()] : [];
  await preload([templates.studio.queryOptions({}), ...drafts]);
  return (
    <HydrateClient>
      <ClientMessages areas={["parts", "templates"]} timeZone={scope.timeZone}>
        <RealtimeProvider config={realtimeFor(scope)} cursor={feed?.cursor ?? null}>
          <TemplateList org={org} may={may} />
        </RealtimeProvider>
      </ClientMessages>
    </HydrateClient>
  );
}
