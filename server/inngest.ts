import { prepareLaunched, sendDue } from "./campaigns/jobs";
import { eraseContacts } from "./contacts/erasure/jobs";
import { importContacts } from "./contacts/import/jobs";
import { takeLeave } from "./conversations/jobs";
import { sendScheduled } from "./conversations/scheduled/jobs";
import { transcribeWanted } from "./conversations/transcripts/jobs";
import { openStep } from "./routing/jobs";
import { sweepJobs } from "./sweeper";

/** Every function that the job engine runs. */
export const functions = [
  ...sweepJobs,
  sendScheduled,
  takeLeave,
  openStep,
  transcribeWanted,
  importContacts,
  eraseContacts,
  prepareLaunched,
  sendDue,
];

export { inngest } from "./inngest-client";
