import type { AccountHealth } from "@/server/channels/schema";
import type { GraphNumber } from "./graph";

/** What the carrier says of a number, in Hilo's words; what it does not say is absent. */
export function healthOf(number: GraphNumber, checkedAt: Date): AccountHealth {
  return {
    status: number.status,
    displayName: number.verified_name,
    displayNameState: number.name_status,
    verified:
      number.code_verification_status === undefined
        ? undefined
        : number.code_verification_status === "VERIFIED",
    quality: number.quality_rating,
    limit: number.whatsapp_business_manager_messaging_limit,
    throughput: number.throughput?.level,
    checkedAt: checkedAt.toISOString(),
  };
}
