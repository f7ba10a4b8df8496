import type { useTranslations } from "next-intl";
import type { ConversationView, MessageView, Price } from "@/components/inbox/types";

type T = ReturnType<typeof useTranslations<"site.demo">>;

const MINUTE = 60_000;
const before = (now: Date, minutes: number) => new Date(now.getTime() - minutes * MINUTE);
const after = (now: Date, minutes: number) => new Date(now.getTime() + minutes * MINUTE);

/** Argentina's list price for a utility message from 2026-10-01. */
const UTILITY: Price = { micros: 26_000n, currency: "USD", reason: { key: "utility", market: "Argentina" } };
const ALLOWANCE: Price = {
  micros: 0n,
  currency: "USD",
  reason: { key: "allowance", left: 811, total: 1000 },
};

function message(
  part: Pick<MessageView, "id" | "direction" | "origin" | "content" | "occurredAt"> & Partial<MessageView>,
): MessageView {
  return {
    seq: 1,
    state: null,
    stateTimes: {},
    failure: null,
    cost: null,
    author: null,
    quoted: null,
    reactions: [],
    late: false,
    edited: false,
    revoked: false,
    attachments: [],
    ...part,
  };
}

/** The conversation of the product picture: invented people, real components. */
export function demoThread(t: T, now: Date): MessageView[] {
  const agent = { name: t("agent") };
  const read = (minutes: number) => ({
    state: "read" as const,
    stateTimes: { sent: before(now, minutes), read: before(now, minutes - 1) },
  });
  return [
    message({
      id: "1",
      direction: "out",
      origin: "campaign",
      content: {
        type: "template",
        name: t("templateName"),
        language: "es",
        category: "utility",
        body: t("template"),
        buttons: [],
        values: {},
      },
      cost: UTILITY,
      occurredAt: before(now, 64),
      ...read(64),
    }),
    message({
      id: "2",
      direction: "in",
      origin: "customer",
      content: { type: "text", body: t("question") },
      occurredAt: before(now, 9),
    }),
    message({
      id: "3",
      direction: "out",
      origin: "agent",
      author: agent,
      content: { type: "text", body: t("answer") },
      cost: ALLOWANCE,
      occurredAt: before(now, 7),
      ...read(7),
    }),
    message({
      id: "4",
      direction: "in",
      origin: "customer",
      content: { type: "text", body: t("choice") },
      occurredAt: before(now, 3),
    }),
    message({
      id: "5",
      direction: "in",
      origin: "customer",
      content: { type: "document", attachmentId: "a", name: t("file") },
      attachments: [
        { id: "a", mime: "application/pdf", name: t("file"), size: 482_000, url: "#", state: "ready" },
      ],
      occurredAt: before(now, 3),
    }),
    message({
      id: "6",
      direction: "note",
      origin: "agent",
      author: agent,
      content: { type: "note", body: t("note"), mentions: [] },
      occurredAt: before(now, 2),
    }),
  ];
}

/** The rows beside it, ordered by the window that closes first. */
export function demoRows(t: T, now: Date): ConversationView[] {
  const main = { id: "n1", name: t("number"), color: "indigo" };
  const second = { id: "n2", name: t("number2"), color: "orange" };
  const row = (
    part: Partial<ConversationView> & Pick<ConversationView, "id" | "contactName" | "windowExpiresAt">,
  ): ConversationView => ({
    channelAccount: main,
    preview: null,
    lastMessageAt: before(now, 3),
    awaitingSince: null,
    unread: 0,
    assignee: { name: t("agent"), self: true },
    priority: 0,
    closed: false,
    ...part,
  });
  return [
    row({
      id: "2",
      contactName: "Ramiro Paz",
      windowExpiresAt: after(now, 38),
      channelAccount: second,
      preview: { type: "text", text: t("row4"), direction: "in" },
      awaitingSince: before(now, 1402),
      unread: 2,
      priority: 1,
    }),
    row({
      id: "3",
      contactName: "Beatriz Nunes",
      windowExpiresAt: after(now, 312),
      preview: { type: "text", text: t("row2"), direction: "in" },
      awaitingSince: before(now, 52),
      unread: 1,
      assignee: null,
    }),
    row({
      id: "1",
      contactName: t("customer"),
      windowExpiresAt: after(now, 1437),
      preview: { type: "document", text: t("file"), direction: "in" },
      awaitingSince: before(now, 3),
    }),
    row({
      id: "4",
      contactName: "Óscar Quiroga",
      windowExpiresAt: after(now, 940),
      channelAccount: second,
      preview: { type: "text", text: t("row3"), direction: "in" },
      lastMessageAt: before(now, 500),
      assignee: { name: "Tomás Ibarra", self: false },
    }),
  ];
}
