import { describe, expect, test } from "vitest";
import { loadSamples } from "./fixtures/load";
import { read } from "./read";
import { split } from "./split";

const metadata = { display_phone_number: "15550783881", phone_number_id: "106540352242922" };

function batch(count: number) {
  const numbers = Array.from({ length: count }, (_, i) => `54911${10_000_000 + i}`);
  const contacts = numbers.map((wa_id, i) => ({
    profile: { name: `Contact ${i}` },
    wa_id,
    user_id: `AR.${i}`,
  }));
  const messages = numbers.map((from, i) => ({
    from,
    id: `wamid.${i}`,
    timestamp: "1750269342",
    type: "text",
    text: { body: `${i}` },
  }));
  const value = { messaging_product: "whatsapp", metadata, contacts, messages };
  return {
    object: "whatsapp_business_account",
    entry: [{ id: "1", time: 1, changes: [{ field: "messages", value }] }],
  };
}

test("a thousand messages are a thousand envelopes, each with its own contact alone", () => {
  const parts = split(batch(1000));
  expect(parts).toHaveLength(1000);
  expect(parts[737]).toEqual({
    field: "messages",
    accountExternalId: "106540352242922",
    connectionExternalId: "1",
    envelope: {
      object: "whatsapp_business_account",
      entry: [
        {
          id: "1",
          time: 1,
          changes: [
            {
              field: "messages",
              value: {
                messaging_product: "whatsapp",
                metadata,
                contacts: [{ profile: { name: "Contact 737" }, wa_id: "5491110000737", user_id: "AR.737" }],
                messages: [
                  {
                    from: "5491110000737",
                    id: "wamid.737",
                    timestamp: "1750269342",
                    type: "text",
                    text: { body: "737" },
                  },
                ],
              },
            },
          ],
        },
      ],
    },
  });
});

test("every array of every change of every entry counts", () => {
  const message = (id: string) => ({
    from: "16505551234",
    id,
    timestamp: "1750269342",
    type: "text",
    text: { body: id },
  });
  const status = (id: string) => ({
    id,
    status: "sent",
    timestamp: "1750269342",
    recipient_id: "16505551234",
  });
  const change = (value: object) => ({ field: "messages", value: { metadata, ...value } });
  const body = {
    object: "whatsapp_business_account",
    entry: [
      {
        id: "1",
        changes: [
          change({ messages: [message("a"), message("b")], statuses: [status("c")], errors: [{ code: 1 }] }),
          change({ statuses: [status("d"), status("e")] }),
        ],
      },
      {
        id: "2",
        changes: [
          change({ messages: [message("f")] }),
          { field: "calls", value: { metadata, calls: [{}, {}] } },
        ],
      },
    ],
  };
  const parts = split(body);
  expect(parts.map((part) => [part.connectionExternalId, part.field, read(part).type])).toEqual([
    ["1", "messages", "message"],
    ["1", "messages", "message"],
    ["1", "messages", "status"],
    ["1", "messages", "parked"],
    ["1", "messages", "status"],
    ["1", "messages", "status"],
    ["2", "messages", "message"],
    ["2", "calls", "parked"],
    ["2", "calls", "parked"],
  ]);
});

test("what stands beside the arrays becomes a part of its own", () => {
  const value = { metadata, messages: [], statuses: [{ id: "a" }], novelty: { more: 1 } };
  const body = {
    object: "whatsapp_business_account",
    entry: [{ id: "1", changes: [{ field: "messages", value }] }],
  };
  const [status, rest] = split(body);
  expect(status?.envelope).toEqual({
    object: "whatsapp_business_account",
    entry: [{ id: "1", changes: [{ field: "messages", value: { metadata, statuses: [{ id: "a" }] } }] }],
  });
  expect(JSON.stringify(rest?.envelope)).toContain("novelty");
});

describe("a part replays on its own", () => {
  test.each(loadSamples())("$id: $kind", ({ payload }) => {
    for (const part of split(payload)) {
      const [again, ...others] = split(JSON.parse(JSON.stringify(part.envelope)));
      expect(others).toEqual([]);
      expect(again).toEqual(part);
    }
  });
});

test.each([
  null,
  1,
  "x",
  [],
  {},
  { object: "page", entry: [] },
  { entry: [null] },
  { entry: [{ id: "1", changes: [7] }] },
])("%j is one part, kept as it came", (body) => {
  const parts = split(body);
  expect(parts).toHaveLength(1);
  expect(parts.map(read)).toEqual([{ type: "parked", reason: "not-whatsapp" }]);
});
