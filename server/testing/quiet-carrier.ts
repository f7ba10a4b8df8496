import { mkdtempSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll } from "vitest";
import { deliveriesSettled } from "@/server/conversations/deliver";
import { startCarrier } from "@/server/sandbox/server";
import { withDatabase } from "./environment";

/**
 * A database and the simulated carrier for the tests of a file; its webhooks are taken and dropped, so that a test sees what the
 * carrier was handed and nothing that comes of it.
 */
export function withQuietCarrier(): { url: () => string } {
  const door = createServer((request, response) => request.resume().on("end", () => response.end()));
  let carrier: Awaited<ReturnType<typeof startCarrier>> | undefined;
  withDatabase(async () => {
    await new Promise<void>((resolve) => door.listen(0, "127.0.0.1", resolve));
    const dataDir = mkdtempSync(path.join(tmpdir(), "carrier-"));
    const statusDelaysMs = { sent: 1, delivered: 1, read: 1, held: 1 };
    carrier = await startCarrier({ port: 0, dataDir, adminKey: "key", statusDelaysMs });
    const appUrl = `http://127.0.0.1:${(door.address() as AddressInfo).port}`;
    return { SANDBOX_URL: carrier.url, SANDBOX_ADMIN_KEY: "key", APP_URL: appUrl };
  });
  afterAll(async () => {
    await deliveriesSettled();
    await carrier?.close();
    door.closeAllConnections();
    door.close();
  });
  return { url: () => carrier?.url ?? "" };
}
