export interface Windows {
  serviceExpiresAt: Date | null;
}

export type WindowState =
  | { open: true; endsAt: Date | null; tone: "calm" | "soon" | "urgent" }
  | { open: false; endedAt: Date | null };

const hour = 3_600_000;

/**
 * Whether free text may leave now (law 3): the one decision, made where a message is sent and shown where it is written.
 * `windowHours` null: the channel has no window. The very millisecond of the end is closed.
 */
export function replyWindow(windowHours: number | null, windows: Windows | null, now: Date): WindowState {
  if (windowHours === null) return { open: true, endsAt: null, tone: "calm" };
  const ends = windows?.serviceExpiresAt ?? null;
  if (!ends || ends.getTime() <= now.getTime()) return { open: false, endedAt: ends };
  const left = ends.getTime() - now.getTime();
  return { open: true, endsAt: ends, tone: left < hour ? "urgent" : left < 6 * hour ? "soon" : "calm" };
}

/** The end of the window that a message of `occurredAt` opens or extends. */
export function windowAfter(windowHours: number | null, occurredAt: Date): Date | null {
  return windowHours === null ? null : new Date(occurredAt.getTime() + windowHours * hour);
}
