import nextEnv from "@next/env";
import { localEnvironment } from "./environment";
import { localDirectory, projectRoot, webPort } from "./project";
import { localSecrets } from "./secrets";

/**
 * Gives a command the environment of the copy that it works on: what is named, and for the rest what `npm run dev` of the same
 * PORT and LOCAL_DIR uses. To be called before anything reads the environment.
 */
export function fillEnvironment(): void {
  nextEnv.loadEnvConfig(projectRoot, true, { info: () => undefined, error: () => undefined });
  const localDir = localDirectory(process.env);
  const { env } = localEnvironment(webPort(process.env), localDir, localSecrets(localDir), process.env);
  Object.assign(process.env, env);
}
