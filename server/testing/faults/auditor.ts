import { type DeliveryState, rankOf } from "@/server/conversations/rules/delivery-state";
import type { Logs, Tables } from "./evidence";

export interface Violation {
  kind: "lost" | "doubled" | "unnamed" | "ledger" | "order" | "budget" | "tally";
  what: string;
  id: string;
}

export interface Verdict {
  lost: number;
  doubled: number;
  unnamed: number;
  ledgerDifference: number;
  outOfOrder: number;
  /** How many messages ended in which state. */
  states: Record<string, number>;
  violations: Violation[];
}

/** Where a message of ours may come to rest, each with its meaning (product.md, delivery states). */
const named = new Set([
  "accepted",
  "sent",
  "delivered",
  "read",
  "failed",
  "rejected",
  "unknown",
  "unconfirmed",
]);

/** Compares what the product says with what the carrier and the agents wrote down themselves. Reads nothing else. */
export function judge(logs: Logs, tables: Tables): Verdict {
  const violations = [
    ...lostInbound(logs, tables),
    ...lostStatuses(logs, tables),
    ...lostReplies(logs, tables),
    ...doubled(logs, tables),
    ...unnamed(logs, tables),
    ...ledger(logs, tables),
    ...outOfOrder(logs, tables),
  ];
  return {
    ...countsOf(violations),
    outOfOrder: violations.filter((v) => v.kind === "order").length,
    states: Object.fromEntries(tally(tables.deliveries.map((d) => d.state))),
    violations,
  };
}

/** The figures that every rig names. */
export function countsOf(
  violations: Violation[],
): Pick<Verdict, "lost" | "doubled" | "unnamed" | "ledgerDifference"> {
  const count = (kind: Violation["kind"]) => violations.filter((v) => v.kind === kind).length;
  return {
    lost: count("lost"),
    doubled: count("doubled"),
    unnamed: count("unnamed"),
    ledgerDifference: count("ledger"),
  };
}

/** Answered 200, and neither a message nor parked. */
function lostInbound(logs: Logs, { messages, parked }: Tables): Violation[] {
  const applied = new Set(messages.map((m) => m.provider_id));
  return [...logs.inbound]
    .filter((wamid) => !applied.has(wamid) && !parked.some((p) => p.payload.includes(wamid)))
    .map((id) => ({ kind: "lost", what: "an acknowledged message of a customer", id }));
}

/** Answered 200, and our message is not as far as the carrier said. */
function lostStatuses(logs: Logs, { deliveries, parked, earlyStatuses }: Tables): Violation[] {
  const byMessage = new Map(deliveries.map((d) => [d.message_id, d]));
  const early = new Set(earlyStatuses.map((e) => `${e.provider_id} ${e.state}`));
  return logs.statuses
    .filter(({ wamid, messageId, status }) => {
      const delivery = byMessage.get(messageId ?? "");
      if (delivery && delivery.rank >= rankOf(status as DeliveryState)) return false;
      return !early.has(`${wamid} ${status}`) && !parked.some((p) => p.payload.includes(wamid));
    })
    .map(({ wamid, status }) => ({ kind: "lost", what: `an acknowledged status (${status})`, id: wamid }));
}

/** Acknowledged to an agent, and not there; or taken for a hand-over that nobody knows anything of. */
function lostReplies(logs: Logs, { messages, deliveries }: Tables): Violation[] {
  const ids = new Set(messages.map((m) => m.id));
  const sent = new Set(logs.accepted.map((a) => a.biz_opaque_callback_data));
  const roads = new Set(deliveries.map((d) => d.message_id));
  return [
    ...logs.replies
      .filter(({ messageId }) => !ids.has(messageId) || !roads.has(messageId))
      .map(({ messageId }) => ({ kind: "lost" as const, what: "an acknowledged reply", id: messageId })),
    ...deliveries
      .filter((d) => d.state === "claimed" && !sent.has(d.message_id))
      .map((d) => ({ kind: "lost" as const, what: "a claim without an outcome", id: d.message_id })),
  ];
}

