import type { InboundPart } from "@/server/channels/adapter";
import type { Opened } from "../envelope";
import { asObject, asText } from "../json";
import { senderOf } from "../people";

/**
 * A system message that says that a person has another number or id now; undefined for every other one, which stays a line
 * in the conversation. It is written from the old identity.
 */
export function readIdentityChange({ item }: Opened, occurredAt: Date): InboundPart | undefined {
  const system = asObject(item.system) ?? {};
  if (system.type !== "user_changed_number" && system.type !== "user_changed_user_id") return undefined;
  const previous = senderOf({ phone: asText(item.from), scoped: asText(item.from_user_id) });
  const current = senderOf({
    phone: asText(system.wa_id) ?? asText(system.new_wa_id),
    scoped: asText(system.user_id),
  });
  if (!previous || !current) return { type: "parked", reason: "malformed" };
  return { type: "identity-changed", previous, current, occurredAt };
}
