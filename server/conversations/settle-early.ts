import type { OrgScope } from "@/db/org";
import { recordStatus, type StatusReport } from "./record-status";
import type { DeliveryState } from "./rules/delivery-state";

interface Early {
  channel_account_id: string;
  provider_id: string;
  state: DeliveryState;
  status: {
    at: string;
    message_id: string | null;
    failure: StatusReport["status"]["failure"];
    pricing: StatusReport["status"]["pricing"];
    entry_expires_at: string | null;
  };
}

/** Applies the statuses that arrived before their messages were recorded; those whose message is still unknown stay. */
export async function settleEarly(
  scope: OrgScope,
  channelAccountId: string,
  providerIds: string[],
): Promise<void> {
  const early = await scope.sql<Early[]>`
    delete from early_statuses where org_id = ${scope.orgId} and channel_account_id = ${channelAccountId}
      and provider_id = any(${providerIds}::text[]) returning channel_account_id, provider_id, state, status`;
  await recordStatus(scope, early.map(reportOf));
}

function reportOf(e: Early): StatusReport {
  return {
    channelAccountId: e.channel_account_id,
    status: {
      type: "status",
      providerId: e.provider_id,
      messageId: e.status.message_id ?? undefined,
      state: e.state as StatusReport["status"]["state"],
      occurredAt: new Date(e.status.at),
      failure: e.status.failure ?? undefined,
      pricing: e.status.pricing ?? undefined,
      entryExpiresAt: e.status.entry_expires_at ? new Date(e.status.entry_expires_at) : undefined,
    },
  };
}
