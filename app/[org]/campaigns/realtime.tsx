import type { ReactNode } from "react";
import { RealtimeProvider } from "@/components/realtime/realtime";
import type { gate } from "@/server/gate";
import { allows } from "@/server/permissions";
import { realtimeFor } from "@/server/realtime/for-member";
import { apiFor } from "@/server/trpc-rsc";

type Props = { org: string; scope: Awaited<ReturnType<typeof gate>>; children: ReactNode };

/** Hints of changes for who may hear them; who may not asks at a pace. */
export async function CampaignsRealtime({ org, scope, children }: Props) {
  const hears = allows(scope.actor.role, "conversations:read");
  const { cursor } = hears ? await (await apiFor(org)).conversations.feed({}) : { cursor: "" };
  return (
    <RealtimeProvider config={hears ? realtimeFor(scope) : null} cursor={cursor}>
      {children}
    </RealtimeProvider>
  );
}
