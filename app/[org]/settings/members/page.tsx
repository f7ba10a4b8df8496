import { Members } from "@/components/settings/members";
import { gate } from "@/server/gate";
import { allows } from "@/server/permissions";
import { HydrateClient, prefetch, trpcFor } from "@/server/trpc-rsc";

export default async function MembersPage({ params }: { params: Promise<{ org: string }> }) {
  const { org } = await params;
  const { actor } = await gate(org, "members:read");
  const trpc = trpcFor(org);
  prefetch(trpc.organizations.members.queryOptions());
  prefetch(trpc.organizations.abilities.skills.queryOptions());
  if (allows(actor.role, "members:invite")) prefetch(trpc.organizations.invitations.queryOptions());
  return (
    <HydrateClient>
      <Members me={{ id: actor.id, role: actor.role }} />
    </HydrateClient>
  );
}
