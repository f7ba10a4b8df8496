import type carrierTexts from "@/messages/en/carrier.json";
import type { DeliveryState } from "@/server/conversations/rules/delivery-state";
import type { MessageContent, MessageDirection, MessageOrigin } from "@/server/conversations/schema";
import type { TranscriptFacts } from "@/server/conversations/transcripts/schema";
import type { AnswerDue } from "@/server/sla/rules/due";

/** In the order in which they are told: on the road, then off it. */
export const DELIVERY_STATES = [
  "queued",
  "claimed",
  "accepted",
  "sent",
  "delivered",
  "read",
  "rejected",
  "failed",
  "unknown",
  "unconfirmed",
] as const satisfies readonly DeliveryState[];
export type { DeliveryState };

/** Names the words of a failure, under `carrier` in the texts. */
export type FailureKey = keyof typeof carrierTexts;

/** Why something costs what it costs, or is free. The figures fill the sentence. */
export type PriceReason =
  | { key: "allowance"; left: number; total: number }
  | { key: "entryPoint" | "service" | "included" | "inbound" | "failed" | "unknown" }
  | { key: "utility" | "marketing" | "authentication"; market: string };

export type Price = { micros: bigint; currency: string; reason: PriceReason };

export type AttachmentView = {
  id: string;
  mime: string;
  name: string | null;
  size: number | null;
  /** Ours, authorised; null until it is ready. */
  url: string | null;
  state: "pending" | "ready" | "failed" | "gone";
  durationMs?: number;
  transcript?: TranscriptFacts | null;
  width?: number;
  height?: number;
};

export type QuotedView = {
  id: string | null;
  author: string | null;
  type: MessageContent["type"];
  text: string;
};

export type MessageView = {
  id: string;
  seq: number;
  direction: MessageDirection;
  origin: MessageOrigin;
  content: MessageContent;
  state: DeliveryState | null;
  stateTimes: Partial<Record<DeliveryState, Date>>;
  /** `code` is the carrier's own, for support. */
  failure: { code: string; key: FailureKey; cls: string } | null;
  /** Null until the carrier's price is known. */
  cost: Price | null;
  author: { name: string; self?: boolean } | null;
  /** Which one said it, and where it is for who may see it. */
  campaign?: { name: string; href: string | null } | null;
  /** Null: quotes nothing. "gone": quoted something that we do not have. */
  quoted: QuotedView | "gone" | null;
  reactions: { emoji: string; by: "customer" | "us"; name: string }[];
  occurredAt: Date;
  late: boolean;
  edited: boolean;
  revoked: boolean;
  attachments: AttachmentView[];
  /** Written here, and not on the server: the connection is gone. */
  waiting?: boolean;
};

export type ChannelAccountView = { id: string; name: string; color: string; address?: string };

export type ConversationView = {
  id: string;
  contactName: string | null;
  channelAccount: ChannelAccountView;
  preview: { type: MessageContent["type"]; text: string; direction: MessageDirection } | null;
  /** We spoke last, and it did not arrive, or nobody knows whether it did. */
  undelivered?: Extract<DeliveryState, "rejected" | "failed" | "unconfirmed"> | null;
  lastMessageAt: Date;
  /** Since when the customer waits for us; null when we spoke last. */
  awaitingSince: Date | null;
  windowExpiresAt: Date | null;
  /** What we promised next, and by when. */
  due?: { at: Date; what: AnswerDue | "resolution" } | null;
  unread: number;
  assignee: { name: string; self: boolean } | null;
  /** 0 normal, 1 high, 2 urgent. */
  priority: number;
  labels?: { name: string; color: string }[];
  snoozedUntil?: Date | null;
  closed: boolean;
  /** The member's own unsent text. */
  draft?: string;
};

/** What routing recorded when it gave this to somebody, or left it waiting. */
export type WhyView =
  | { key: "lowestLoad" | "longestIdle"; load: number; limit: number }
  /** A rule decided: for one person, or for whoever of several had the most room. */
  | { key: "rule"; name: string; one: boolean; load: number; limit: number }
  | { key: "picked" | "returned" | "absent" | "waiting" | "executive" }
  | { key: "assigned" | "transferred"; by: string }
  | { key: "full"; count: number }
  | { key: "nobody"; team: string }
  | { key: "closed"; team: string; opens: string };
