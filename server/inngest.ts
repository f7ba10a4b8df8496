import { sendScheduled } from "./conversations/scheduled/jobs";
import { sweepJobs } from "./sweeper";

/** Every function that the job engine runs. */
export const functions = [...sweepJobs, sendScheduled];

export { inngest } from "./inngest-client";
