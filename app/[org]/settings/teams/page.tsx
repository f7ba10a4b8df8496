import { Teams } from "@/components/settings/teams";
import { gate } from "@/server/gate";
import { allows } from "@/server/permissions";
import { HydrateClient, prefetch, trpcFor } from "@/server/trpc-rsc";

export default async function TeamsPage({ params }: { params: Promise<{ org: string }> }) {
  const { org } = await params;
  const { actor, timeZone } = await gate(org, "organization:read");
  const trpc = trpcFor(org);
  prefetch(trpc.organizations.teams.queryOptions());
  prefetch(trpc.organizations.members.queryOptions());
  return (
    <HydrateClient>
      <Teams mayChange={allows(actor.role, "teams:update")} timeZone={timeZone} />
    </HydrateClient>
  );
}
