/** What kind of refusal a carrier's code is. The last two are ours: nothing left, or nothing came back. */
export type CarrierClass =
  | "transient"
  | "rate"
  | "rate_pair"
  | "auth"
  | "account"
  | "window"
  | "wait24h"
  | "optout"
  | "permanent"
  | "template"
  | "registration"
  | "calling"
  | "unreachable"
  | "unanswered";

/** Why a call to a carrier brought nothing. `code` is the carrier's, or one of the adapter's own. */
export class CarrierError extends Error {
  constructor(
    readonly code: string,
    readonly cls: CarrierClass,
    readonly detail?: string,
    options?: ErrorOptions,
  ) {
    super(`The carrier refused (${code}, ${cls})${detail ? `: ${detail}` : ""}`, options);
    this.name = "CarrierError";
  }

  /** Whether the same call may succeed a little later. */
  get passing(): boolean {
    return PASSING.includes(this.cls);
  }
}

const PASSING: CarrierClass[] = ["transient", "rate", "rate_pair", "unreachable", "unanswered"];
