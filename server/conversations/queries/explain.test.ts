import { beforeAll, describe, expect, test } from "vitest";
import { sql } from "@/db/client";
import { newId } from "@/db/id";
import { inOrg, type OrgScope } from "@/db/org";
import { costNumbers, costSummary } from "@/server/ledger/queries";
import { usagePage } from "@/server/ledger/usage-page";
import { targets } from "@/server/routing/queries";
import { sweepRouting } from "@/server/routing/sweep-routing";
import type { MemberScope } from "@/server/scope";
import { withLoadedOrganization } from "@/server/testing/loaded-organization";
import { type Ran, type Watch, watchPlans } from "@/server/testing/plans";
import { typicalViews } from "@/server/testing/typical-views";
import { claimNext } from "../claim-next";
import { enqueue } from "../enqueue";
import { foldCounts } from "../fold-counts";
import { lockConversation } from "../lock-conversation";
import { markWindows } from "../mark-windows";
import { parkEarly } from "../park-early";
import { receive } from "../receive";
import { recordStatus } from "../record-status";
import type { ConversationFilter } from "../rules/conversation-filter";
import { sorts } from "../rules/filter-address";
import { settleDeliveries } from "../settle-deliveries";
import { countFiltered } from "../views/queries";
import { readAlerts } from "./alerts";
import { browse } from "./browse";
import { countConversations } from "./counts";
import { readFeed } from "./feed";
import { listConversations, queueSchema, sectionSchema } from "./list";
import { readPanel } from "./panel";
import { priceOfNext } from "./price";
import { search, searchMessages } from "./search";
import { searchThread } from "./search-thread";
import { readThread } from "./thread";
import { readTimeline, timelineInput } from "./timeline";

/** Tables that only grow: nothing that happens often may read one from end to end. */
const unbounded =
  /^(messages|conversations|usage_events|charges|deliveries|windows|work_items|identities|contacts|consents|attachments|audit_rows|changes|early_statuses|reactions)$/;

const world = withLoadedOrganization();

async function twoPages(scope: MemberScope, input: Parameters<typeof listConversations>[1]): Promise<void> {
  const { next } = await listConversations(scope, input);
  if (next) await listConversations(scope, { ...input, cursor: next });
}

/** Three pages: one that read all before it would show by then. */
async function browsed(scope: MemberScope, input: Parameters<typeof browse>[1]): Promise<void> {
  let cursor: string | null = null;
  for (let page = 0; page < 3; page++) {
    ({ next: cursor } = await browse(scope, { ...input, cursor }));
    if (!cursor) return;
  }
}

const daysBack = (days: number) => ({
  from: new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10),
  to: new Date().toISOString().slice(0, 10),
});

/** In a transaction that leaves nothing behind. */
async function undone(work: (s: OrgScope) => Promise<unknown>): Promise<void> {
  const end = new Error("undone");
  await inOrg(world.system, async (s) => {
    await work(s);
    throw end;
  }).catch((error: unknown) => {
    if (error !== end) throw error;
  });
}

function inbound(from: string, providerId: string = newId(), replyTo?: string) {
  const message = {
    type: "message" as const,
    providerId,
    from: { name: "Ana", addresses: [{ kind: "phone" as const, value: from, address: from }] },
    content: { type: "text" as const, body: "Hola" },
    occurredAt: world.system.now,
    replyToProviderId: replyTo,
  };
  return { channelAccountId: world.open.account, windowHours: 24, message };
}

async function someAddress(): Promise<string> {
  const [row] = await inOrg(
    world.system,
    (s) => s.sql<{ value: string }[]>`
      select value from identities where org_id = ${s.orgId} and contact_id = ${world.open.contact} and kind = 'phone'`,
  );
  return row?.value ?? "";
}

