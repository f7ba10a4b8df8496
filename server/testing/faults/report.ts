/** What a fault rig found: the last line of `--json`. */
export interface RigReport {
  faults: string;
  figures: Record<string, unknown>;
  /** Whatever broke a promise, and whatever should have happened and did not. */
  violations: { kind: string; what: string; id: string }[];
}

/** The longest list of single violations that is printed; the figures hold their true numbers. */
export const mostPrinted = 100;
