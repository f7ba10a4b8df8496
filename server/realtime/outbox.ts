import { setTimeout as pause } from "node:timers/promises";
import { closeAfter } from "@/db/client";
import { inOrg } from "@/db/org";
import { env } from "@/server/env";
import { log } from "@/server/log";
import type { OrgId } from "@/server/scope";
import { everybodyChannel, memberChannel, orgChannel, teamChannel } from "./channels";
import { pusherClient, pusherConfig } from "./client";
import type { Change, Holder } from "./publish";

/** How long hints gather before they leave together, in ms. */
const gather = 60;
/** With more ids than this the hint says "everything": one event holds 10 KB. */
const most = 150;
/** Events that one call of the realtime service takes. */
const perCall = 10;

const waiting = new Map<OrgId, Map<string, Change>>();
/** Until what gathers has left. */
let leaving: Promise<void> = Promise.resolve();

/**
 * Adds hints to what leaves next, of every organization together. Never throws and never waits: a socket is a hint, not the log.
 */
export function flushSoon(orgId: OrgId, changes: Change[]): void {
  if (waiting.size === 0) leaving = Promise.all([leaving, leaveSoon()]).then(() => {});
  const list = waiting.get(orgId) ?? new Map<string, Change>();
  waiting.set(orgId, list);
  for (const change of changes) {
    const key = `${change.kind}:${change.id}`;
    // Who changed the holder does not say so here: then it is asked for.
    const known = list.has(key) ? list.get(key)?.holder && change.holder : change.holder;
    list.set(key, { ...change, holder: known });
  }
}

// They ask the database whom they are for.
closeAfter(() => leaving);

const leaveSoon = (): Promise<void> =>
  pause(gather)
    .then(flush)
    .catch((error) => log().warn({ err: error }, "Realtime hints did not leave"));

async function flush(): Promise<void> {
  const gathered = [...waiting].map(([orgId, changes]) => [orgId, [...changes.values()]] as const);
  waiting.clear();
  const events: Event[] = [];
  for (const [orgId, changes] of gathered) {
    await eventsOf(orgId, changes).then(
      (list) => events.push(...list),
      (error) => log().warn({ err: error, orgId }, "A realtime hint has no audience"),
    );
  }
  for (let i = 0; i < events.length; i += perCall) {
    void pusherClient(pusherConfig(env()))
      .triggerBatch(events.slice(i, i + perCall))
      .catch((error: Error) => log().warn({ err: error }, "A realtime hint was not taken"));
  }
}

interface Event {
  channel: string;
  name: string;
  data: { changes: "all" | [string, string | null][] };
}

async function eventsOf(orgId: OrgId, changes: readonly Change[]): Promise<Event[]> {
  const audience = await audiences(orgId, changes);
  return [...audience].map(([channel, list]) => ({
    channel,
    name: "changed",
    data: { changes: list.length > most ? "all" : list.map((c): [string, string | null] => [c.kind, c.id]) },
  }));
}

/** Each hint goes only where it may be seen: a conversation to its team or its member, and to who sees all. */
async function audiences(orgId: OrgId, changes: readonly Change[]): Promise<Map<string, Change[]>> {
  const byChannel = new Map<string, Change[]>();
  const add = (channel: string, change: Change) => {
    const list = byChannel.get(channel);
    if (list) list.push(change);
    else byChannel.set(channel, [change]);
  };
  const unknown = changes.filter((c) => c.kind === "conversation" && !c.holder);
  const asked = await holdersOf(
    orgId,
    unknown.flatMap((c) => c.id ?? []),
  );
  for (const change of changes) {
    const holder = change.kind === "conversation" ? (change.holder ?? asked.get(change.id ?? "")) : undefined;
    const own = ["draft", "mention", "scheduled"].includes(change.kind);
    if (own && change.id) add(memberChannel(orgId, change.id), change);
    else if (change.kind !== "conversation") add(everybodyChannel(orgId), change);
    if (!holder) continue;
    add(orgChannel(orgId), change);
    if (holder.teamId) add(teamChannel(orgId, holder.teamId), change);
    else add(everybodyChannel(orgId), change);
    if (holder.assigneeId) add(memberChannel(orgId, holder.assigneeId), change);
  }
  return byChannel;
}

async function holdersOf(orgId: OrgId, ids: string[]): Promise<Map<string, Holder>> {
  if (ids.length === 0) return new Map();
  const scope = { orgId, actor: { kind: "system" as const, id: "realtime" }, now: new Date() };
  const rows = await inOrg(
    scope,
    (s) => s.sql<{ id: string; team_id: string | null; assignee_id: string | null }[]>`
      select id, team_id, assignee_id from conversations where org_id = ${orgId} and id = any(${ids}::uuid[])`,
  );
  return new Map(rows.map((r) => [r.id, { teamId: r.team_id, assigneeId: r.assignee_id }]));
}
