import { z } from "zod";
import { roles } from "@/server/permissions";
import { emailAddress, line, timeZone } from "@/server/text";
import { locale, password, token } from "@/server/users/schema";
import { businessHours } from "./rules/business-hours";
import { ALERTS } from "./rules/preferences";

export const hours = businessHours
  .extend({ timeZone })
  .refine((h) => h.holidays.length <= 200 && h.holidays.every((day) => line(80).safeParse(day.name).success))
  .refine((h) => Object.values(h.week).every((spans) => (spans?.length ?? 0) <= 6))
  .nullable();

export const role = z.enum(roles);

/** Days that an invitation is good. */
export const invitationDays = 7;

export const invitation = z.object({ email: emailAddress, role });
export const invitationRef = z.object({ invitationId: z.uuid() });

/** Name and password are for who has no account yet. */
export const acceptance = z.object({
  token,
  name: line(80).optional(),
  password: password.optional(),
  locale,
});
export type Acceptance = z.infer<typeof acceptance>;

export const memberRef = z.object({ memberId: z.uuid() });
export const roleChange = memberRef.extend({ role });
export const maxConversationsChange = memberRef.extend({ max: z.int().min(0).max(100) });

/** Only what is named changes. */
export const organizationChange = z.object({
  name: line(80).optional(),
  locale: locale.optional(),
  timeZone: timeZone.optional(),
  businessHours: hours.optional(),
  closeReasonRequired: z.boolean().optional(),
  /** Hours after closing in which a customer comes back to the last agent; null: never. */
  reopenHours: z.int().min(1).max(720).nullable().optional(),
});

/** Whether voice messages of customers are written down by the service that the platform names. */
export const transcriptChoices = ["never", "asked", "always"] as const;
export type TranscriptChoice = (typeof transcriptChoices)[number];
export const transcriptsChange = z.object({ transcripts: z.enum(transcriptChoices) });

export const newTeam = z.object({ name: line(60) });
export const teamRef = z.object({ teamId: z.uuid() });
/** Only what is named changes; `memberIds` is the whole list. */
export const teamChange = teamRef.extend({
  name: line(60).optional(),
  memberIds: z.array(z.uuid()).max(1_000).optional(),
  businessHours: hours.optional(),
});

const told = z.object({ notify: z.boolean(), sound: z.boolean() });
const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);

/** A member's own settings as they are kept: only what they chose. */
export const preferences = z.object({
  alerts: z.partialRecord(z.enum(ALERTS), told).optional(),
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
