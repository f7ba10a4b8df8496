import { sql } from "@/db/client";
import { afterCommit, genericPlans, inOrg, type OrgScope } from "@/db/org";
import { together } from "@/db/together";
import { unreachable } from "@/db/unreachable";
import type { InboundPart, RawPart } from "./channels/adapter";
import { type Account, accountIdsOf, accountsOf, connection, connectionsOf } from "./channels/directory";
import { noteWebhook } from "./channels/note-webhook";
import { adapterFor, platformChannel } from "./channels/registry";
import { applyUpdate } from "./conversations/apply-update";
import { changeMessage } from "./conversations/change-messages";
import { type Received, receive } from "./conversations/receive";
import { recordStatus } from "./conversations/record-status";
import { DomainError } from "./errors";
import { log } from "./log";
import { afterReceived } from "./reactions";
import { scopeForCarrier, scopeForSystem } from "./scope";
import { Batches } from "./webhooks/batches";
import { park } from "./webhooks/park";
import { parkedFor, replayParked } from "./webhooks/replay-parked";
import { type Part, partHash, storeParts } from "./webhooks/store";

/** Where a webhook came in: an organization's own app, or (null) the platform's. */
export interface Door {
  channel: string;
  connection: { id: string; orgId: string; externalId: string } | null;
}

export interface IntakeResult {
  parts: number;
  applied: number;
  duplicates: number;
  parked: Record<string, number>;
}

interface Item extends Part {
  raw: RawPart;
  part: InboundPart;
  account: Account | null;
  connectionId: string | null;
}

type Outcome = { duplicate: boolean; parked?: string };

/**
 * Takes a verified body in: every part durable, then applied, in the request that brought it. Requests of one organization
 * that arrive together share a transaction. Resolves only when nothing can be lost any more; throws UNAVAILABLE when the
 * database is away, and then nothing was acknowledged.
 */
export async function intake(door: Door, body: unknown, rawText: string | null): Promise<IntakeResult> {
  const raws = adapterFor(door.channel).split(body);
  const routed = await route(
    door,
    raws.map((raw) => itemOf(door, raw, raws.length === 1 ? rawText : null)),
  );
  const outcomes = await Promise.all(routed.map(({ orgId, item, reason }) => settle(orgId, item, reason)));
  return tally(outcomes);
}

function itemOf(door: Door, raw: RawPart, rawText: string | null): Item {
  const envelope = JSON.stringify(raw.envelope);
  const connectionId = door.connection?.id ?? null;
  return {
    raw,
    part: adapterFor(door.channel).read(raw),
    hash: partHash(connectionId, envelope),
    connectionId,
    field: raw.field,
    payload: rawText ?? envelope,
    account: null,
  };
}

interface Routed {
  item: Item;
  orgId: string | null;
  /** Set when the part may not be applied. */
  reason: string | null;
}

async function route(door: Door, items: Item[]): Promise<Routed[]> {
  const named = items.flatMap((i) => i.raw.accountExternalId ?? []);
  const accounts = await accountsOf(door.channel, named);
  const connections = door.connection
    ? new Map([[door.connection.externalId, { id: door.connection.id, orgId: door.connection.orgId }]])
    : await connectionsOf(
        door.channel,
        items.flatMap((i) => i.raw.connectionExternalId ?? []),
      );
  return items.map((item) => {
    const own = door.connection?.orgId ?? null;
    if (item.raw.accountExternalId) {
      const account = accounts.get(item.raw.accountExternalId);
      if (!account) return { item, orgId: own, reason: "unroutable" };
      if (door.connection && account.connectionId !== door.connection.id)
        return { item, orgId: own, reason: "foreign" };
      return {
        item: { ...item, account, connectionId: account.connectionId },
        orgId: account.orgId,
        reason: null,
      };
    }
    const connection = connections.get(item.raw.connectionExternalId ?? "");
    if (connection)
      return { item: { ...item, connectionId: connection.id }, orgId: connection.orgId, reason: null };
    return { item, orgId: own, reason: door.connection ? "foreign" : "unroutable" };
  });
}

declare global {
  var hiloIntake: Batches<{ item: Item; reason: string | null }, Outcome> | undefined;
}

/** Four lanes keep both cores busy without making every organization wait for every other. */
function batches(): Batches<{ item: Item; reason: string | null }, Outcome> {
  globalThis.hiloIntake ??= new Batches({ lanes: 4, most: 1000 }, applyDurably);
  return globalThis.hiloIntake;
}

async function settle(orgId: string | null, item: Item, reason: string | null): Promise<Outcome> {
  if (orgId) return batches().add(orgId, { item, reason });
  try {
    const fresh = await storeParts(sql(), [item], "parked", reason);
    return { duplicate: fresh.size === 0, parked: reason ?? undefined };
  } catch (error) {
    throw unreachable(error) ? new DomainError("UNAVAILABLE", {}, { cause: error }) : error;
  }
}

/** Stores and applies in one transaction; where applying fails, the parts are stored all the same and the sweeper goes on. */
async function applyDurably(
  orgId: string,
  list: { item: Item; reason: string | null }[],
): Promise<Outcome[]> {
  try {
    return await applyParts(orgId, list, true).catch((error) => {
      if (!raced(error)) throw error;
      return applyParts(orgId, list, true);
    });
  } catch (error) {
    if (error instanceof DomainError && error.code === "UNAVAILABLE") throw error;
    log().error(
      { err: error, orgId, parts: list.length },
      "A batch of parts could not be applied; they wait for the sweeper",
    );
    try {
      await storeParts(
        sql(),
        list.map((l) => l.item),
        "pending",
      );
    } catch (second) {
      throw new DomainError("UNAVAILABLE", {}, { cause: second });
    }
    return list.map(() => ({ duplicate: false }));
  }
}

