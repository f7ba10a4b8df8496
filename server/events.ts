import { eventType } from "inngest";
import { z } from "zod";

/*
 * The catalogue of every event: work for later, named `noun/past-participle`. Receiving, replying and assigning need none of them:
 * they happen in the request.
 */

const organization = z.object({ orgId: z.uuid() });

/** A connection was made or its templates may have changed: fetch them. */
export const connectionAdded = eventType("connection/added", {
  schema: organization.extend({ connectionId: z.uuid() }),
});

/** A reply is to leave at `dueAt` (ISO, by the real clock). */
export const messageScheduled = eventType("message/scheduled", {
  schema: organization.extend({ scheduledId: z.uuid(), revision: z.int(), dueAt: z.iso.datetime() }),
});

/** It is not to leave then: it was changed, taken back or sent already. */
export const scheduleWithdrawn = eventType("schedule/withdrawn", {
  schema: organization.extend({ scheduledId: z.uuid() }),
});

/** A later step of a plan, by which waiting work may go elsewhere, opens at `opensAt` (ISO, by the real clock). */
export const workPlanned = eventType("work/planned", {
  schema: organization.extend({ opensAt: z.iso.datetime() }),
});

/** A conversation of a number that takes leave of its customers was closed. */
export const conversationClosed = eventType("conversation/closed", {
  schema: organization.extend({ conversationId: z.uuid(), closedAt: z.iso.datetime() }),
});

/** A customer's sound is to be written down. */
export const transcriptWanted = eventType("transcript/wanted", {
  schema: organization.extend({ attachmentId: z.uuid() }),
});

/** A file of contacts is to be tried out or written, from where it got to. */
export const importRequested = eventType("import/requested", {
  schema: organization.extend({ importId: z.uuid() }),
});

/** A contact is to be erased, in as many steps as it takes. */
export const contactErasing = eventType("contact/erasing", {
  schema: organization.extend({ erasureId: z.uuid() }),
});

/** A campaign was launched: who is meant is written down, and then it begins. */
export const campaignLaunched = eventType("campaign/launched", {
  schema: organization.extend({ campaignId: z.uuid() }),
});

/** There is something of campaigns to be sent on a number. */
export const numberBusy = eventType("campaign/due", {
  schema: organization.extend({ channelAccountId: z.uuid() }),
});

/** The kinds of work that a crash may leave behind; what finishes each stands in server/sweeper.ts. */
export const works = [
  "deliveries",
  "windows",
  "snoozes",
  "absences",
  "silences",
  "scheduled",
  "attachments",
  "transcripts",
  "statuses",
  "routing",
  "audit",
  "counts",
  "costs",
  "sla",
  "reports",
  "templates",
  "erasures",
  "campaigns",
  "answers",
] as const;
export type Work = (typeof works)[number];

/** A sweep found this organization to have work of a kind left. */
export const workLeft = eventType("work/left", { schema: organization.extend({ work: z.enum(works) }) });
