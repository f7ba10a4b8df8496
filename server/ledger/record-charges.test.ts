import fc from "fast-check";
import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { inOrg, type OrgScope } from "@/db/org";
import { type ChargeInput, recordCharges, reverseCharges } from "./record-charges";
import { recordUsage } from "./record-usage";
import { microsOf } from "./rules/money";
import { type PriceCard, priceOf } from "./rules/price";
import { makeTenant, openWorld, type Said, sayAll, type Tenant, type World } from "./test-world";

let world: World;
let tenant: Tenant;
let stranger: Tenant;
let seq = 0;

beforeAll(async () => {
  world = await openWorld();
  [tenant, stranger] = [await makeTenant(), await makeTenant({ phone: "5511999990000", country: "BR" })];
});
afterAll(() => world.close());

const regular = { type: "regular", category: "service" };

async function use(said: Said[], who = tenant): Promise<string[]> {
  return inOrg(who.scope, async (scope) => {
    const inputs = await sayAll(scope, who, said, seq);
    seq += said.length;
    await recordUsage(scope, inputs);
    return inputs.map((input) => input.messageId);
  });
}

const charge = (inputs: ChargeInput[], who = tenant) =>
  inOrg(who.scope, (scope) => recordCharges(scope, inputs));
const reverse = (ids: string[]) => inOrg(tenant.scope, (scope) => reverseCharges(scope, ids, "failed"));

const chainOf = (scope: OrgScope, messageId: string) => scope.sql<
  {
    step: number;
    kind: string;
    micros: string;
    reason: string;
    currency: string;
    rate_card_id: string | null;
  }[]
>`select step, c.kind, micros, reason, currency, rate_card_id from charges c join usage_events e on e.id = c.usage_event_id
  where e.message_id = ${messageId} order by step`;

const chain = (messageId: string, who = tenant) => inOrg(who.scope, (scope) => chainOf(scope, messageId));
const at = new Date("2026-11-20T15:00:00Z");

describe("usage events", () => {
  test("one per message, with its dimensions, whatever is repeated", async () => {
    const events = await inOrg(tenant.scope, async (scope) => {
      const inputs = await sayAll(scope, tenant, [{ kind: "MO", at: at.toISOString() }], seq++);
      await recordUsage(scope, inputs);
      await recordUsage(scope, [...inputs, ...inputs]);
      return scope.sql`select kind, origin, country, market, category, occurred_at from usage_events
        where message_id = ${inputs[0]?.messageId ?? ""}`;
    });
    expect(events).toEqual([
      expect.objectContaining({ kind: "MO", origin: "customer", country: "AR", market: "Argentina" }),
    ]);
  });

  test("the market is the phone's; without a phone the country's; without both nobody's", async () => {
    const hidden = await makeTenant({ phone: "", country: "PE" });
    const nowhere = await makeTenant({ phone: "" });
    await inOrg(nowhere.scope, (scope) => scope.sql`update contacts set country = null`);
    const roaming = await makeTenant({ phone: "12425550100", country: "AR" });
    const marketFor = async (who: Tenant) => {
      const [id = ""] = await use([{ kind: "MO", at: at.toISOString() }], who);
      const [row] = await inOrg(
        who.scope,
        (s) => s.sql`select market from usage_events where message_id = ${id}`,
      );
      return row?.market;
    };
    expect([await marketFor(hidden), await marketFor(nowhere), await marketFor(roaming)]).toEqual([
      "Peru",
      null,
      "Other",
    ]);
  });
});

