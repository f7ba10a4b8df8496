import { ClientMessages } from "@/components/client-messages";
import { ConversationSettings } from "@/components/settings/conversation-settings";
import { gate } from "@/server/gate";
import { allows } from "@/server/permissions";
import { HydrateClient, prefetch, trpcFor } from "@/server/trpc-rsc";

export default async function ConversationsPage({ params }: { params: Promise<{ org: string }> }) {
  const { org } = await params;
  const { actor, timeZone } = await gate(org, "conversations:read");
  const trpc = trpcFor(org);
  prefetch(trpc.labels.list.queryOptions());
  prefetch(trpc.conversations.closing.queryOptions());
  return (
    <HydrateClient>
      <ClientMessages areas={["settings", "numbers"]} timeZone={timeZone}>
        <ConversationSettings
          mayLabel={allows(actor.role, "labels:update")}
          mayReason={allows(actor.role, "close-reasons:update")}
          mayRule={allows(actor.role, "organization:update")}
        />
      </ClientMessages>
    </HydrateClient>
  );
}
