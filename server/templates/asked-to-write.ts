import { asked } from "@/server/channels/ask-carrier";
import { DomainError } from "@/server/errors";
import type { Scope } from "@/server/scope";
import { syncSoon } from "./sync-soon";

/**
 * A write at the carrier. Where no answer came it may have happened all the same: a sync looks, so that what is shown is true.
 * Throws CARRIER_REFUSED with its code, or CARRIER_UNREACHABLE.
 */
export async function askedToWrite<T>(
  scope: Scope,
  connectionId: string,
  call: () => Promise<T>,
): Promise<T> {
  try {
    return await asked(call);
  } catch (error) {
    if (error instanceof DomainError && error.code === "CARRIER_UNREACHABLE")
      syncSoon(scope.orgId, connectionId);
    throw error;
  }
}
