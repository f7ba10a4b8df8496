import { setTimeout as pause } from "node:timers/promises";
import { inOrg, type OrgScope } from "@/db/org";
import { unreachable } from "@/db/unreachable";
import { record } from "@/server/audit/record";
import type { CarrierAccount, HandOver, OutboundMessage } from "@/server/channels/adapter";
import { carrierAccount } from "@/server/channels/directory";
import { adapterFor } from "@/server/channels/registry";
import { log } from "@/server/log";
import { publish } from "@/server/realtime/publish";
import { type Scope, scopeForSystem } from "@/server/scope";
import { type Claimed, claimNext } from "./claim-next";
import { fileOf } from "./read-attachment";
import { recordHandOver } from "./record-hand-over";

declare global {
  var hiloDelivering: Map<string, Promise<void>> | undefined;
}

/**
 * Starts handing over what waits in a conversation, unless this process is at it already; returns at once. One at a time and in
 * order: the next message is claimed when the one before has an outcome. Across processes the claim itself keeps the order.
 */
export function deliverSoon(orgId: string, conversationId: string): void {
  globalThis.hiloDelivering ??= new Map();
  const running = globalThis.hiloDelivering;
  const before = running.get(conversationId) ?? Promise.resolve();
  const after = before
    .then(() => deliver(orgId, conversationId))
    .catch((error) =>
      log().error({ err: error, orgId, conversationId }, "A delivery stopped; the sweeper goes on"),
    )
    .finally(() => {
      if (running.get(conversationId) === after) running.delete(conversationId);
    });
  running.set(conversationId, after);
}

/** Waits for what deliverSoon() has under way in this process; for an orderly end and for tests. */
export async function deliveriesSettled(): Promise<void> {
  while (globalThis.hiloDelivering && globalThis.hiloDelivering.size > 0)
    await Promise.all(globalThis.hiloDelivering.values());
}

/** Hands over what waits in a conversation, in order, until nothing is due. */
export async function deliver(orgId: string, conversationId: string): Promise<void> {
  const scope = await scopeForSystem(orgId, "delivery");
  for (;;) {
    const claimed = await inOrg(scope, (s) => claimNext(s, conversationId));
    if (!claimed) return;
    // Outside any transaction: the carrier may take its time, and from here on a crash leaves `claimed`, which ends as `unknown`.
    const outcome = claimed.refusal ?? (await handOver(scope, claimed));
    const wait = await persistently(() => inOrg(scope, (s) => settle(s, claimed, outcome)));
    // The sweeper would find it too, within a minute.
    if (wait !== null) setTimeout(() => deliverSoon(orgId, conversationId), wait + 50).unref();
  }
}

async function handOver(scope: Scope, claimed: Claimed): Promise<HandOver> {
  const ready = await prepare(scope, claimed).catch((error: unknown) => notReady(error));
  if ("outcome" in ready) return ready;
  return adapterFor(claimed.account.channel).send(ready.account, ready.message);
}

async function prepare(
  scope: Scope,
  claimed: Claimed,
): Promise<{ account: CarrierAccount; message: OutboundMessage } | HandOver> {
  const account = await carrierAccount({ ...claimed.account, orgId: scope.orgId });
  if (!account) return { outcome: "rejected", code: "connection-gone" };
  const message: OutboundMessage = {
    messageId: claimed.messageId,
    to: claimed.to,
    content: claimed.content,
    replyToProviderId: claimed.replyToProviderId ?? undefined,
    file: await fileOf(scope, claimed.content),
  };
  return { account, message };
}

/** Nothing has left yet: whatever kept us from it, it may be tried again. */
function notReady(error: unknown): HandOver {
  return { outcome: "again", code: "unreachable", detail: String(error), afterMs: 2_000, throttled: false };
}

/** So long we insist on writing down what we know, in ms; well below the age at which a claim counts as dead. */
const persistence = 60_000;

/** A database that is away for a moment must not make us forget what the carrier said. */
async function persistently<T>(write: () => Promise<T>): Promise<T> {
  const giveUp = Date.now() + persistence;
  for (;;) {
    try {
      return await write();
    } catch (error) {
      if (!unreachable(error) || Date.now() > giveUp) throw error;
      await pause(250);
    }
  }
}

async function settle(scope: OrgScope, claimed: Claimed, outcome: HandOver): Promise<number | null> {
  const wait = await recordHandOver(scope, claimed, outcome);
  await record(scope, { action: `delivery.${outcome.outcome}`, subject: ["message", claimed.messageId] });
  await publish(scope, [{ kind: "conversation", id: claimed.conversationId }]);
  return wait;
}
