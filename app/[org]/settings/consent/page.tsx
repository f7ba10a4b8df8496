import { ClientMessages } from "@/components/client-messages";
import { ConsentSettings } from "@/components/consent/consent-settings";
import { gate } from "@/server/gate";
import { allows } from "@/server/permissions";
import { HydrateClient, prefetch, trpcFor } from "@/server/trpc-rsc";

export default async function ConsentPage({ params }: { params: Promise<{ org: string }> }) {
  const { org } = await params;
  const { actor, timeZone } = await gate(org, "contacts:read");
  const trpc = trpcFor(org);
  prefetch(trpc.contacts.consent.texts.queryOptions());
  return (
    <HydrateClient>
      <ClientMessages areas={["settings", "consent"]} timeZone={timeZone}>
        <ConsentSettings
          org={org}
          mayWrite={allows(actor.role, "consents:update")}
          mayExport={allows(actor.role, "consents:export")}
        />
      </ClientMessages>
    </HydrateClient>
  );
}
