import { type BusinessHours, isOpen, lastClosing } from "./business-hours";
import type { PresenceState } from "./presence";

/**
 * When a member's shift ended while they were there; null while it has not, or where they came (back) after it. Who stays longer says so
 * by going online again.
 */
export function shiftEnded(
  member: { presence: PresenceState; presenceAt: Date | null; shift: BusinessHours | null },
  now: Date,
): Date | null {
  if (!member.shift || member.presence === "offline" || isOpen(member.shift, now)) return null;
  const end = lastClosing(member.shift, now);
  return end && end > (member.presenceAt ?? new Date(0)) ? end : null;
}