/** Another process made the same contact, or wanted the same rows in another order: the second time they are there. */
function raced(error: unknown): boolean {
  const code = error instanceof Error && "code" in error ? error.code : null;
  return code === "23505" || code === "40P01" || code === "40001";
}

/**
 * Applies one stored part again (a sweep, a replay by an administrator); with `reason`, parks it with that reason
 * instead. Returns the reasons for which something had to be parked again. Throws what failed.
 */
export async function resume(
  connectionId: string | null,
  payload: string,
  reason: string | null = null,
): Promise<string[]> {
  const own = connectionId === null ? null : await connection(connectionId);
  const channel = own?.channel ?? platformChannel;
  const door: Door = {
    channel,
    connection: own && { id: own.id, orgId: own.orgId, externalId: own.externalId },
  };
  const items = adapterFor(channel)
    .split(JSON.parse(payload))
    .map((raw) => itemOf(door, raw, null));
  const parked: string[] = items.length === 0 ? ["empty"] : [];
  for (const { orgId, item, reason: why } of await route(door, items)) {
    if (!orgId) continue;
    const outcomes = await applyParts(orgId, [{ item, reason: reason ?? why }], false);
    parked.push(...outcomes.flatMap((outcome) => outcome.parked ?? []));
  }
  return parked;
}

/** Applies parts of one organization in one transaction; also what the sweeper and a replay call, part by part. */
export async function applyParts(
  orgId: string,
  list: { item: Item; reason: string | null }[],
  store: boolean,
): Promise<Outcome[]> {
  const scope = scopeForCarrier(orgId, list[0]?.item.connectionId ?? "platform");
  return inOrg(
    scope,
    async (s) => {
      const stored = store
        ? storeParts(
            s.sql,
            list.map((l) => l.item),
            "applied",
          )
        : Promise.resolve(null);
      const [fresh, parkedReasons] = await together([stored, apply(s, list)]);
      await park(
        s,
        list.flatMap(({ item }, i) => (parkedReasons[i] ? [{ ...item, reason: parkedReasons[i] }] : [])),
      );
      return list.map(({ item }, i) => ({
        duplicate: fresh ? !fresh.has(item.hash.toString("hex")) : false,
        parked: parkedReasons[i],
      }));
    },
    genericPlans,
  );
}

/** Messages beside statuses, which speak of others; then what refers to messages. Returns the reason per part that has to be parked. */
async function apply(
  scope: OrgScope,
  list: { item: Item; reason: string | null }[],
): Promise<(string | undefined)[]> {
  const parked: (string | undefined)[] = list.map((l) => l.reason ?? undefined);
  const open = list.map((l, i) => ({ ...l.item, i })).filter((l) => !parked[l.i]);
  const messages = open.flatMap(({ part, account }) =>
    part.type === "message" && account ? [{ ...windowOf(account), message: part } satisfies Received] : [],
  );
  const statuses = open.flatMap(({ part, account }) =>
    part.type === "status" && account ? [{ channelAccountId: account.id, status: part }] : [],
  );
  const ids = messages.map((m) => m.message.providerId);
  const [result, , early] = await together([
    receive(scope, messages),
    recordStatus(scope, statuses),
    parkedFor(scope, ids),
  ]);
  for (const item of open) {
    const isSet = item.account !== null && (item.part.type === "message" || item.part.type === "status");
    if (!isSet) parked[item.i] = await applyOther(scope, item);
  }
  await noteWebhook(scope, accountIdsOf(open), open[0]?.connectionId ?? null);
  if (early.length > 0) afterCommit(scope, () => settleParked(scope.orgId, early));
  if (result.applied > 0) afterCommit(scope, () => afterReceived(scope.orgId, result));
  return parked;
}

/** What customers did to a message before it came is done to it now. */
async function settleParked(orgId: string, ids: string[]): Promise<void> {
  const scope = await scopeForSystem(orgId, "late-message");
  for (const id of ids) await replayParked(scope, { id }, resume);
}

function windowOf(account: Account): { channelAccountId: string; windowHours: number | null } {
  return { channelAccountId: account.id, windowHours: adapterFor(account.channel).capabilities.windowHours };
}

async function applyOther(
  scope: OrgScope,
  { part, account, connectionId, raw }: Item,
): Promise<string | undefined> {
  switch (part.type) {
    case "message":
    case "status":
      return account ? undefined : "no-number";
    case "reaction":
    case "edit":
    case "revoke":
      if (!account) return "no-number";
      return (await changeMessage(scope, account.id, part)) ? undefined : `${part.type}-of-unknown-message`;
    case "parked":
      return part.reason;
    default:
      return applyUpdate(scope, { part, accountId: account?.id ?? null, connectionId, field: raw.field });
  }
}

function tally(outcomes: Outcome[]): IntakeResult {
  const result: IntakeResult = { parts: outcomes.length, applied: 0, duplicates: 0, parked: {} };
  for (const o of outcomes) {
    if (o.duplicate) result.duplicates++;
    else if (o.parked) result.parked[o.parked] = (result.parked[o.parked] ?? 0) + 1;
    else result.applied++;
  }
  return result;
}
