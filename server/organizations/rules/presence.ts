export type PresenceState = "online" | "away" | "offline";

/** A member's presence as it is kept. */
export interface Kept {
  presence: PresenceState;
  /** What made it so; null: the member chose it. */
  cause: "idle" | "gone" | null;
  /** What they had chosen before that. */
  before: PresenceState | null;
}

/** When a member's browsers last said that they live, and when one was last touched. */
export interface Beat {
  seenAt: Date;
  activeAt: Date;
}

/** A browser says every 30 s that it lives; one in the background at least every minute. Two and a half without a word: it is gone. */
export const goneAfterSeconds = 150;

/**
 * What a member's presence is now, and since when; null: as it is kept. Who is gone is offline, who touches nothing is away, and who
 * is back is as they chose to be. Times by the real clock.
 */
export function presenceNow(
  kept: Kept,
  { seenAt, activeAt }: Beat,
  { now, idleMinutes }: { now: Date; idleMinutes: number | null },
): (Kept & { since: Date }) | null {
  const chosen = kept.before ?? kept.presence;
  const next = (): Kept & { since: Date } => {
    if (chosen !== "offline" && secondsSince(seenAt, now) > goneAfterSeconds)
      return { presence: "offline", cause: "gone", before: chosen, since: seenAt };
    if (chosen === "online" && idleMinutes !== null && secondsSince(activeAt, now) >= idleMinutes * 60)
      return { presence: "away", cause: "idle", before: chosen, since: activeAt };
    return { presence: chosen, cause: null, before: null, since: now };
  };
  const found = next();
  return found.presence === kept.presence && found.cause === kept.cause ? null : found;
}

const secondsSince = (then: Date, now: Date) => (now.getTime() - then.getTime()) / 1_000;
