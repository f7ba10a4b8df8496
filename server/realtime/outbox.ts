import { inOrg } from "@/db/org";
import { env } from "@/server/env";
import { log } from "@/server/log";
import type { OrgId } from "@/server/scope";
import { everybodyChannel, memberChannel, orgChannel, teamChannel } from "./channels";
import { pusherClient, pusherConfig } from "./client";
import type { Change } from "./publish";

/** How long hints of one organization gather before they leave together, in ms. */
const gather = 60;
/** With more ids than this the hint says "everything": one event holds 10 KB. */
const most = 150;

const waiting = new Map<string, Map<string, Change>>();

/** Adds hints to what leaves next for the organization. Never throws and never waits: a socket is a hint, not the log. */
export function flushSoon(orgId: OrgId, changes: Change[]): void {
  const gathered = waiting.get(orgId);
  const list = gathered ?? new Map<string, Change>();
  for (const change of changes) list.set(`${change.kind}:${change.id}`, change);
  if (gathered) return;
  waiting.set(orgId, list);
  setTimeout(() => void flush(orgId), gather);
}

async function flush(orgId: OrgId): Promise<void> {
  const changes = [...(waiting.get(orgId)?.values() ?? [])];
  waiting.delete(orgId);
  try {
    const events = [...(await audiences(orgId, changes))].map(([channel, list]) => ({
      channel,
      name: "changed",
      data: { changes: list.length > most ? "all" : list.map((c) => [c.kind, c.id]) },
    }));
    // A batch holds ten events.
    for (let i = 0; i < events.length; i += 10)
      await pusherClient(pusherConfig(env())).triggerBatch(events.slice(i, i + 10));
  } catch (error) {
    log().warn({ err: error, orgId }, "A realtime hint was not taken");
  }
}

/** Each hint goes only where it may be seen: a conversation to its team or its member, and to who sees all. */
async function audiences(orgId: OrgId, changes: Change[]): Promise<Map<string, Change[]>> {
  const byChannel = new Map<string, Change[]>();
  const add = (channel: string, change: Change) =>
    byChannel.set(channel, [...(byChannel.get(channel) ?? []), change]);
  const holders = await holdersOf(
    orgId,
    changes.flatMap((c) => (c.kind === "conversation" && c.id ? [c.id] : [])),
  );
  for (const change of changes) {
    const holder = change.kind === "conversation" ? holders.get(change.id ?? "") : undefined;
    if (change.kind !== "conversation") add(everybodyChannel(orgId), change);
    if (!holder) continue;
    add(orgChannel(orgId), change);
    if (holder.team_id) add(teamChannel(orgId, holder.team_id), change);
    else add(everybodyChannel(orgId), change);
    if (holder.assignee_id) add(memberChannel(orgId, holder.assignee_id), change);
  }
  return byChannel;
}

interface Holder {
  id: string;
  team_id: string | null;
  assignee_id: string | null;
}

async function holdersOf(orgId: OrgId, ids: string[]): Promise<Map<string, Holder>> {
  if (ids.length === 0) return new Map();
  const scope = { orgId, actor: { kind: "system" as const, id: "realtime" }, now: new Date() };
  const rows = await inOrg(
    scope,
    (s) =>
      s.sql<
        Holder[]
      >`select id, team_id, assignee_id from conversations where org_id = ${orgId} and id = any(${ids}::uuid[])`,
  );
  return new Map(rows.map((r) => [r.id, r]));
}
