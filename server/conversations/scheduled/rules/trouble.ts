import type { Trouble } from "../schema";

/** What is so at the moment in which a scheduled message is due. */
export interface Moment {
  /** Its author is a member who may answer, and sees this conversation. */
  authorMay: boolean;
  closed: boolean;
  windowOpen: boolean;
  /** The contact has refused messages of service. */
  refusedService: boolean;
  /** Somebody else answers for the conversation since it was written. */
  takenOver: boolean;
  /** The customer wrote something that its author had not seen. */
  customerWrote: boolean;
}

/** Why it may not leave now, the gravest reason first; null when it may. */
export function troubleAt(moment: Moment): Trouble | null {
  if (!moment.authorMay) return "author-gone";
  if (moment.closed) return "closed";
  if (!moment.windowOpen) return "window-closed";
  if (moment.refusedService) return "no-consent";
  if (moment.takenOver) return "taken-over";
  return moment.customerWrote ? "customer-wrote" : null;
}
