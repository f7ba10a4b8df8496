import type { MessageContent } from "@/server/conversations/schema";
import { allows } from "@/server/permissions";
import type { Words } from "@/server/testing/words";
import { flat } from "./expected-line";
import { type ExpectedRow, rowOf } from "./expected-row";
import type { ConversationFact, Facts, MemberFact, MessageFact } from "./facts";

/** Where an agent is: what they chose themselves, and what the screen therefore has to show. */
export interface Place {
  queue: "mine" | "unassigned" | "team" | "all" | "closed";
  conversationId: string | null;
  /** Whether what is put off is unfolded. */
  unfolded: boolean;
}

export interface ExpectedMessage {
  seq: number;
  /** Each stands in the bubble. */
  says: string[];
  /** None stands in it. */
  saysNot: string[];
  /** The tick's name; null where there is none. */
  tick: string | null;
}

export interface Expected {
  queue: string;
  counts: Record<string, number>;
  sections: { title: string; count: number; rows: ExpectedRow[] }[];
  thread: {
    conversationId: string;
    messages: ExpectedMessage[];
    composer: "reply" | "template" | "none";
  } | null;
  /** Every tick's name. */
  ticks: string[];
}

type Section = "awaiting" | "back" | "missed" | "snoozed" | "answered" | "closed";

const states = [
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
] as const;

/** What a member must see at a place, if the screen tells the truth. */
export function expectedScreen(facts: Facts, member: MemberFact, place: Place, t: Words): Expected {
  const visible = facts.conversations.filter((c) => sees(member, c));
  const queue = visible.filter((c) => isIn(c, place.queue, member));
  const sections: Section[] =
    place.queue === "closed" ? ["closed"] : ["awaiting", "back", "missed", "snoozed", "answered"];
  const open = (own: ConversationFact[]) =>
    own.filter((c) => !["closed", "snoozed"].includes(sectionOf(c, facts.now))).length;
  const count = (name: Place["queue"]) => {
    const own = visible.filter((c) => isIn(c, name, member));
    return [
      t(`inbox.queue.${name}`),
      name === "closed" ? own.filter((c) => c.state === "closed").length : open(own),
    ];
  };
  const names: Place["queue"][] = ["mine", "unassigned", "team", "all", "closed"];
  const shown = sections.map((section) => {
    const own = queue.filter((c) => sectionOf(c, facts.now) === section).sort(orders[section]);
    const folded = section === "snoozed" && !place.unfolded;
    return {
      title: titleOf(section, t),
      count: own.length,
      rows: folded
        ? []
        : own.map((c) => rowOf(c, facts, { memberId: member.id, open: place.conversationId }, t)),
    };
  });
  return {
    queue: t(`inbox.queue.${place.queue}`),
    counts: Object.fromEntries(
      names.filter((name) => name !== "team" || member.teamIds.length > 0).map(count),
    ),
    sections: shown.every((s) => s.count === 0)
      ? []
      : shown.filter((s) => s.count > 0 || s.title === titleOf("awaiting", t)),
    thread: threadOf(facts, place, t),
    ticks: states.map((state) => t(`inbox.state.${state}`)),
  };
}

function sees(member: MemberFact, c: ConversationFact): boolean {
  if (allows(member.role, "conversations:read-all")) return true;
  return c.assigneeId === member.id || c.teamId === null || member.teamIds.includes(c.teamId);
}

function isIn(c: ConversationFact, queue: Place["queue"], member: MemberFact): boolean {
  if (queue === "mine") return c.assigneeId === member.id;
  if (queue === "unassigned") return c.assigneeId === null;
  if (queue === "team") return c.teamId !== null && member.teamIds.includes(c.teamId);
  return true;
}

function sectionOf(c: ConversationFact, now: number): Section {
  if (c.state === "closed") return "closed";
  if (c.snoozedUntil !== null) return "snoozed";
  if (c.awaitingSince === null) return c.wokenAt === null ? "answered" : "back";
  return c.missed || (c.windowEnds !== null && c.windowEnds <= now) ? "missed" : "awaiting";
}

type Order = (a: ConversationFact, b: ConversationFact) => number;

const by =
  (...keys: ((c: ConversationFact) => number | string | null)[]): Order =>
  (a, b) => {
    for (const key of keys) {
      const [x, y] = [key(a) ?? Number.POSITIVE_INFINITY, key(b) ?? Number.POSITIVE_INFINITY];
      if (x !== y) return x < y ? -1 : 1;
    }
    return 0;
  };
const turned =
  (order: Order): Order =>
  (a, b) =>
    order(b, a);

const orders: Record<Section, Order> = {
  awaiting: by(
    (c) => -c.priority,
    (c) => c.windowEnds,
    (c) => c.awaitingSince,
    (c) => c.id,
  ),
  back: by(
    (c) => c.wokenAt,
    (c) => c.id,
  ),
  missed: turned(
    by(
      (c) => c.windowEnds,
      (c) => c.id,
    ),
  ),
  snoozed: by(
    (c) => c.snoozedUntil,
    (c) => c.id,
  ),
  answered: turned(
    by(
      (c) => c.lastMessageAt,
      (c) => c.id,
    ),
  ),
  closed: turned(
    by(
      (c) => c.closedAt,
      (c) => c.id,
    ),
  ),
};

function titleOf(section: Section, t: Words): string {
  if (section === "closed") return t("inbox.queue.closed");
  return t(`inbox.section.${section === "missed" ? "expired" : section}`);
}

function threadOf(facts: Facts, place: Place, t: Words): Expected["thread"] {
  const c = facts.conversations.find((one) => one.id === place.conversationId);
  if (!c) return null;
  const open = c.windowEnds !== null && c.windowEnds > facts.now;
  return {
    conversationId: c.id,
    messages: facts.messages
      .filter((m) => m.conversationId === c.id && m.direction !== "event")
      .map((m) => messageOf(m, t)),
    composer: c.state === "closed" ? "none" : open ? "reply" : "template",
  };
}

function messageOf(m: MessageFact, t: Words): ExpectedMessage {
  const words = wordsOf(m.content).map(flat);
  const late = flat(t("inbox.message.late", { time: "" }));
  return {
    seq: m.seq,
    says: [
      ...(m.revoked ? [t("inbox.message.revoked")] : words),
      ...(m.edited && !m.revoked ? [t("inbox.message.edited")] : []),
      ...(m.direction === "note" ? [t("inbox.message.note")] : []),
      ...(m.late ? [late] : []),
      ...m.reactions,
    ],
    saysNot: [
      ...(m.revoked ? words : []),
      ...(m.direction === "note" ? [] : [t("inbox.message.noteHint")]),
      ...(m.late ? [] : [late]),
    ],
    tick: m.state ? t(`inbox.state.${m.state}`) : null,
  };
}

/** What a person reads in a message, whatever its kind. */
export function wordsOf(content: MessageContent): string[] {
  switch (content.type) {
    case "text":
    case "note":
    case "template":
      return [content.body];
    case "image":
    case "video":
    case "audio":
    case "sticker":
      return content.caption ? [content.caption] : [];
    case "document":
      return [content.caption, content.name].flatMap((one) => (one ? [one] : []));
    case "contacts":
      return content.contacts.map((one) => one.name);
    default:
      return [];
  }
}
