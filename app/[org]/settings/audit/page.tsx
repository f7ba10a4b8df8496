import { AuditTrail } from "@/components/settings/audit-trail";
import { gate } from "@/server/gate";
import { HydrateClient, prefetch, trpcFor } from "@/server/trpc-rsc";

export default async function AuditPage({ params }: { params: Promise<{ org: string }> }) {
  const { org } = await params;
  await gate(org, "audit:read");
  const trpc = trpcFor(org);
  prefetch(trpc.organizations.members.queryOptions());
  return (
    <HydrateClient>
      <AuditTrail />
    </HydrateClient>
  );
}
