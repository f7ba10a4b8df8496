/** What is known of a sound before anybody hears it. */
export interface SoundFacts {
  /** The service knows its format. */
  known: boolean;
  bytes: number;
  /** Null where the file does not say. */
  durationMs: number | null;
}

/** What the service hears in one go, ms: its own limit. Source: gpt-4o-transcribe, 1,500 seconds. */
export const longestMs = 25 * 60_000;

/** Why a sound is not even handed over; null where it is. */
export function refusedBefore(
  { known, bytes, durationMs }: SoundFacts,
  mostBytes: number,
): "unsupported" | "too-long" | null {
  if (!known || bytes === 0) return "unsupported";
  return bytes > mostBytes || (durationMs ?? 0) > longestMs ? "too-long" : null;
}
