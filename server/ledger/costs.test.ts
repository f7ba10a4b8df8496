import fc from "fast-check";
import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { inOrg } from "@/db/org";
import type { Scope } from "@/server/scope";
import { foldCosts } from "./fold-costs";
import { allowance, costSummary, pricesFor } from "./queries";
import { dayIn } from "./rules/calendar";
import { expectedPrice } from "./rules/price";
import type { BehindFigure, UsageCursor } from "./schema";
import { foldAll, type Happened, happen, makeTenant, openWorld, type World } from "./test-world";
import { type UsageRow, usagePage } from "./usage-page";

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

/** Messages of some weeks; money for most of those sent, some failures, some prices nobody knows. */
const happened: fc.Arbitrary<Happened> = fc
  .record({
    kind: fc.constantFrom("MO" as const, "MT" as const, "HSM" as const),
    at: fc
      .date({ min: new Date("2026-09-28T00:00Z"), max: new Date("2026-11-20T15:00Z"), noInvalidDate: true })
      .map((date) => date.toISOString()),
    account: fc.nat(1),
    priced: fc.constantFrom(
      "regular" as const,
      "free_customer_service" as const,
      "free_entry_point" as const,
      null,
    ),
    as: fc.constantFrom("service", "utility", "marketing", "unheard-of"),
    failed: fc.boolean(),
  })
  .map((one) => (one.kind === "MO" ? { ...one, priced: null, failed: false } : one));

interface Fact {
  id: string;
  at: Date;
  kind: string;
  account: string;
  steps: { kind: string; micros: bigint; reason: string; category: string; currency: string }[];
}

/** The ledger row by row, as a second opinion. */
async function facts(scope: Scope): Promise<Fact[]> {
  const rows = await inOrg(
    scope,
    (s) => s.sql`
    select e.id, e.occurred_at, e.kind as usage, e.channel_account_id, c.kind, c.micros, c.reason, c.category, c.currency
    from usage_events e left join charges c on c.usage_event_id = e.id order by e.occurred_at desc, e.id desc, c.step`,
  );
  const byId = new Map<string, Fact>();
  for (const r of rows) {
    const fact: Fact = byId.get(r.id) ?? {
      id: r.id,
      at: new Date(r.occurred_at),
      kind: r.usage,
      account: r.channel_account_id,
      steps: [],
    };
    if (r.kind) fact.steps.push({ ...(r as unknown as Fact["steps"][number]), micros: BigInt(r.micros) });
    byId.set(r.id, fact);
  }
  return [...byId.values()];
}

const sum = (list: Fact[]) => list.flatMap((f) => f.steps).reduce((total, step) => total + step.micros, 0n);
const stands = (f: Fact) =>
  f.steps.length > 0 && f.steps.at(-1)?.kind === "charge" && f.steps.at(-1)?.reason !== "failed";
const moneyOf = (figure: { money: { micros: bigint }[] }) =>
  figure.money.reduce((total, m) => total + m.micros, 0n);

async function everyPage(scope: Scope, behind: BehindFigure): Promise<UsageRow[]> {
  const rows: UsageRow[] = [];
  let cursor: UsageCursor | undefined;
  do {
    const page = await inOrg(scope, (s) => usagePage(s, behind, cursor));
    rows.push(...page.rows);
    cursor = page.next ?? undefined;
  } while (cursor);
  return rows;
}

