/** How far ahead a message may be planned, in ms: beyond it nobody remembers what it was about. */
const farthest = 90 * 86_400_000;

/** Whether a message may be planned for that time: neither past nor too far ahead. */
export function plannable(sendAt: Date, now: Date): boolean {
  const ahead = sendAt.getTime() - now.getTime();
  return ahead > 0 && ahead <= farthest;
}