describe.each([
  ["looking at the values", false],
  ["whatever the values", true],
])("on 20,000 conversations, planned %s", (_, generic) => {
  let watch: Watch;
  beforeAll(async () => {
    watch = await watchPlans(world.database, generic);
  });

  /** Statements that read an unbounded table from end to end. */
  async function scans(work: () => Promise<unknown>): Promise<string[]> {
    const { ran } = await watch.during(work);
    expect(ran.length).toBeGreaterThan(0);
    return ran.flatMap(told);
  }

  const queues = queueSchema.shape.queue.options.flatMap((queue) =>
    sectionSchema.options.map((section) => [queue, section] as const),
  );

  test.each(queues)("%s, %s: a page and the one after it, of a number, of a team", async (queue, section) => {
    for (const scope of [world.owner, world.agent]) {
      for (const narrow of [{}, { teamId: world.open.team }, { channelAccountId: world.open.account }]) {
        const input = { queue, section, limit: 50, ...narrow };
        expect(await scans(() => twoPages(scope, input))).toEqual([]);
      }
    }
  });

  // Row by row, of 20,000: a page of 50 takes at most 50 rows from each of two stretches of its order. In the order of windows' ends one
  // runs until now and one back from it, in that of waiting one of who waits and one of who does not, in that of priority one of the
  // rest of a level and one of those below; the other orders have one. What a scan looks at besides is what is put off: the index of an
  // order holds it, since a view may ask for it too, and here it is one in seven of what is open, so some eight in fifty.
  test.each(sorts)("a page in the order %s costs a page, the first as the next", async (sort) => {
    const pages = async (filter: ConversationFilter) =>
      (await watch.during(() => browsed(world.owner, { filter, sort, limit: 50 }))).ran.flatMap(
        ({ read: { conversations: rows = 0 }, passed: { conversations: passed = 0 } }) =>
          rows > 0 ? [{ kept: rows - passed, passed }] : [],
      );
    const usual = await pages({});
    expect(usual.length).toBe(3);
    expect(Math.max(...usual.map((page) => page.kept))).toBeLessThanOrEqual(100);
    expect(Math.max(...usual.map((page) => page.passed))).toBeLessThanOrEqual(50);
    // Where what is put off is asked for as well, not one row too many is looked at; but in the order of waiting who does not wait comes
    // from the index of what is answered, which holds nothing that is put off.
    if (sort === "waiting") return;
    const whole = await pages({ status: ["awaiting", "missed", "back", "answered", "snoozed"] });
    expect(Math.max(...whole.map((page) => page.kept + page.passed))).toBeLessThanOrEqual(100);
  });

  test.each(sectionSchema.options)("a page of %s costs a page, the first as the next", async (section) => {
    const { ran } = await watch.during(() => twoPages(world.owner, { queue: "all", section, limit: 50 }));
    const pages = ran.map(({ read }) => read.conversations ?? 0).filter((rows) => rows > 0);
    expect(pages.length).toBeGreaterThan(0);
    // Missed is read in two parts, marked and not yet marked; waiting of one priority and of those below it.
    expect(Math.max(...pages)).toBeLessThanOrEqual(100);
  });

  const reads: [string, (scope: MemberScope) => Promise<unknown>][] = [
    ["counts", (scope) => countConversations(scope, {})],
    ["thread", (scope) => readThread(scope, { conversationId: world.open.id, limit: 50 })],
    ["thread, older", (scope) => readThread(scope, { conversationId: world.open.id, limit: 50, cursor: 3 })],
    ["search: rare", (scope) => search(scope, { query: "pedido 48213" })],
    ["search: common", (scope) => search(scope, { query: "hola" })],
    ["search: a name with a mistake", (scope) => search(scope, { query: "gonsales" })],
    ["search: part of a number", (scope) => search(scope, { query: "4401" })],
    ["search: files", (scope) => searchMessages(scope, { query: "receta", among: "files", limit: 40 })],
    [
      "search in a thread",
      (scope) => searchThread(scope, { conversationId: world.open.id, query: "pedido" }),
    ],
    ["panel", (scope) => readPanel(scope, { conversationId: world.open.id })],
    ["price", (scope) => priceOfNext(scope, { conversationId: world.open.id })],
    ...typicalViews.flatMap((view, i): [string, (scope: MemberScope) => Promise<unknown>][] => [
      [`view ${i}`, (scope) => browsed(scope, { ...view, limit: 20 })],
      [`view ${i}, by priority`, (scope) => browsed(scope, { ...view, sort: "priority", limit: 20 })],
      [`view ${i}, counted`, (scope) => countFiltered(scope, view)],
    ]),
    ["feed", async (scope) => readFeed(scope, { cursor: (await readFeed(scope, {})).cursor })],
    ["timeline", (scope) => readTimeline(scope, timelineInput.parse({ contactId: world.open.contact }))],
    ["alerts", (scope) => readAlerts(scope, { since: new Date(0).toISOString() })],
    ["targets", (scope) => targets(scope)],
  ];
  test.each(reads)("%s", async (_name, read) => {
    expect(await scans(() => read(world.owner))).toEqual([]);
    expect(await scans(() => read(withTeam(world.agent)))).toEqual([]);
  });

  test("costs: summary, numbers, the messages behind a figure", async () => {
    expect(await scans(() => inOrg(world.owner, costSummary))).toEqual([]);
    expect(await scans(() => inOrg(world.owner, costNumbers))).toEqual([]);
    expect(await scans(() => inOrg(world.owner, (s) => usagePage(s, daysBack(30), undefined)))).toEqual([]);
  });

  const sized: [string, (limit: number) => Promise<unknown[]>][] = [
    ...sectionSchema.options.map((section): (typeof sized)[number] => [
      section,
      async (limit) => (await listConversations(world.owner, { queue: "all", section, limit })).items,
    ]),
    [
      "thread",
      async (limit) => (await readThread(world.owner, { conversationId: world.longest, limit })).messages,
    ],
    [
      "behind a figure",
      async (days) => (await inOrg(world.owner, (s) => usagePage(s, daysBack(days), undefined))).rows,
    ],
  ];
  test.each(sized)("%s: as many statements for one row as for many", async (_name, read) => {
    const rows: number[] = [];
    const statements = async (limit: number) =>
      (await watch.during(async () => rows.push((await read(limit)).length))).sent.length;
    await statements(1);
    expect(await statements(50)).toBe(await statements(1));
    expect(Math.max(...rows)).toBeGreaterThan(5);
  });

  test("receiving: from somebody known, from somebody new, twice, in answer to a message", async () => {
    const known = await someAddress();
    const work = (s: OrgScope) =>
      receive(s, [
        inbound(known),
        inbound(known, "again"),
        inbound("5491155550000", "again"),
        inbound("5491155550001", newId(), world.sent[0]?.provider_id),
      ]);
    expect(await scans(() => undone(work))).toEqual([]);
  });

  test("statuses: of messages that are there and of one that is not yet", async () => {
    const reports = [...world.sent, { provider_id: newId(), account: world.open.account }].map((m) => ({
      channelAccountId: m.account,
      status: {
        type: "status" as const,
        providerId: m.provider_id,
        state: "read" as const,
        occurredAt: world.system.now,
        pricing: { billable: true, model: "PMP", type: "regular", category: "service" },
      },
    }));
    expect(await scans(() => undone((s) => recordStatus(s, reports)))).toEqual([]);
  });

  test("sending: locking, queueing, claiming", async () => {
    const content = { type: "text" as const, body: "Hola" };
    const out = {
      content,
      origin: "agent" as const,
      authorId: world.owner.actor.id,
      replyToProviderId: null,
    };
    const work = async (s: OrgScope) => {
      const to = await lockConversation(s, world.open.id);
      await enqueue(s, to, { ...out, clientMessageId: newId() });
      expect(await claimNext(s, world.open.id)).not.toBeNull();
    };
    expect(await scans(() => undone(work))).toEqual([]);
  });

  test("sweeping: what is due, and where it is", async () => {
    const works = [
      "deliveries",
      "windows",
      "attachments",
      "statuses",
      "routing",
      "audit",
      "counts",
      "changes",
    ];
    for (const work of works) {
      const found = await scans(async () => {
        await sql()`select * from resolve_due(${work})`;
      });
      expect({ work, found }).toEqual({ work, found: [] });
    }
    for (const finish of [settleDeliveries, markWindows, parkEarly, sweepRouting, foldCounts])
      expect({ finish: finish.name, found: await scans(() => undone((s) => finish(s))) }).toEqual({
        finish: finish.name,
        found: [],
      });
  });
});

const withTeam = (scope: MemberScope): MemberScope => ({
  ...scope,
  actor: { ...scope.actor, teamIds: [...scope.actor.teamIds, world.open.team] },
});

function told({ text, scanned }: Ran): string[] {
  const found = scanned.filter((table) => unbounded.test(table));
  return found.length > 0 ? [`${found.join(", ")}: ${text.replace(/\s+/g, " ").slice(0, 300)}`] : [];
}
