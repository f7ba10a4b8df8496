import type { Preferences } from "../schema";

/** What a member can be told of, in the order of the settings. */
export const ALERTS = ["assigned", "written", "mentioned", "held", "window", "unassigned"] as const;
export type Alert = (typeof ALERTS)[number];

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
      held: told,
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
