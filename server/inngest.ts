import { sweepJobs } from "./sweeper";

/** Every function that the job engine runs. */
export const functions = [...sweepJobs];

export { inngest } from "./inngest-client";
