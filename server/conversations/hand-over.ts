import { setTimeout as pause } from "node:timers/promises";
import { unreachable } from "@/db/unreachable";
import type { CarrierAccount, HandOver, OutboundMessage } from "@/server/channels/adapter";
import { carrierAccount } from "@/server/channels/directory";
import { adapterFor } from "@/server/channels/registry";
import type { Scope } from "@/server/scope";
import type { Claimed } from "./claim-next";
import { linkToken } from "./links/link-token";
import { fileOf } from "./read-attachment";
import { freshClaim } from "./rules/delivery-state";
import { outgoingContent } from "./rules/outgoing-content";

declare global {
  var hiloReplies: Map<string, number> | undefined;
}

/** How many of people's answers this process has handed over on a number: what shares its throughput makes room for them. */
export const repliesHanded = (accountId: string): number => globalThis.hiloReplies?.get(accountId) ?? 0;

/** One more is on its way. */
export function countReply(accountId: string): void {
  globalThis.hiloReplies ??= new Map();
  globalThis.hiloReplies.set(accountId, repliesHanded(accountId) + 1);
}

/**
 * Hands one claimed message to its carrier, once. Never throws; outside any transaction, since the carrier may take its time. A process that
 * stood still for so long that others may take its claim for dead, and a person may have decided already, hands nothing over any more.
 */
export async function handOver(scope: Scope, claimed: Claimed): Promise<HandOver> {
  const ready = await prepare(scope, claimed).catch((error: unknown) => notReady(error));
  if ("outcome" in ready) return ready;
  if (Date.now() - claimed.claimedAt > freshClaim * 1_000) return notReady("the claim is too old");
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
    content: outgoingContent(claimed.content, (button) => linkToken(scope.orgId, claimed.messageId, button)),
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

/** A database that is away for a moment, or that lets another go first, must not make us forget what the carrier said. */
export async function persistently<T>(write: () => Promise<T>): Promise<T> {
  const giveUp = Date.now() + persistence;
  for (;;) {
    try {
      return await write();
    } catch (error) {
      const again =
        unreachable(error) || ["40P01", "40001"].includes((error as { code?: string }).code ?? "");
      if (!again || Date.now() > giveUp) throw error;
      await pause(250);
    }
  }
}
