import { z } from "zod";

/** What a member can be told of, in the order of the settings. */
export const ALERTS = ["assigned", "written", "mentioned", "window", "unassigned"] as const;
export type Alert = (typeof ALERTS)[number];

const channel = z.object({ notify: z.boolean(), sound: z.boolean() });
const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);

/** A member's own settings as they are kept: only what they chose. */
export const preferences = z.object({
  alerts: z.partialRecord(z.enum(ALERTS), channel).optional(),
  /** By the clock of the member's browser; `from` may lie after `to`: over midnight. Null: none. */
  quietHours: z.object({ from: time, to: time }).nullable().optional(),
  /** Nothing is told while the member is away or offline. */
  quietAway: z.boolean().optional(),
  /** Runs of event lines in threads are one line. */
  foldEvents: z.boolean().optional(),
  /** The key that sends; with "modifier", Enter alone begins a line. */
  sendWith: z.enum(["enter", "modifier"]).optional(),
  /** To be told that several short messages cost as many times. */
  nudge: z.boolean().optional(),
});
export type Preferences = z.infer<typeof preferences>;
export type AllPreferences = Required<Omit<Preferences, "alerts">> & {
  alerts: Record<Alert, { notify: boolean; sound: boolean }>;
};

const told = { notify: true, sound: true };

/** What holds for a member: what they chose over what everybody starts with. */
export function withDefaults(chosen: Preferences): AllPreferences {
  return {
    quietHours: chosen.quietHours ?? null,
    quietAway: chosen.quietAway ?? true,
    foldEvents: chosen.foldEvents ?? true,
    sendWith: chosen.sendWith ?? "enter",
    nudge: chosen.nudge ?? true,
    alerts: {
      assigned: told,
      written: told,
      mentioned: told,
      window: { notify: true, sound: false },
      unassigned: { notify: false, sound: false },
      ...chosen.alerts,
    },
  };
}

/** Whether `minutes` since midnight lie within the quiet hours. */
export function isQuiet(hours: AllPreferences["quietHours"], minutes: number): boolean {
  if (!hours) return false;
  const [from, to] = [minutesOf(hours.from), minutesOf(hours.to)];
  return from <= to ? minutes >= from && minutes < to : minutes >= from || minutes < to;
}

function minutesOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(":").map(Number);
  return hours * 60 + minutes;
}
