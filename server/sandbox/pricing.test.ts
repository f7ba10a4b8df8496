import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { NewBusiness } from "./contract";
import { FREE_TIER, priceOf } from "./pricing";
import { type Bench, startBench, wamidOf } from "./testing";

const ANA = { name: "Ana", phone: "+5491152631234" };
const BEFORE = Date.parse("2026-09-20T15:00:00Z");
const AFTER = Date.parse("2026-10-05T15:00:00Z");
const HELLO = { type: "text", text: { body: "Hola" } };

let bench: Bench;
afterEach(() => bench.close());

async function startAt(time: number, options: Partial<NewBusiness> = {}) {
  bench = await startBench({}, { limits: "relaxed", clockOffsetMs: time - Date.now(), ...options });
  const body = { type: "BODY", text: "Su turno queda confirmado." };
  for (const category of ["UTILITY", "MARKETING"])
    await bench.admin.approveTemplate(bench.business.id, {
      name: category.toLowerCase(),
      language: "es",
      category,
      components: [body],
    });
}

/** The delivered status of one send. */
async function delivered(body: object) {
  const wamid = wamidOf(await bench.send({ to: ANA.phone, ...body }));
  await bench.receiver.until(() => bench.receiver.statuses(wamid).length === 2);
  return bench.receiver.statuses(wamid)[1];
}

const template = (name: string) => ({ type: "template", template: { name, language: { code: "es" } } });
const free = (type: string, category: string) => ({
  pricing: { billable: false, pricing_model: "PMP", type, category },
});
const charged = (category: string) => ({
  pricing: { billable: true, pricing_model: "PMP", type: "regular", category },
});

describe("until 2026-09-30", () => {
  beforeEach(() => startAt(BEFORE));

  it("gives replies and utility templates in the window, and charges marketing and what goes out of the window", async () => {
    expect(await delivered(template("utility"))).toMatchObject(charged("utility"));
    await bench.admin.inbound(bench.number.id, { customer: ANA, message: HELLO });
    expect(await delivered(HELLO)).toMatchObject(free("free_customer_service", "service"));
    expect(await delivered(template("utility"))).toMatchObject(free("free_customer_service", "utility"));
    expect(await delivered(template("marketing"))).toMatchObject(charged("marketing"));
  });
});

describe("since 2026-10-01", () => {
  beforeEach(() => startAt(AFTER));

  it("charges utility templates inside the window too, and gives the first replies of a month", async () => {
    await bench.admin.inbound(bench.number.id, { customer: ANA, message: HELLO });
    expect(await delivered(template("utility"))).toMatchObject(charged("utility"));
    expect(await delivered(HELLO)).toMatchObject(free("free_customer_service", "service"));
    const { messages } = await bench.admin.thread(bench.number.id, ANA.phone);
    const reaction = wamidOf(
      await bench.send({
        to: ANA.phone,
        type: "reaction",
        reaction: { message_id: messages[0]?.id, emoji: "👍" },
      }),
    );
    await bench.receiver.until(() => bench.receiver.statuses(reaction).length === 1);
    expect(bench.receiver.statuses(reaction)[0]).not.toHaveProperty("pricing");
  });

  it("charges the 1,001st reply of a number and month, and gives again on the first of the next, in the account's zone", async () => {
    await bench.admin.inbound(bench.number.id, { customer: ANA, message: HELLO });
    for (let sent = 0; sent < FREE_TIER - 1; sent += 27)
      await Promise.all(Array.from({ length: 27 }, () => bench.sendText(ANA.phone)));
    expect(await delivered(HELLO)).toMatchObject(free("free_customer_service", "service"));
    expect(await delivered(HELLO)).toMatchObject(charged("service"));
    const other = await bench.admin.createNumber(bench.business.id, { country: "AR" });
    await bench.admin.inbound(other.id, { customer: ANA, message: HELLO });
    const answer = await bench.graph("POST", `${other.id}/messages`, {
      messaging_product: "whatsapp",
      to: ANA.phone,
      ...HELLO,
    });
    await bench.receiver.until(() => bench.receiver.statuses(wamidOf(answer)).length === 2);
    expect(bench.receiver.statuses(wamidOf(answer))[1]).toMatchObject(
      free("free_customer_service", "service"),
    );
    for (const [moment, price] of [
      ["2026-11-01T02:59:00Z", charged("service")],
      ["2026-11-01T03:01:00Z", free("free_customer_service", "service")],
    ] as const) {
      await bench.admin.setClock(bench.business.id, Date.parse(moment) - Date.now());
      await bench.admin.inbound(bench.number.id, { customer: ANA, message: HELLO });
      expect(await delivered(HELLO)).toMatchObject(price);
    }
  });
});

describe("a customer who came through an ad", () => {
  const referral = {
    source_type: "ad",
    source_id: "1",
    source_url: "https://fb.me/1",
    headline: "Cactus",
    ctwa_clid: "x",
  };

  it.each([
    ["2026-09-20", BEFORE, 3],
    ["2026-10-05", AFTER, 7],
  ])("opens a free entry point window with the first answer: %s", async (_, time, days) => {
    await startAt(time);
    await bench.admin.inbound(bench.number.id, { customer: ANA, message: { ...HELLO, referral } });
    const status = await delivered(HELLO);
    expect(status).toMatchObject({
      ...free("free_entry_point", "referral_conversion"),
      conversation: { origin: { type: "referral_conversion" } },
    });
    const conversation = status?.conversation as { expiration_timestamp: string } | undefined;
    const end = Number(conversation?.expiration_timestamp) * 1_000;
    expect(Math.round((end - time) / 86_400_000)).toBe(days);
    expect(await delivered(template("marketing"))).toMatchObject(
      free("free_entry_point", "referral_conversion"),
    );
    await bench.admin.setClock(bench.business.id, end + 1_000 - Date.now());
    expect(await delivered(template("marketing"))).toMatchObject(charged("marketing"));
  });

  it("opens nothing when the answer comes after 24 hours", async () => {
    await startAt(AFTER);
    await bench.admin.inbound(bench.number.id, { customer: ANA, message: { ...HELLO, referral } });
    await bench.admin.setClock(bench.business.id, AFTER + 86_401_000 - Date.now());
    expect(await delivered(template("utility"))).toMatchObject(charged("utility"));
  });
});

describe("the rule by itself", () => {
  beforeEach(() => startAt(AFTER));

  it("changes on the first of October and not a day earlier", () => {
    const question = {
      category: "service",
      windowOpen: true,
      entryPointOpen: false,
      freeTierUsed: FREE_TIER,
    };
    expect(priceOf({ ...question, date: "2026-09-30" }).pricing.type).toBe("free_customer_service");
    expect(priceOf({ ...question, date: "2026-10-01" }).pricing.type).toBe("regular");
    expect(priceOf({ ...question, date: "2026-10-01", freeTierUsed: FREE_TIER - 1 }).usesFreeTier).toBe(true);
  });
});
