const HOUR = 3_600_000;
const MINUTE = 60_000;

export type WindowLevel = "none" | "expired" | "red" | "amber" | "calm";

/** How pressing a window is: calm above 6 h, amber below, red below 1 h. */
export function windowLevel(expiresAt: Date | null, now: Date): WindowLevel {
  if (!expiresAt) return "none";
  const left = expiresAt.getTime() - now.getTime();
  if (left <= 0) return "expired";
  if (left < HOUR) return "red";
  return left < 6 * HOUR ? "amber" : "calm";
}

/** Whole hours and minutes left, rounded down: nobody is promised time that is not there. */
export function timeLeft(expiresAt: Date, now: Date): { hours: number; minutes: number } {
  const left = Math.max(0, expiresAt.getTime() - now.getTime());
  return { hours: Math.floor(left / HOUR), minutes: Math.floor((left % HOUR) / MINUTE) };
}
