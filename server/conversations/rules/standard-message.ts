export interface Moment {
  /** Within business hours. */
  open: boolean;
  assigned: boolean;
  /** A person has already written in this conversation. */
  answered: boolean;
  closed: boolean;
  windowOpen: boolean;
}

/** Which automatic message fits the moment, or none. Once a person has written, only a person writes. */
export function standardKind(moment: Moment): "waiting" | "connected" | "out-of-hours" | null {
  if (moment.closed || !moment.windowOpen || moment.answered) return null;
  if (moment.assigned) return moment.open ? "connected" : null;
  return moment.open ? "waiting" : "out-of-hours";
}
