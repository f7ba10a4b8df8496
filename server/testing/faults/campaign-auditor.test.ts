import { expect, test } from "vitest";
import type { AcceptedSend } from "@/server/sandbox/journal";
import { judgeCampaign } from "./campaign-auditor";
import type { CampaignTables } from "./campaign-evidence";
import type { Logs, Tables } from "./evidence";

const accepted = (id: string, to: string) =>
  ({
    kind: "message.accepted",
    biz_opaque_callback_data: id,
    to,
    record: { pricing: { type: "regular", category: "utility" } },
  }) as AcceptedSend;

interface World {
  logs: Logs;
  tables: Tables;
  campaign: CampaignTables;
  highest: number;
}

/** Two that arrived, one that nobody knows of, and one who took their consent back: nothing is wrong. */
function world(): World {
  const road = { conversation_id: "c", seq: 1, provider_id: null, rank: 8, failure: null };
  const untouched = { reason: null, replied: false, clicked: false, converted: false };
  const queued = { ...untouched, state: "queued", reserved: 100 };
  return {
    logs: {
      accepted: [accepted("m1", "1"), accepted("m2", "2")],
      inbound: new Set(),
      statuses: [
        { wamid: "w1", messageId: "m1", status: "delivered" },
        { wamid: "w2", messageId: "m2", status: "sent" },
      ],
      acknowledged: 2,
      unacknowledged: 0,
      replies: [],
    },
    tables: {
      messages: [],
      deliveries: [
        { ...road, message_id: "m1", state: "delivered" },
        { ...road, message_id: "m2", state: "delivered" },
        { ...road, message_id: "m3", state: "unconfirmed" },
      ],
      usage: [],
      parked: [],
      pendingParts: 0,
      earlyStatuses: [],
      forgotten: [],
    },
    campaign: {
      ...{ state: "finished", pauseReason: null, budget: 300, committed: 300, held: 0 },
      tally: {
        queued: 3,
        skipped: 1,
        "skipped:no-consent": 1,
        "d:delivered": 2,
        "d:unconfirmed": 1,
        spent: 200,
      },
      recipients: [
        { ...queued, contact_id: "p1", message_id: "m1" },
        { ...queued, contact_id: "p2", message_id: "m2" },
        { ...queued, contact_id: "p3", message_id: "m3" },
        {
          ...untouched,
          contact_id: "p4",
          message_id: null,
          state: "skipped",
          reason: "no-consent",
          reserved: null,
        },
      ],
      charges: [
        { message_id: "m1", micros: 100 },
        { message_id: "m2", micros: 100 },
      ],
      rates: { utility: 100 },
    },
    highest: 300,
  };
}

const kindsOf = ({ logs, tables, campaign, highest }: World) =>
  judgeCampaign(logs, tables, campaign, highest).map(({ kind }) => kind);

test("nothing wrong: nothing found", () => {
  expect(kindsOf(world())).toEqual([]);
});

const wrongs: [string, (w: World) => void, string[]][] = [
  [
    "a message handed over twice",
    ({ logs }) => logs.accepted.push(accepted("m2", "2")),
    ["doubled", "doubled"],
  ],
  [
    "one person written to by two messages",
    ({ logs, tables }) => {
      logs.accepted.push(accepted("m9", "2"));
      const [first] = tables.deliveries;
      if (first) tables.deliveries.push({ ...first, message_id: "m9" });
    },
    ["doubled", "doubled"],
  ],
  [
    "a message that is nowhere",
    ({ tables, campaign }) => {
      tables.deliveries.pop();
      delete campaign.tally["d:unconfirmed"];
    },
    ["lost"],
  ],
  [
    "somebody who was forgotten",
    ({ campaign }) => {
      Object.assign(campaign.recipients[3] ?? {}, { state: "planned", reason: null });
      campaign.tally = { queued: 3, planned: 1, "d:delivered": 2, "d:unconfirmed": 1, spent: 200 };
    },
    ["unnamed"],
  ],
  [
    "somebody left out for no reason",
    ({ campaign }) => {
      Object.assign(campaign.recipients[3] ?? {}, { reason: null });
      delete campaign.tally["skipped:no-consent"];
    },
    ["unnamed"],
  ],
  [
    "a campaign that does not end",
    ({ campaign }) => Object.assign(campaign, { state: "running" }),
    ["unnamed"],
  ],
  [
    "a message that arrived and was not charged",
    ({ campaign }) => {
      campaign.charges.pop();
      campaign.tally.spent = 100;
    },
    ["ledger"],
  ],
  [
    "a charge for what nobody has",
    ({ campaign }) => {
      campaign.charges.push({ message_id: "m3", micros: 100 });
      campaign.tally.spent = 300;
    },
    ["ledger"],
  ],
  [
    "a failure that stays charged",
    ({ logs }) => logs.statuses.push({ wamid: "w2", messageId: "m2", status: "failed" }),
    ["ledger"],
  ],
  [
    "a price that is not the card's",
    ({ campaign }) => {
      campaign.charges = [
        { message_id: "m1", micros: 100 },
        { message_id: "m2", micros: 99 },
      ];
      campaign.tally.spent = 199;
    },
    ["ledger"],
  ],
  ["a budget passed for a moment", (w) => Object.assign(w, { highest: 301 }), ["budget"]],
  ["a budget passed at the end", ({ campaign }) => Object.assign(campaign, { committed: 301 }), ["budget"]],
  [
    "less set aside than was spent",
    ({ campaign }) => Object.assign(campaign, { committed: 199 }),
    ["budget"],
  ],
  [
    "a count that is not what it counts",
    ({ campaign }) => Object.assign(campaign.tally, { queued: 4 }),
    ["tally"],
  ],
  ["a count of nothing", ({ campaign }) => Object.assign(campaign.tally, { replied: 1 }), ["tally"]],
];

test.each(wrongs)("%s", (_, spoil, kinds) => {
  const spoilt = world();
  spoil(spoilt);
  expect(kindsOf(spoilt)).toEqual(kinds);
});
