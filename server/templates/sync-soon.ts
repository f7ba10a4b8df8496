import { log } from "@/server/log";
import { scopeForSystem } from "@/server/scope";
import { syncTemplates } from "./sync";

interface Syncing {
  running: Promise<void>;
  again: boolean;
}

declare global {
  var hiloSyncing: Map<string, Syncing> | undefined;
}

/**
 * Starts a sync of a connection's templates and returns at once. Calls during one ask for a single other after it: many reports
 * arrive together, and a later one may tell of what the running sync has already listed. The hourly one finishes what fails.
 */
export function syncSoon(orgId: string, connectionId: string): void {
  globalThis.hiloSyncing ??= new Map();
  const all = globalThis.hiloSyncing;
  const current = all.get(connectionId);
  if (current) {
    current.again = true;
    return;
  }
  const syncing: Syncing = { running: Promise.resolve(), again: false };
  all.set(connectionId, syncing);
  syncing.running = run(orgId, connectionId, syncing).finally(() => all.delete(connectionId));
}

/** Waits for what syncSoon() has under way in this process; for an orderly end and for tests. */
export async function syncsSettled(): Promise<void> {
  while (globalThis.hiloSyncing && globalThis.hiloSyncing.size > 0)
    await Promise.all([...globalThis.hiloSyncing.values()].map((each) => each.running));
}

async function run(orgId: string, connectionId: string, syncing: Syncing): Promise<void> {
  do {
    syncing.again = false;
    try {
      await syncTemplates(await scopeForSystem(orgId, "template-sync"), connectionId);
    } catch (error) {
      log().warn({ err: error, connectionId }, "Templates were not synced");
    }
  } while (syncing.again);
}
