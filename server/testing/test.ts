import { allStages, runStages } from "./stages";

/** `npm test`: everything, on a fresh machine. */
const { failed } = await runStages(allStages);
process.exitCode = failed === 0 ? 0 : 1;