function doubled(logs: Logs, { messages, usage }: Tables): Violation[] {
  const twice = (what: string, keys: (string | null)[]): Violation[] =>
    [...tally(keys.filter((key) => key !== null))]
      .filter(([, count]) => count > 1)
      .map(([id, count]) => ({ kind: "doubled", what: `${what}, ${count} times`, id }));
  return [
    ...twice(
      "a message handed over",
      logs.accepted.map((a) => a.biz_opaque_callback_data ?? "without our id"),
    ),
    ...twice(
      "a message of a customer applied",
      messages.filter((m) => m.direction === "in").map((m) => m.provider_id),
    ),
    ...twice(
      "a decision to answer",
      messages.map((m) => m.client_message_id),
    ),
    ...twice(
      "an acknowledged decision",
      logs.replies.map((r) => r.clientMessageId),
    ),
    ...twice(
      "a usage event",
      usage.map((u) => u.message_id),
    ),
  ];
}

function unnamed(logs: Logs, tables: Tables): Violation[] {
  const handedOver = new Set(logs.accepted.map((a) => a.biz_opaque_callback_data));
  const one = (what: string, id: string): Violation => ({ kind: "unnamed", what, id });
  return [
    ...tables.deliveries
      .filter((d) => !named.has(d.state))
      .map((d) => one(`a message that is ${d.state}`, d.message_id)),
    ...tables.deliveries
      .filter((d) => handedOver.has(d.message_id) && d.rank < rankOf("accepted"))
      .map((d) => one(`a message that the carrier has and we call ${d.state}`, d.message_id)),
    ...Array.from({ length: tables.pendingParts }, () => one("a part that waits", "webhook_parts")),
    ...tables.earlyStatuses.map((e) =>
      one(`a status (${e.state}) that waits for its message`, e.provider_id),
    ),
    ...tables.forgotten.map((c) => one("an open conversation that waits nowhere", c.id)),
    ...(logs.unacknowledged > 0
      ? [one(`${logs.unacknowledged} webhooks never acknowledged`, "carrier")]
      : []),
  ];
}

/** What the carrier has sent or received, against the usage events; each side's surplus counts. */
function ledger(logs: Logs, { messages, usage }: Tables): Violation[] {
  const providerIds = new Map(messages.map((m) => [m.id, m.provider_id]));
  const charged = new Set(usage.filter((u) => u.kind !== "MO").map((u) => u.message_id));
  const heard = new Set(
    usage.filter((u) => u.kind === "MO").map((u) => providerIds.get(u.message_id) ?? u.message_id),
  );
  const accepted = new Set(logs.accepted.map((a) => a.biz_opaque_callback_data ?? a.wamid));
  return [...differences(accepted, charged, "sent"), ...differences(logs.inbound, heard, "received")];
}

function differences(carrier: Set<string>, ours: Set<string>, what: string): Violation[] {
  const one = (side: string) => (id: string) => ({
    kind: "ledger" as const,
    what: `${what}, ${side} only`,
    id,
  });
  return [
    ...[...carrier].filter((id) => !ours.has(id)).map(one("the carrier")),
    ...[...ours].filter((id) => !carrier.has(id)).map(one("our ledger")),
  ];
}

/** One conversation's messages reach the carrier in the order in which they were written. */
function outOfOrder(logs: Logs, { deliveries }: Tables): Violation[] {
  const roads = new Map(deliveries.map((d) => [d.message_id, d]));
  const last = new Map<string, number>();
  const wrong: Violation[] = [];
  for (const { biz_opaque_callback_data: id } of logs.accepted) {
    const road = roads.get(id ?? "");
    if (!road) continue;
    if (road.seq < (last.get(road.conversation_id) ?? 0))
      wrong.push({ kind: "order", what: "a message that overtook a later one", id: road.message_id });
    last.set(road.conversation_id, Math.max(road.seq, last.get(road.conversation_id) ?? 0));
  }
  return wrong;
}

export function tally(keys: string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}
