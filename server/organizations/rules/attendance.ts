import { z } from "zod";

const minutes = (most: number) => z.int().min(1).max(most).nullable();

/** When who is not there counts as away, and their work as everybody's. Minutes; null: never. */
export const attendance = z.object({
  /** Without touching anything: away. */
  idleMinutes: minutes(240),
  /** A customer waits for somebody who is away: back to routing. */
  awayMinutes: minutes(1_440),
  /** The same of somebody who is offline. */
  offlineMinutes: minutes(1_440),
  /** Nothing said in a conversation, and nobody waiting: it takes no place. */
  quietMinutes: minutes(10_080),
  /** Where such a conversation goes when the customer writes and whoever has it is full. */
  wakesTo: z.enum(["agent", "routing"]),
});
export type Attendance = z.infer<typeof attendance>;

export function attendanceOf(kept: Partial<Attendance>): Attendance {
  return {
    idleMinutes: 15,
    awayMinutes: 20,
    offlineMinutes: 5,
    quietMinutes: null,
    wakesTo: "agent",
    ...kept,
  };
}
