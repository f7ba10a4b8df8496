/** What the first ones came to. */
export interface Trial {
  /** Those that the carrier took or refused. */
  handed: number;
  failed: number;
  /** Who said that they want no more of this. */
  optedOut: number;
  /** The carrier's word on the template, then on the number: GREEN, YELLOW, RED… */
  qualities: (string | null)[];
}

export type Verdict = { ok: true } | { ok: false; because: "failed" | "opted-out" | "quality" };

const mostFailed = 0.15;
const mostOptedOut = 0.02;

/** The carrier's worst word. */
export const isBad = (quality: string | null): boolean => quality?.toUpperCase() === "RED";

/** How many are tried before all others: 1 %, but enough to tell something. */
export const canarySize = (planned: number): number =>
  Math.min(Math.max(Math.ceil(planned / 100), 20), 1_000);

/** Whether a campaign goes on after its trial. One bad word of few is no verdict: at least three. */
export function judge({ handed, failed, optedOut, qualities }: Trial): Verdict {
  if (qualities.some(isBad)) return { ok: false, because: "quality" };
  if (optedOut >= 3 && optedOut > handed * mostOptedOut) return { ok: false, because: "opted-out" };
  if (failed >= 3 && failed > handed * mostFailed) return { ok: false, because: "failed" };
  return { ok: true };
}
