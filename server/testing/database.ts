import { request } from "node:http";
import { inject } from "vitest";
import type { DatabaseUrls } from "./test-cluster";

export interface TestDatabase extends DatabaseUrls {
  /** Ends every connection to it and removes it. */
  drop(): Promise<void>;
}

/**
 * A migrated, empty database of its own for a test file, on a real PostgreSQL; some 80 ms.
 * What is not dropped goes with the run.
 */
export async function testDatabase(): Promise<TestDatabase> {
  const urls = JSON.parse(await ask("POST", "/")) as DatabaseUrls;
  return {
    ...urls,
    drop: async () => {
      await ask("DELETE", `/${urls.name}`);
    },
  };
}

/** Not `fetch`, which tests replace. */
function ask(method: string, path: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const call = request(
      new URL(path, inject("testClusterUrl")),
      { method, agent: false },
      async (response) => {
        let body = "";
        for await (const chunk of response) body += chunk;
        if (response.statusCode === 200) resolve(body);
        else reject(new Error(`No test database: ${body}`));
      },
    );
    call.on("error", reject);
    call.end();
  });
}
