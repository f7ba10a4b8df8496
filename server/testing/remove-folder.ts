import { rmSync } from "node:fs";

/**
 * Removes a folder and all in it. Sessions of a PostgreSQL that was killed end only once they notice, and until
 * then may still write there: what appears meanwhile is removed as well.
 */
export function removeFolder(dir: string): void {
  rmSync(dir, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 });
}
