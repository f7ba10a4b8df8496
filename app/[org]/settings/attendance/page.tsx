import { AttendanceSettings } from "@/components/settings/attendance/attendance-settings";
import { gate } from "@/server/gate";
import { allows } from "@/server/permissions";
import { HydrateClient, prefetch, trpcFor } from "@/server/trpc-rsc";

export default async function AttendancePage({ params }: { params: Promise<{ org: string }> }) {
  const { org } = await params;
  const { actor } = await gate(org, "members:read");
  const trpc = trpcFor(org);
  prefetch(trpc.organizations.presence.attendance.queryOptions());
  prefetch(trpc.organizations.presence.reasons.queryOptions());
  return (
    <HydrateClient>
      <AttendanceSettings mayChange={allows(actor.role, "attendance:update")} />
    </HydrateClient>
  );
}
