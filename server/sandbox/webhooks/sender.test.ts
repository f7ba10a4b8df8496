import { afterEach, describe, expect, it } from "vitest";
import type { CarrierOptions } from "../carrier";
import { type Bench, startBench, wamidOf } from "../testing";

let bench: Bench;
afterEach(() => bench.close());

const RETRY = { retryBaseMs: 5, retryMaxMs: 20 };

async function start(webhooks: CarrierOptions["webhooks"] = {}, faults: object = {}) {
  bench = await startBench({ webhooks: { ...RETRY, ...webhooks } }, { limits: "relaxed" });
  await bench.admin.setFaults(faults);
}

const say = (body: string, phone = "+5491152631234") =>
  bench.admin.inbound(bench.number.id, {
    customer: { name: "Ana", phone },
    message: { type: "text", text: { body } },
  });

const bodies = () =>
  bench.receiver.heard.flatMap(({ value }) =>
    (value.messages as { text: { body: string } }[]).map((message) => message.text.body),
  );

describe("webhooks", () => {
  it("are signed over their raw bytes, also with accents and emoji", async () => {
    await start();
    await say("¿Cuánto sale el envío a Ñorquincó? 🌵");
    await bench.receiver.until(() => bodies().length === 1);
    expect(bench.receiver.payloads.every((payload) => payload.signed)).toBe(true);
    expect(bench.receiver.payloads[0]?.headers["content-type"]).toBe("application/json");
  });

  it("come again until 200 is answered", async () => {
    await start();
    bench.receiver.status = 500;
    await say("uno");
    await bench.receiver.until(() => bench.receiver.payloads.length === 3);
    bench.receiver.status = 200;
    await bench.receiver.until(() => bodies().length === 1);
    expect(bodies()).toEqual(["uno"]);
  });

  it("are announced: a message of which a status is still to be told is not at its end", async () => {
    bench = await startBench({ statusDelaysMs: { sent: 1, delivered: 600_000, read: 1, held: 1 } });
    await say("uno");
    const wamid = wamidOf(await bench.sendText("+5491152631234"));
    await bench.receiver.until(() => bench.receiver.statuses(wamid).length === 1);
    expect(await bench.admin.settings()).toMatchObject({ unfinished: 1 });
    await bench.admin.read(bench.number.id, "+5491152631234");
    expect(await bench.admin.settings()).toMatchObject({ unfinished: 0 });
  });

  it("are given up after their time", async () => {
    await start({ retryForMs: 1 });
    bench.receiver.status = 500;
    await say("uno");
    await bench.receiver.until(() => bench.receiver.payloads.length >= 1);
    await expect.poll(async () => (await bench.admin.settings()).counts.expired).toBe(1);
    expect((await bench.admin.settings()).pending).toBe(0);
  });

  it("travel up to 1,000 in one payload, parts of one number in one change", async () => {
    await start();
    let answer = () => {};
    bench.receiver.hold = new Promise((done) => {
      answer = done;
    });
    await say("first");
    await bench.receiver.until(() => bench.receiver.payloads.length === 1);
    const phone = (index: number) => `+549115200${String(index).padStart(4, "0")}`;
    for (let index = 0; index < 1_000; index += 50)
      await Promise.all(
        Array.from({ length: 50 }, (_, more) => say(`m${index + more}`, phone(index + more))),
      );
    answer();
    await bench.receiver.until(() => bodies().length === 1_001);
    expect(bench.receiver.payloads).toHaveLength(2);
    expect(bench.receiver.heard).toHaveLength(2);
    expect(bench.receiver.heard[1]?.value.contacts).toHaveLength(1_000);
  });

  it("are duplicated, delayed and reordered on demand, and the carrier counts what fired", async () => {
    await start({ maxBatch: 1 }, { seed: 7, duplicates: 0.3, reordered: 0.3, delayed: 0.2, delayMaxMs: 20 });
    for (let index = 0; index < 60; index += 1) await say(`m${index}`);
    const report = () => bench.admin.faults();
    await bench.receiver.until(() => new Set(bodies()).size === 60);
    await expect.poll(async () => (await bench.admin.settings()).pending).toBe(0);
    const { fired, webhooks } = await report();
    expect(fired.reordered).toBeGreaterThan(0);
    expect(fired.delayed).toBeGreaterThan(0);
    expect(webhooks).toBe(60);
    await bench.receiver.until(() => bodies().length === 60 + fired.duplicates);
    expect(bodies()).not.toEqual(
      [...bodies()].sort((one, other) => Number(one.slice(1)) - Number(other.slice(1))),
    );
    const first = bench.receiver.payloads.map((payload) => payload.body);
    expect(new Set(first).size).toBe(60);
  });

  it("go to the number's callback before the account's, each verified with a challenge", async () => {
    await start();
    const { graph, number, business, receiver } = bench;
    const override = { override_callback_uri: `${receiver.url}/number`, verify_token: "verify" };
    expect(await graph("POST", number.id, { webhook_configuration: override })).toMatchObject({
      status: 200,
    });
    expect(
      await graph("POST", `${business.wabaId}/subscribed_apps`, {
        ...override,
        override_callback_uri: `${receiver.url}/account`,
      }),
    ).toMatchObject({ status: 200 });
    const wrong = await graph("POST", `${business.wabaId}/subscribed_apps`, {
      ...override,
      verify_token: "guess",
    });
    expect(wrong).toMatchObject({ status: 400, json: { error: { code: 2200 } } });
    const { json } = await graph("GET", `${number.id}?fields=webhook_configuration`);
    expect(json.webhook_configuration).toEqual({
      phone_number: `${receiver.url}/number`,
      whatsapp_business_account: `${receiver.url}/account`,
      application: receiver.url,
    });
  });
});

describe("sends gone wrong", () => {
  const attempt = () =>
    bench.sendText("+5491152631234").then(
      (answer) => answer.status,
      () => "severed",
    );

  it("lose their answer after they were accepted, or are refused before", async () => {
    await start({}, { seed: 3, severed: 0.3, carrier5xx: 0.3 });
    const outcomes: (number | string)[] = [];
    for (let index = 0; index < 40; index += 1) outcomes.push(await attempt());
    const count = (outcome: number | string) => outcomes.filter((each) => each === outcome).length;
    const { fired, sends } = await bench.admin.faults();
    expect(fired).toMatchObject({ severed: count("severed"), carrier5xx: count(500) });
    expect(fired.severed * fired.carrier5xx).toBeGreaterThan(0);
    expect(sends).toBe(count(200) + count("severed"));
  });
});
