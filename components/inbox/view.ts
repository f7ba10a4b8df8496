import type { Item, NextPrices, Panel, ThreadMessage } from "./api";
import type { ConversationView, MessageView, Price, PriceReason, WhyView } from "./types";

/** A row of the list as its piece draws it. */
export function conversationView(item: Item, memberId: string): ConversationView {
  return {
    id: item.id,
    contactName: item.contactName ?? item.address,
    channelAccount: item.channelAccount,
    preview: item.preview
      ? {
          type: item.preview.kind as NonNullable<ConversationView["preview"]>["type"],
          text: item.preview.text,
          direction: item.preview.direction as NonNullable<ConversationView["preview"]>["direction"],
        }
      : null,
    undelivered: item.undelivered,
    lastMessageAt: item.lastMessageAt,
    awaitingSince: item.awaitingSince,
    windowExpiresAt: item.windowExpiresAt,
    due: item.due,
    unread: item.unread,
    assignee: item.assignee ? { name: item.assignee.name, self: item.assignee.id === memberId } : null,
    priority: item.priority,
    labels: item.labels,
    snoozedUntil: item.snoozedUntil,
    closed: item.state === "closed",
  };
}

/** A message as its bubble draws it. */
export function messageView(message: ThreadMessage, org: string, memberId: string): MessageView {
  const { delivery, cost, quoted, attachment } = message;
  return {
    id: message.id,
    seq: message.seq,
    direction: message.direction,
    origin: message.origin,
    content: message.content,
    state: delivery?.state ?? null,
    stateTimes: delivery?.times ?? {},
    failure:
      delivery?.failure && failed(delivery.state)
        ? {
            code: delivery.failure.code,
            key: delivery.failureKey ?? "unknown",
            cls: delivery.failureClass ?? "permanent",
          }
        : null,
    cost: cost ? { micros: cost.micros, currency: cost.currency, reason: chargedReason(cost) } : null,
    author: message.author ? { name: message.author.name, self: message.author.id === memberId } : null,
    campaign: campaignOf(message.campaign, org),
    quoted:
      quoted === null || quoted === "gone"
        ? quoted
        : { id: quoted.id, author: quoted.author, type: quoted.content.type, text: textOf(quoted.content) },
    reactions: message.reactions.map((r) => ({ ...r, name: "" })),
    occurredAt: message.occurredAt,
    late: message.late,
    edited: message.edited,
    revoked: message.revoked,
    waiting: "waiting" in message && message.waiting === true,
    attachments: attachment
      ? [
          {
            ...attachment,
            url: attachment.state === "ready" ? `/api/media/${attachment.id}?org=${org}` : null,
          },
        ]
      : [],
  };
}

/** A campaign by its name, and where it is for who may see it. */
export const campaignOf = (campaign: ThreadMessage["campaign"], org: string): MessageView["campaign"] =>
  campaign && {
    name: campaign.name,
    href: campaign.id === null ? null : `/${org}/campaigns/${campaign.id}`,
  };

const failed = (state: string) =>
  state === "failed" || state === "rejected" || state === "unconfirmed" || state === "unknown";

function textOf(content: ThreadMessage["content"]): string {
  if ("body" in content && content.body) return content.body;
  if ("caption" in content && content.caption) return content.caption;
  if ("text" in content && content.text) return content.text;
  return "title" in content ? content.title : "";
}

function chargedReason(cost: NonNullable<ThreadMessage["cost"]>): PriceReason {
  if (cost.reason === "allowance" || cost.reason === "window") return { key: "included" };
  if (cost.reason === "entry-point") return { key: "entryPoint" };
  if (cost.reason === "failed") return { key: "failed" };
  return listedReason(cost.category, cost.market);
}

/** What the next message will cost, for the chip beside the button. */
export function nextPrice(
  prices: NextPrices | undefined,
  what: "reply" | "marketing" | "utility" | "authentication",
): Price | null {
  const price = what === "reply" ? prices?.reply : prices?.templates[what];
  if (!price) return null;
  const { micros, currency } = price;
  if (price.reason === "allowance")
    return { micros, currency, reason: { key: "allowance", left: price.left ?? 0, total: price.total ?? 0 } };
  if (price.reason === "entry-point") return { micros, currency, reason: { key: "entryPoint" } };
  if (price.reason === "window") return { micros, currency, reason: { key: "included" } };
  if (price.reason === "no-rate") return null;
  return { micros, currency, reason: listedReason(what === "reply" ? "service" : what, "") };
}

function listedReason(category: string, market: string | null): PriceReason {
  if (category === "utility" || category === "marketing" || category === "authentication")
    return { key: category, market: market ?? "" };
  return category === "service" ? { key: "service" } : { key: "unknown" };
}

/** Why it came to who has it, or why it waits. */
export function whyView(why: Panel["why"]): WhyView | null {
  if (!why) return null;
  const { rule, load, limit } = why.why as { rule?: string; load?: number; limit?: number };
  if (why.ruleName)
    return { key: "rule", name: why.ruleName, one: rule === "member", load: load ?? 0, limit: limit ?? 0 };
  if (rule === "lowest-load") return { key: "lowestLoad", load: load ?? 0, limit: limit ?? 0 };
  if (rule === "executive") return { key: "executive" };
  if (rule === "answered") return { key: "picked" };
  if (rule === "by-hand" || rule === "reopened") return { key: "assigned", by: why.byName ?? "" };
  if (rule === "returned") return { key: "absent" };
  return { key: "returned" };
}
