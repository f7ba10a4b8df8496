import { describe, expect, test } from "vitest";
import { type Carried, carriedWrong, type Decision } from "./carried";
import type { MessageFact } from "./facts";

const phone = "5491152631000";

function fact(id: string, more: Partial<MessageFact>): MessageFact {
  return {
    id,
    conversationId: "c1",
    seq: 1,
    direction: "in",
    origin: "customer",
    content: { type: "text", body: "" },
    providerId: null,
    address: `+${phone}`,
    late: false,
    edited: false,
    revoked: false,
    state: null,
    reactions: [],
    ...more,
  };
}

/** A customer wrote, and was answered; a note was left, and one answer taken back before it left. */
function world(): { carried: Carried; messages: MessageFact[]; decisions: Decision[] } {
  const decision = { agent: "Ana", conversationId: "c1", as: "reply", fate: "sent" } as const;
  return {
    carried: {
      heard: [{ id: "w1", phone, words: "Hola", revoked: false }],
      taken: [{ phone, words: '[{"body":"Sí [A-001]"},null]' }],
      changes: new Set(),
    },
    messages: [
      fact("m1", { providerId: "w1", content: { type: "text", body: "Hola" } }),
      fact("m2", { direction: "out", content: { type: "text", body: "Sí [A-001]" } }),
      fact("m3", { direction: "note", content: { type: "note", body: "Ojo [A-002]", mentions: [] } }),
    ],
    decisions: [
      { ...decision, mark: "[A-001]" },
      { ...decision, mark: "[A-002]", as: "note" },
      { ...decision, mark: "[A-003]", fate: "taken back" },
    ],
  };
}

const judge = ({ carried, messages, decisions }: ReturnType<typeof world>) =>
  carriedWrong(carried, messages, decisions).map((one) => one.what);

test("nothing wrong: nothing found", () => {
  expect(judge(world())).toEqual([]);
});

const wrongs: [string, (w: ReturnType<typeof world>) => void, string[]][] = [
  ["a lost message", (w) => w.messages.shift(), ["a customer's message is in no thread"]],
  [
    "a message applied twice",
    (w) => w.messages.push(fact("m9", { providerId: "w1", content: { type: "text", body: "Hola" } })),
    ["a customer's message is in threads 2 times"],
  ],
  [
    "a message in another customer's thread",
    (w) => Object.assign(w.messages[0] ?? {}, { address: "+5491152632222" }),
    [
      `a message of ${phone} is in the thread of +5491152632222`,
      `Ana's reply that was sent went to ${phone} in place of +5491152632222`,
    ],
  ],
  [
    "other words",
    (w) => Object.assign(w.carried.heard[0] ?? {}, { words: "Chau" }),
    ["a message says «Hola» in place of «Chau»"],
  ],
  [
    "a reply that left twice",
    (w) => w.carried.taken.push({ phone, words: "Sí [A-001]" }),
    ["Ana's reply that was sent left 2 times in place of 1"],
  ],
  [
    "a reply that never left",
    (w) => w.carried.taken.pop(),
    ["Ana's reply that was sent left 0 times in place of 1"],
  ],
  [
    "a note that left",
    (w) => w.carried.taken.push({ phone, words: "Ojo [A-002]" }),
    ["Ana's note that was sent left 1 times in place of 0"],
  ],
  [
    "an answer that left though it was taken back",
    (w) => w.carried.taken.push({ phone, words: "Otra [A-003]" }),
    ["Ana's reply that was taken back left 1 times in place of 0"],
  ],
  [
    "an answer to somebody else",
    (w) => Object.assign(w.carried.taken[0] ?? {}, { phone: "5491152639999" }),
    ["Ana's reply that was sent went to 5491152639999 in place of +5491152631000"],
  ],
  [
    "an answer in two threads",
    (w) =>
      w.messages.push(
        fact("m8", { conversationId: "c2", direction: "out", content: { type: "text", body: "[A-001]" } }),
      ),
    [
      "Ana's reply that was sent is in threads 2 times in place of 1",
      "Ana's reply that was sent is in another thread",
    ],
  ],
];

describe("what the carrier knows otherwise is found:", () => {
  test.each(wrongs)("%s", (_, spoil, told) => {
    const spoilt = world();
    spoil(spoilt);
    expect(judge(spoilt)).toEqual(told);
  });
});
