import { CannedReplies } from "@/components/settings/canned-replies";
import { gate } from "@/server/gate";
import { allows } from "@/server/permissions";
import { HydrateClient, prefetch, trpcFor } from "@/server/trpc-rsc";

export default async function CannedPage({ params }: { params: Promise<{ org: string }> }) {
  const { org } = await params;
  const { actor } = await gate(org, "conversations:read");
  const trpc = trpcFor(org);
  prefetch(trpc.canned.list.queryOptions());
  prefetch(trpc.organizations.settings.queryOptions());
  return (
    <HydrateClient>
      <CannedReplies
        mayWrite={allows(actor.role, "canned:write")}
        mayShare={allows(actor.role, "canned:share")}
      />
    </HydrateClient>
  );
}
