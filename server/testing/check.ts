import { quickStages, runStages } from "./stages";

/** `npm run check`: types, lint, unit and integration tests. */
const { failed } = await runStages(quickStages);
process.exitCode = failed === 0 ? 0 : 1;