describe("figures equal the ledger, message by message", () => {
  const zones = fc.constantFrom("America/Argentina/Buenos_Aires", "Asia/Kolkata", "America/New_York");

  test("whatever was written before, between and after folds, in any time zone", async () => {
    const batches = fc.array(fc.tuple(fc.array(happened, { minLength: 1, maxLength: 40 }), fc.boolean()), {
      minLength: 1,
      maxLength: 4,
    });
    await fc.assert(
      fc.asyncProperty(zones, batches, async (timeZone, list) => {
        const tenant = await makeTenant({ timeZone });
        const scope = { ...tenant.scope, now: new Date("2026-11-20T15:10:11.123Z") };
        for (const [batch, fold] of list) {
          await happen(tenant, batch);
          if (fold) await foldCosts(scope);
        }
        const ledger = await facts(scope);
        const found = await inOrg(scope, costSummary);
        const dayOf = (f: Fact) => dayIn(timeZone, f.at);
        const inMonth = ledger.filter((f) => dayOf(f).startsWith("2026-11"));
        expect(found.month.messages).toBe(inMonth.length);
        expect(moneyOf(found.month)).toBe(sum(inMonth));
        expect(found.month.charged).toBe(inMonth.filter(stands).length);
        expect(found.month.unpriced).toBe(
          inMonth.filter((f) => f.kind !== "MO" && f.steps.length === 0).length,
        );
        expect(moneyOf(found.today)).toBe(sum(ledger.filter((f) => dayOf(f) === "2026-11-20")));
        const before = ledger.filter((f) => dayOf(f).startsWith("2026-10") && f.at < monthAgo(timeZone));
        expect(found.byDay.map((day) => day.key)).toEqual(daysOfNovember);
        expect([found.lastMonth.messages, moneyOf(found.lastMonth)]).toEqual([before.length, sum(before)]);
        for (const key of ["byKind", "byNumber", "byOrigin", "byDay"] as const) {
          expect(found[key].reduce((n, share) => n + share.messages, 0)).toBe(inMonth.length);
          expect(found[key].reduce((n, share) => n + moneyOf(share), 0n)).toBe(sum(inMonth));
        }
        for (const key of ["byCategory", "byReason"] as const) {
          expect(found[key].reduce((n, share) => n + moneyOf(share), 0n)).toBe(sum(inMonth));
          expect(found[key].reduce((n, share) => n + share.charged, 0)).toBe(inMonth.filter(stands).length);
        }
      }),
      { numRuns: 12 },
    );
  });

  test("behind every figure are exactly its messages, page by page", async () => {
    const tenant = await makeTenant();
    await happen(tenant, fc.sample(happened, { numRuns: 400, seed: 7 }));
    await foldCosts(tenant.scope);
    await happen(tenant, fc.sample(happened, { numRuns: 150, seed: 8 }));
    const ledger = (await facts(tenant.scope)).filter((f) => f.at >= new Date("2026-10-01T03:00Z"));
    const span = { from: "2026-10-01", to: "2026-11-30" };
    const last = (f: Fact) => f.steps.at(-1);
    const cases: [Partial<BehindFigure>, (f: Fact) => boolean][] = [
      [{}, () => true],
      [{ kind: "HSM" }, (f) => f.kind === "HSM"],
      [{ number: tenant.accounts[1] }, (f) => f.account === tenant.accounts[1]],
      [{ category: "utility" }, (f) => stands(f) && last(f)?.category === "utility"],
      [{ reason: "no-rate" }, (f) => stands(f) && last(f)?.reason === "no-rate"],
      [
        { reason: "allowance", kind: "MT" },
        (f) => stands(f) && last(f)?.reason === "allowance" && f.kind === "MT",
      ],
      [{ unpriced: true }, (f) => f.kind !== "MO" && f.steps.length === 0],
    ];
    for (const [filter, belongs] of cases) {
      const rows = await everyPage(tenant.scope, { ...span, ...filter });
      const wanted = ledger.filter(belongs);
      expect(wanted.length).toBeGreaterThan(0);
      expect(rows.map((row) => row.id)).toEqual(wanted.map((f) => f.id));
      expect(rows.reduce((n, row) => n + (row.money?.micros ?? 0n), 0n)).toBe(sum(wanted));
    }
  });
});

const daysOfNovember = Array.from({ length: 30 }, (_, n) => `2026-11-${String(n + 1).padStart(2, "0")}`);

function monthAgo(timeZone: string): Date {
  // 2026-10-20 at the same time on the wall; New York has its summer time still.
  return new Date(timeZone === "America/New_York" ? "2026-10-20T14:10:11.123Z" : "2026-10-20T15:10:11.123Z");
}

