import { env } from "@/server/env";
import { log } from "@/server/log";
import { orgChannel } from "./channels";
import { pusherClient, pusherConfig } from "./client";
import type { Change } from "./publish";

/** How long hints of one organization gather before they leave together, in ms. */
const gather = 60;
/** More ids than this and the hint says "everything": 10 KB is the limit of one event. */
const most = 150;

const waiting = new Map<string, Map<string, Change>>();

/** Adds hints to what leaves next for the organization. Never throws and never waits: a socket is a hint, not the log. */
export function flushSoon(orgId: string, changes: Change[]): void {
  const gathered = waiting.get(orgId);
  const list = gathered ?? new Map<string, Change>();
  for (const change of changes) list.set(`${change.kind}:${change.id}`, change);
  if (gathered) return;
  waiting.set(orgId, list);
  setTimeout(() => void flush(orgId), gather);
}

async function flush(orgId: string): Promise<void> {
  const list = [...(waiting.get(orgId)?.values() ?? [])];
  waiting.delete(orgId);
  const changes = list.length > most ? "all" : list.map((c) => [c.kind, c.id]);
  try {
    await pusherClient(pusherConfig(env())).trigger(orgChannel(orgId), "changed", { changes });
  } catch (error) {
    log().warn({ err: error, orgId }, "A realtime hint was not taken");
  }
}
