import { expect, test } from "vitest";
import type { AcceptedSend } from "@/server/sandbox/journal";
import { judge, type Verdict } from "./auditor";
import type { Logs, Tables } from "./evidence";

const accepted = (id: string | null, wamid: string) =>
  ({ kind: "message.accepted", biz_opaque_callback_data: id, wamid }) as AcceptedSend;

/** One customer's message, two answers that were delivered, and a third that nobody knows of: nothing is wrong. */
function world(): { logs: Logs; tables: Tables } {
  const message = { org_id: "o", direction: "out", provider_id: null, conversation_id: "c" };
  const road = { conversation_id: "c", state: "delivered", rank: 8, failure: null };
  return {
    logs: {
      accepted: [accepted("m1", "w1"), accepted("m2", "w2")],
      inbound: new Set(["in1"]),
      statuses: [
        { wamid: "w1", messageId: "m1", status: "delivered" },
        { wamid: "w2", messageId: "m2", status: "sent" },
      ],
      acknowledged: 3,
      unacknowledged: 0,
      replies: [{ orgId: "o", conversationId: "c", messageId: "m1", clientMessageId: "k1" }],
    },
    tables: {
      messages: [
        { ...message, id: "i1", provider_id: "in1", direction: "in", client_message_id: null, seq: 1 },
        { ...message, id: "m1", client_message_id: "k1", seq: 2 },
        { ...message, id: "m2", client_message_id: "k2", seq: 3 },
        { ...message, id: "m3", client_message_id: "k3", seq: 4 },
      ],
      deliveries: [
        { ...road, message_id: "m1", seq: 2, provider_id: "w1" },
        { ...road, message_id: "m2", seq: 3, provider_id: "w2" },
        { ...road, message_id: "m3", seq: 4, provider_id: null, state: "unknown", rank: 2 },
      ],
      usage: [
        { message_id: "i1", kind: "MO" },
        { message_id: "m1", kind: "MT" },
        { message_id: "m2", kind: "MT" },
      ],
      parked: [],
      pendingParts: 0,
      earlyStatuses: [],
      forgotten: [],
    },
  };
}

type Counts = Partial<Pick<Verdict, "lost" | "doubled" | "unnamed" | "ledgerDifference" | "outOfOrder">>;
const none = { lost: 0, doubled: 0, unnamed: 0, ledgerDifference: 0, outOfOrder: 0 };

test("nothing wrong: nothing found, and the states are counted", () => {
  const { logs, tables } = world();
  expect(judge(logs, tables)).toEqual({
    ...none,
    states: { delivered: 2, unknown: 1 },
    violations: [],
  });
});

const wrongs: [string, (w: { logs: Logs; tables: Tables }) => void, Counts][] = [
  [
    "an acknowledged message that is nowhere",
    ({ logs }) => logs.inbound.add("in2"),
    { lost: 1, ledgerDifference: 1 },
  ],
  [
    "a parked one is not lost, and costs nothing yet",
    ({ logs, tables }) => {
      logs.inbound.add("in2");
      tables.parked.push({ payload: '{"id":"in2"}', reason: "failed" });
    },
    { ledgerDifference: 1 },
  ],
  [
    "a status that was acknowledged and not applied",
    ({ logs }) => logs.statuses.push({ wamid: "w1", messageId: "m1", status: "read" }),
    { lost: 1 },
  ],
  [
    "a reply that was acknowledged and is not there",
    ({ logs }) =>
      logs.replies.push({ orgId: "o", conversationId: "c", messageId: "m9", clientMessageId: "k9" }),
    { lost: 1 },
  ],
  [
    "a claim without an outcome",
    ({ tables }) => Object.assign(tables.deliveries[2] ?? {}, { state: "claimed", rank: 1 }),
    { lost: 1, unnamed: 1 },
  ],
  ["a message handed over twice", ({ logs }) => logs.accepted.push(accepted("m2", "w9")), { doubled: 1 }],
  [
    "a message applied twice",
    ({ tables }) => {
      const [first] = tables.messages;
      if (first) tables.messages.push({ ...first, id: "i9" });
    },
    { doubled: 1 },
  ],
  [
    "a decision that became two messages",
    ({ tables }) => Object.assign(tables.messages[2] ?? {}, { client_message_id: "k1" }),
    { doubled: 1 },
  ],
  [
    "two usage events of one message",
    ({ tables }) => tables.usage.push({ message_id: "m1", kind: "MT" }),
    { doubled: 1 },
  ],
  [
    "a message that the carrier has and that we call unknown",
    ({ logs, tables }) => {
      logs.accepted.push(accepted("m3", "w3"));
      tables.usage.push({ message_id: "m3", kind: "MT" });
    },
    { unnamed: 1 },
  ],
  [
    "parts, statuses and conversations that wait for nothing",
    ({ tables }) => {
      tables.pendingParts = 2;
      tables.earlyStatuses.push({ provider_id: "w9", state: "sent" });
      tables.forgotten.push({ id: "c9" });
    },
    { unnamed: 4 },
  ],
  [
    "a send that costs nothing, and a cost that nobody sent",
    ({ tables }) => {
      tables.usage = tables.usage.filter((u) => u.message_id !== "m2");
      tables.usage.push({ message_id: "m3", kind: "MT" });
    },
    { ledgerDifference: 2 },
  ],
  ["a message that overtook", ({ logs }) => logs.accepted.reverse(), { outOfOrder: 1 }],
];

test.each(wrongs)("%s", (_, spoil, found) => {
  const spoilt = world();
  spoil(spoilt);
  expect(judge(spoilt.logs, spoilt.tables)).toMatchObject({ ...none, ...found });
});
