/** What a number does when a customer answers no more. Minutes; null: never. */
export interface Silence {
  askMinutes: number | null;
  closeMinutes: number | null;
}

export interface Silent {
  now: Date;
  /** When anything was last said in the conversation, the question included. */
  lastAt: Date;
  /** The question may be put: the number has one and the window is open. */
  mayAsk: boolean;
  /** It was put in this silence. */
  asked: boolean;
  /** Within business hours: nobody is asked at night, nor left. */
  open: boolean;
}

/**
 * What is next for a conversation in which the customer is the one who is waited for: first the question whether they are there, then
 * the end, each so many minutes after what was last said. Whoever can be asked is not left unasked.
 */
export function silenceStep(
  { askMinutes, closeMinutes }: Silence,
  { now, lastAt, mayAsk, asked, open }: Silent,
): "ask" | "close" | null {
  const minutes = (+now - +lastAt) / 60_000;
  if (!open) return null;
  if (askMinutes !== null && mayAsk && !asked) return minutes >= askMinutes ? "ask" : null;
  return closeMinutes !== null && minutes >= closeMinutes ? "close" : null;
}