describe("charges", () => {
  test("the first pricing seen wins", async () => {
    const [messageId = ""] = await use([{ kind: "MT", at: at.toISOString() }]);
    const free = { type: "free_customer_service", category: "service" };
    expect(
      await charge([
        { messageId, pricing: regular, occurredAt: at },
        { messageId, pricing: free, occurredAt: at },
      ]),
    ).toEqual([messageId]);
    expect(await charge([{ messageId, pricing: free, occurredAt: at, arrived: true }])).toEqual([]);
    expect(await chain(messageId)).toEqual([
      {
        step: 1,
        kind: "charge",
        micros: "26000",
        reason: "listed",
        currency: "USD",
        rate_card_id: "whatsapp-usd-2026-10-01",
      },
    ]);
  });

  test("a message without a usage event, or of another organization, is passed over", async () => {
    const [foreign = ""] = await use([{ kind: "MT", at: at.toISOString() }], stranger);
    expect(await charge([{ messageId: foreign, pricing: regular, occurredAt: at }])).toEqual([]);
    expect(await chain(foreign, stranger)).toEqual([]);
  });

  test("a missing rate costs 0 and says so", async () => {
    const [messageId = ""] = await use([{ kind: "MT", at: at.toISOString() }]);
    await charge([
      { messageId, pricing: { type: "regular", category: "general_purpose_ai" }, occurredAt: at },
    ]);
    expect(await chain(messageId)).toMatchObject([{ micros: "0", reason: "no-rate" }]);
  });

  test("a failure takes the charge back once; what then arrives after all is charged again", async () => {
    const [messageId = ""] = await use([{ kind: "MT", at: at.toISOString() }]);
    await charge([{ messageId, pricing: regular, occurredAt: at }]);
    await reverse([messageId]);
    await reverse([messageId, messageId]);
    await charge([{ messageId, pricing: regular, occurredAt: at }]);
    expect((await chain(messageId)).map((c) => [c.step, c.kind, c.micros])).toEqual([
      [1, "charge", "26000"],
      [2, "reversal", "-26000"],
    ]);
    await charge([{ messageId, pricing: regular, occurredAt: at, arrived: true }]);
    expect((await chain(messageId)).reduce((sum, c) => sum + BigInt(c.micros), 0n)).toBe(26_000n);
  });

  test("a failure heard before any price leaves nothing to charge", async () => {
    const [messageId = ""] = await use([{ kind: "MT", at: at.toISOString() }]);
    await reverse([messageId]);
    await charge([{ messageId, pricing: regular, occurredAt: at }]);
    expect(await chain(messageId)).toMatchObject([{ step: 1, micros: "0", reason: "failed" }]);
  });

  test("prices are the rule's: SQL and priceOf() agree on anything the carrier may say", async () => {
    const cards = await cardsOf();
    const said = fc.record({
      type: fc.constantFrom(
        "regular",
        "free_customer_service",
        "free_entry_point",
        "free_group_customer_service",
        "new",
      ),
      category: fc.constantFrom(
        "marketing",
        "utility",
        "service",
        "marketing_lite",
        "authentication-international",
        "x",
      ),
      occurredAt: fc.date({ min: new Date("2025-11-01"), max: new Date("2027-01-01"), noInvalidDate: true }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(said, { minLength: 1, maxLength: 30 }), async (statuses) => {
        const ids = await use(statuses.map((s) => ({ kind: "MT", at: s.occurredAt.toISOString() })));
        const inputs = statuses.map(({ occurredAt, ...pricing }, n) => ({
          messageId: ids[n] ?? "",
          pricing,
          occurredAt,
        }));
        await charge(inputs);
        const chains = await inOrg(tenant.scope, (scope) => Promise.all(ids.map((id) => chainOf(scope, id))));
        const found = chains.map(([c]) => [BigInt(c?.micros ?? -1), c?.currency, c?.rate_card_id, c?.reason]);
        const wanted = statuses.map(({ type, category, occurredAt }) => {
          const timeZone = "America/Argentina/Buenos_Aires";
          const p = priceOf({
            pricingType: type,
            category,
            market: "Argentina",
            at: occurredAt,
            timeZone,
            cards,
          });
          return [p.micros, p.currency, p.rateCardId, p.reason];
        });
        expect(found).toEqual(wanted);
      }),
      { numRuns: 15 },
    );
  });
});

async function cardsOf(): Promise<PriceCard[]> {
  const rows = await inOrg(
    tenant.scope,
    (scope) =>
      scope.sql<
        {
          id: string;
          currency: string;
          valid_from: string;
          market: string;
          category: string;
          micros: string;
        }[]
      >`select c.id, c.currency, c.valid_from::text, r.market, r.category, r.micros from rate_cards c join rates r on r.rate_card_id = c.id`,
  );
  return [...new Set(rows.map((row) => row.id))].map((id) => {
    const own = rows.filter((row) => row.id === id);
    const rates: Record<string, Record<string, bigint>> = {};
    for (const row of own) rates[row.market] = { ...rates[row.market], [row.category]: BigInt(row.micros) };
    return { id, currency: own[0]?.currency ?? "", validFrom: own[0]?.valid_from ?? "", rates };
  });
}

describe("the ledger is append-only and each organization's own", () => {
  test("the application may neither change nor delete what is on it, nor write prices", async () => {
    const app = postgres(world.database.url, { max: 1, onnotice: () => undefined });
    for (const table of ["usage_events", "charges"]) {
      await expect(app.unsafe(`update ${table} set category = 'x'`)).rejects.toThrow(/permission denied/);
      await expect(app.unsafe(`delete from ${table}`)).rejects.toThrow(/permission denied/);
      await expect(app.unsafe(`truncate ${table}`)).rejects.toThrow(/permission denied/);
    }
    await expect(
      app`insert into rates values ('whatsapp-usd-2026-10-01', 'Argentina', 'x', 0)`,
    ).rejects.toThrow(/permission/);
    await app.end();
  });

  test("nobody sees another organization's usage or charges", async () => {
    const lone = await makeTenant();
    await use([{ kind: "MO", at: at.toISOString() }]);
    const [seen] = await inOrg(
      lone.scope,
      (s) => s.sql`
      select (select count(*)::int from usage_events) + (select count(*)::int from charges) as rows`,
    );
    expect(seen).toEqual({ rows: 0 });
  });
});

describe("price lists", () => {
  test("are loaded by the migration, as written, with markets carved out later priced as their region before", async () => {
    const cards = await cardsOf();
    const rate = (id: string, market: string, category: string) =>
      cards.find((c) => c.id === id)?.rates[market]?.[category];
    expect(cards.map((c) => c.id).sort()).toEqual(["whatsapp-usd-2026-01-01", "whatsapp-usd-2026-10-01"]);
    expect(rate("whatsapp-usd-2026-10-01", "Argentina", "utility")).toBe(microsOf("0.0260"));
    expect(rate("whatsapp-usd-2026-01-01", "Ukraine", "utility")).toBe(microsOf("0.0212"));
    expect(rate("whatsapp-usd-2026-01-01", "India", "authentication-international")).toBe(microsOf("0.0280"));
    expect(rate("whatsapp-usd-2026-10-01", "India", "authentication-international")).toBeUndefined();
  });

  test("loading twice changes nothing; a wrong rate is set right", async () => {
    const { loadRateCards } = await import("./rate-cards/load");
    const owner = postgres(world.database.ownerUrl, { max: 1, onnotice: () => undefined });
    const all = () => owner`select *, xmin::text from rates order by 1, 2, 3`;
    const before = await all();
    await loadRateCards(owner);
    expect(await all()).toEqual(before);
    await owner`update rates set micros = 1 where market = 'Chile'`;
    await owner`insert into rates values ('whatsapp-usd-2026-10-01', 'Chile', 'invented', 1)`;
    await loadRateCards(owner);
    expect((await all()).map(({ xmin: _, ...row }) => row)).toEqual(before.map(({ xmin: _, ...row }) => row));
    await owner.end();
  });
});
