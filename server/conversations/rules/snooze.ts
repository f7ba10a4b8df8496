const hour = 3_600_000;

/** Whether a conversation put off until then would be away while the window ends that is open now. */
export function outlastsWindow(until: Date, windowExpiresAt: Date | null, now: Date): boolean {
  if (!windowExpiresAt || windowExpiresAt.getTime() <= now.getTime()) return false;
  return until.getTime() >= windowExpiresAt.getTime();
}

/** An hour before the window ends; null when there is no such moment ahead. */
export function hourBeforeWindowEnds(windowExpiresAt: Date | null, now: Date): Date | null {
  if (!windowExpiresAt) return null;
  const moment = windowExpiresAt.getTime() - hour;
  return moment > now.getTime() ? new Date(moment) : null;
}
