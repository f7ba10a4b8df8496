import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { TestProject } from "vitest/node";
import { TestCluster } from "./test-cluster";

declare module "vitest" {
  export interface ProvidedContext {
    /** Where `testDatabase` asks for databases. */
    testClusterUrl: string;
  }
}

/**
 * One PostgreSQL for a whole run, started by the first test that asks for a database: a run without such tests
 * costs nothing, and two runs side by side share nothing. `POST /` makes a database, `DELETE /NAME` drops it.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const cluster = new TestCluster();
  const server = createServer((request, response) => {
    const work = request.method === "DELETE" ? cluster.drop(request.url?.slice(1) ?? "") : cluster.create();
    work.then(
      (answer) => response.end(JSON.stringify(answer ?? {})),
      (error: Error) => response.writeHead(500).end(error.message),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  project.provide("testClusterUrl", `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  return async () => {
    server.close();
    server.closeAllConnections();
    await cluster.close();
  };
}
