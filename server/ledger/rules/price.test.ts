import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { dayIn } from "./calendar";
import { cardInForce, expectedPrice, type PriceCard, priceOf } from "./price";

const timeZone = "America/Argentina/Buenos_Aires";
const january: PriceCard = {
  id: "january",
  currency: "USD",
  validFrom: "2026-01-01",
  rates: {
    Argentina: { marketing: 61_800n, utility: 26_000n, service: 0n },
    Peru: { utility: 20_000n, service: 0n },
  },
};
const october: PriceCard = {
  id: "october",
  currency: "USD",
  validFrom: "2026-10-01",
  rates: {
    Argentina: { marketing: 61_800n, utility: 26_000n, service: 26_000n },
    Peru: { utility: 30_000n, service: 30_000n },
  },
};
const cards = [october, january];
const september = new Date("2026-09-20T12:00:00Z");
const november = new Date("2026-11-20T12:00:00Z");

const pricingTypes = fc.constantFrom(
  "regular",
  "free_customer_service",
  "free_entry_point",
  "free_group_customer_service",
  "new",
);
const categories = fc.constantFrom(
  "marketing",
  "utility",
  "service",
  "authentication",
  "marketing_lite",
  "something",
);
const markets = fc.constantFrom("Argentina", "Peru", "Atlantis", null);
const instants = fc.date({ min: new Date("2025-06-01"), max: new Date("2027-12-31"), noInvalidDate: true });

describe("what the carrier says is what it costs", () => {
  const ask = (pricingType: string, category: string, at = november, market: string | null = "Argentina") =>
    priceOf({ pricingType, category, market, at, timeZone, cards });

  test.each([
    ["regular", "service", 26_000n, "listed"],
    ["regular", "utility", 26_000n, "listed"],
    ["regular", "marketing_lite", 61_800n, "listed"],
    ["free_customer_service", "service", 0n, "allowance"],
    ["free_entry_point", "referral_conversion", 0n, "entry-point"],
    ["free_group_customer_service", "group_service", 0n, "group"],
    ["regular", "general_purpose_ai", 0n, "no-rate"],
    ["something_new", "service", 26_000n, "unrecognized"],
  ])("%s %s", (type, category, micros, reason) => {
    expect(ask(type, category)).toMatchObject({ micros, reason, currency: "USD" });
  });

  test("before October 2026 a free reply was free by its window", () => {
    expect(ask("free_customer_service", "service", september)).toMatchObject({
      micros: 0n,
      reason: "window",
    });
  });

  test("the card changes at midnight of the organization, not of Greenwich", () => {
    const before = ask("regular", "utility", new Date("2026-10-01T02:59:59Z"), "Peru");
    const after = ask("regular", "utility", new Date("2026-10-01T03:00:00Z"), "Peru");
    expect([before.micros, before.rateCardId]).toEqual([20_000n, "january"]);
    expect([after.micros, after.rateCardId]).toEqual([30_000n, "october"]);
  });

  test("a market without a price is named, never silently zero", () => {
    for (const market of ["Atlantis", null])
      expect(ask("regular", "utility", november, market).reason).toBe("no-rate");
    expect(ask("regular", "utility", new Date("2025-01-01")).reason).toBe("no-rate");
  });

  test("never negative, and zero only with a reason that says so or a listed zero", () => {
    fc.assert(
      fc.property(pricingTypes, categories, markets, instants, (pricingType, category, market, at) => {
        const price = priceOf({ pricingType, category, market, at, timeZone, cards });
        expect(price.micros >= 0n).toBe(true);
        if (price.micros === 0n && price.reason === "listed") {
          expect(cardInForce(cards, dayIn(timeZone, at))?.rates[market ?? ""]?.[category]).toBe(0n);
        }
      }),
    );
  });

  test("a later message is never priced by an earlier card", () => {
    fc.assert(
      fc.property(instants, instants, (one, two) => {
        const [first, second] = one <= two ? [one, two] : [two, one];
        const cardAt = (at: Date) => cardInForce(cards, dayIn(timeZone, at))?.validFrom ?? "";
        expect(cardAt(first) <= cardAt(second)).toBe(true);
      }),
    );
  });

  test("the free tier is the carrier's to subtract: once", () => {
    fc.assert(
      fc.property(fc.nat(1500), (sent) => {
        const types = Array.from({ length: sent }, (_, n) =>
          n < 1000 ? "free_customer_service" : "regular",
        );
        const total = types.reduce((sum, type) => sum + ask(type, "service").micros, 0n);
        expect(total).toBe(BigInt(Math.max(0, sent - 1000)) * 26_000n);
      }),
      { numRuns: 20 },
    );
  });
});

describe("what the composer shows before sending", () => {
  const open = { serviceOpen: true, entryOpen: false };
  const closed = { serviceOpen: false, entryOpen: false };
  const ask = (over: Partial<Parameters<typeof expectedPrice>[0]>) =>
    expectedPrice({
      kind: "MT",
      category: null,
      market: "Argentina",
      now: november,
      timeZone,
      windowState: open,
      allowanceLeft: 0,
      cards,
      ...over,
    });

  test("a reply is free while the allowance lasts and says how many are left", () => {
    expect(ask({ allowanceLeft: 12 })).toMatchObject({ micros: 0n, reason: "allowance", left: 12 });
    expect(ask({ allowanceLeft: 0 })).toMatchObject({ micros: 26_000n, reason: "listed" });
  });

  test("an allowance that nobody knows is not promised", () => {
    expect(ask({ allowanceLeft: null })).toMatchObject({ micros: 26_000n, reason: "listed" });
  });

  test("before October 2026 replies and utility templates were free inside the window", () => {
    expect(ask({ now: september })).toMatchObject({ micros: 0n, reason: "window" });
    const utility = { kind: "HSM", category: "UTILITY", now: september } as const;
    expect(ask(utility)).toMatchObject({ micros: 0n, reason: "window" });
    expect(ask({ ...utility, windowState: closed })).toMatchObject({ micros: 26_000n, reason: "listed" });
    expect(ask({ ...utility, now: november })).toMatchObject({ micros: 26_000n, reason: "listed" });
  });

  test("the allowance is for replies, not for templates", () => {
    expect(ask({ kind: "HSM", category: "marketing", allowanceLeft: 900 })).toMatchObject({
      micros: 61_800n,
    });
    expect(ask({ kind: "HSM", category: "utility", allowanceLeft: 900 })).toMatchObject({ micros: 26_000n });
  });

  test("everything is free through an open entry point", () => {
    const windowState = { serviceOpen: false, entryOpen: true };
    expect(ask({ kind: "HSM", category: "marketing", windowState })).toMatchObject({
      micros: 0n,
      reason: "entry-point",
    });
  });

  test("it expects what the carrier then says, and never less than nothing", () => {
    const questions = fc.record({
      kind: fc.constantFrom("MT" as const, "HSM" as const),
      category: fc.constantFrom("marketing", "utility", null),
      market: markets,
      now: instants,
      windowState: fc.record({ serviceOpen: fc.boolean(), entryOpen: fc.boolean() }),
      allowanceLeft: fc.option(fc.nat(1000)),
    });
    fc.assert(
      fc.property(questions, (question) => {
        const expected = expectedPrice({ ...question, timeZone, cards });
        expect(expected.micros >= 0n).toBe(true);
        if (expected.reason !== "listed") return;
        const category = question.kind === "MT" ? "service" : (question.category ?? "");
        const said = priceOf({
          ...question,
          pricingType: "regular",
          category,
          at: question.now,
          timeZone,
          cards,
        });
        expect(said).toEqual({ ...expected });
      }),
    );
  });
});
