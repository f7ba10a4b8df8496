import { inOrg, type OrgScope } from "@/db/org";
import { record } from "@/server/audit/record";
import type { HandOver } from "@/server/channels/adapter";
import { log } from "@/server/log";
import { publish } from "@/server/realtime/publish";
import { scopeForSystem } from "@/server/scope";
import { type Claimed, claimNext } from "./claim-next";
import { countReply, handOver, persistently } from "./hand-over";
import { recordHandOvers } from "./record-hand-overs";

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
    countReply(claimed.account.id);
    const outcome = claimed.refusal ?? (await handOver(scope, claimed));
    const wait = await persistently(() => inOrg(scope, (s) => settle(s, claimed, outcome)));
    // The sweeper would find it too, within a minute.
    if (wait !== null) setTimeout(() => deliverSoon(orgId, conversationId), wait + 50).unref();
  }
}

async function settle(scope: OrgScope, claimed: Claimed, outcome: HandOver): Promise<number | null> {
  const [wait = null] = await recordHandOvers(scope, [{ claimed, outcome }]);
  await record(scope, { action: `delivery.${outcome.outcome}`, subject: ["message", claimed.messageId] });
  await publish(scope, [{ kind: "conversation", id: claimed.conversationId }]);
  return wait;
}