describe("the price shown before sending", () => {
  test("free replies are counted by number and month, and given back by failures", async () => {
    const tenant = await makeTenant();
    const free = { kind: "MT", priced: "free_customer_service", as: "service", failed: false } as const;
    await happen(tenant, [
      { ...free, at: "2026-11-02T12:00:00Z" },
      { ...free, at: "2026-11-03T12:00:00Z" },
      { ...free, at: "2026-11-04T12:00:00Z", failed: true },
      { ...free, at: "2026-11-05T12:00:00Z", account: 1 },
      { ...free, at: "2026-11-01T02:59:00Z" },
      { ...free, at: "2026-11-06T12:00:00Z", priced: "regular" },
    ]);
    const scope = { ...tenant.scope, now: new Date("2026-11-20T15:00:00Z") };
    const channelAccountId = tenant.accounts[0] ?? "";
    expect(await inOrg(scope, (s) => allowance(s, channelAccountId))).toEqual({
      limit: 1000,
      used: 2,
      left: 998,
    });
    const early = { ...scope, now: new Date("2026-09-20T15:00:00Z") };
    expect(await inOrg(early, (s) => allowance(s, channelAccountId))).toBeNull();
  });

  test("comes with the cards in the customer's market", async () => {
    const tenant = await makeTenant();
    const scope = { ...tenant.scope, now: new Date("2026-11-20T15:00:00Z") };
    const prices = await inOrg(scope, (s) =>
      pricesFor(s, { channelAccountId: tenant.accounts[0] ?? "", market: "Argentina" }),
    );
    const windowState = { serviceOpen: true, entryOpen: false };
    const ask = (allowanceLeft: number | null) =>
      expectedPrice({ kind: "MT", category: null, now: scope.now, windowState, ...prices, allowanceLeft });
    expect(ask(prices.allowanceLeft)).toMatchObject({ reason: "allowance", left: 1000 });
    expect(ask(0)).toMatchObject({ micros: 26_000n, reason: "listed", currency: "USD" });
  });
});

test("no figure and no page reads the whole ledger", async () => {
  const tenant = await makeTenant();
  const { orgId } = tenant.scope;
  const owner = postgres(world.database.ownerUrl, { max: 1, onnotice: () => undefined });
  await owner`
    insert into usage_events (org_id, id, kind, message_id, conversation_id, contact_id, channel_account_id, origin, category,
      market, occurred_at)
    select ${orgId}, gen_random_uuid(), (array['MO', 'MT', 'HSM'])[1 + n % 3], gen_random_uuid(), ${tenant.conversationId},
      ${tenant.contactId}, (${tenant.accounts}::uuid[])[1 + n % 2], 'agent', 'service', 'Argentina',
      timestamptz '2026-10-05Z' + n * interval '75 seconds' from generate_series(1, 50000) n`;
  await owner`
    insert into charges (org_id, usage_event_id, step, kind, micros, currency, pricing_type, category, reason)
    select org_id, id, 1, 'charge', 26000, 'USD', 'regular', 'service', 'listed' from usage_events
    where org_id = ${orgId} and kind <> 'MO'`;
  await owner`analyze`;
  await owner.end();
  const scope = { ...tenant.scope, now: new Date("2026-11-15T15:10:11Z") };
  await foldAll(scope);
  const behind = { from: "2026-11-01", to: "2026-11-30", category: "service" };
  const [before, after] = await inOrg(scope, async (s) => {
    // The server counts what this connection did for up to a second: what it did before is not ours.
    const scans = () => s.sql`select relname, seq_scan::int from pg_stat_xact_user_tables
      where relname in ('usage_events', 'charges') order by 1`;
    const first = await scans();
    expect((await costSummary(s)).month.messages).toBeGreaterThan(10_000);
    const page = await usagePage(s, behind);
    await usagePage(s, behind, page.next ?? undefined);
    await allowance(s, tenant.accounts[0] ?? "");
    return [first, await scans()];
  });
  expect(after).toEqual(before);
});
