import { ClientMessages } from "@/components/client-messages";
import { ContactData } from "@/components/settings/contact-data/contact-data";
import { gate } from "@/server/gate";
import { allows } from "@/server/permissions";
import { HydrateClient, prefetch, trpcFor } from "@/server/trpc-rsc";

export default async function ContactDataPage({ params }: { params: Promise<{ org: string }> }) {
  const { org } = await params;
  const { actor, timeZone } = await gate(org, "contacts:read");
  const trpc = trpcFor(org);
  prefetch(trpc.contacts.attributes.queryOptions());
  prefetch(trpc.contacts.objects.types.queryOptions());
  prefetch(trpc.contacts.identifiers.queryOptions());
  return (
    <HydrateClient>
      <ClientMessages areas={["settings", "contactData", "identity", "parts", "routing"]} timeZone={timeZone}>
        <ContactData mayChange={allows(actor.role, "attributes:update")} />
      </ClientMessages>
    </HydrateClient>
  );
}
