import { takeLeave } from "./conversations/jobs";
import { sendScheduled } from "./conversations/scheduled/jobs";
import { openStep } from "./routing/jobs";
import { sweepJobs } from "./sweeper";

/** Every function that the job engine runs. */
export const functions = [...sweepJobs, sendScheduled, takeLeave, openStep];

export { inngest } from "./inngest-client";
