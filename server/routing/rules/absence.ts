/** A conversation whose customer waits for somebody who is not online. */
export interface Waited {
  presence: "away" | "offline";
  /** Since when; null: for as long as anybody knows. */
  presenceAt: Date | null;
  awaitingSince: Date;
  windowExpiresAt: Date | null;
  /** Since when somebody could be expected there; null: nobody is, it is closed. */
  openSince: Date | null;
}

export interface AbsenceRules {
  awayMinutes: number | null;
  offlineMinutes: number | null;
}

/** A window that ends within so many minutes is answered by whoever is there, whatever the hours say. */
const lastMinutes = 60;

/**
 * When it goes back to routing; null: not before something changes. The minutes run while it is open, the customer waits and the
 * member is not there: nobody loses overnight what they would have answered in the morning, unless the window ends before.
 */
export function returnsAt(waited: Waited, rules: AbsenceRules): Date | null {
  const minutes = waited.presence === "away" ? rules.awayMinutes : rules.offlineMinutes;
  if (minutes === null) return null;
  const since = Math.max(waited.presenceAt?.getTime() ?? 0, waited.awaitingSince.getTime());
  const patient = waited.openSince
    ? Math.max(since, waited.openSince.getTime()) + minutes * 60_000
    : Number.POSITIVE_INFINITY;
  const last = waited.windowExpiresAt
    ? Math.max(since, waited.windowExpiresAt.getTime() - lastMinutes * 60_000)
    : Number.POSITIVE_INFINITY;
  const due = Math.min(patient, last);
  return Number.isFinite(due) ? new Date(due) : null;
}
