import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Json } from "../model";
import { type Bench, errorOf, startBench } from "../testing";

let bench: Bench;
beforeAll(async () => {
  bench = await startBench();
});
afterAll(() => bench.close());

const node = (edge = "", id = bench.number.id) => `${id}${edge}`;

describe("a number", () => {
  it("shows the fields asked for, and its health", async () => {
    const { json } = await bench.graph(
      "GET",
      node(
        "?fields=display_phone_number,verified_name,quality_rating,name_status,status,throughput,whatsapp_business_manager_messaging_limit,account_mode,health_status",
      ),
    );
    expect(json).toMatchObject({
      id: bench.number.id,
      verified_name: "Lucky Shrub",
      quality_rating: "GREEN",
      status: "CONNECTED",
      throughput: { level: "STANDARD" },
      whatsapp_business_manager_messaging_limit: "TIER_2K",
      account_mode: "LIVE",
      health_status: { can_send_message: "AVAILABLE" },
    });
    expect(json.display_phone_number).toMatch(/^\+54 9 11 /);
    expect(Object.keys((await bench.graph("GET", node("?fields=status"))).json).sort()).toEqual([
      "id",
      "status",
    ]);
    const { json: list } = await bench.graph("GET", `${bench.business.wabaId}/phone_numbers`);
    expect(list.data).toMatchObject([{ id: bench.number.id }]);
  });

  it("keeps its profile", async () => {
    const profile = { about: "Plantas", websites: ["https://example.com"], email: "hola@example.com" };
    expect(
      (
        await bench.graph("POST", node("/whatsapp_business_profile"), {
          messaging_product: "whatsapp",
          ...profile,
        })
      ).json,
    ).toEqual({ success: true });
    const { json } = await bench.graph("GET", node("/whatsapp_business_profile?fields=about,websites,email"));
    expect(json.data).toEqual([{ messaging_product: "whatsapp", ...profile }]);
    const long = { messaging_product: "whatsapp", about: "x".repeat(140) };
    expect(errorOf(await bench.graph("POST", node("/whatsapp_business_profile"), long))).toMatchObject({
      code: 100,
    });
  });

  it("goes off and on the platform with its PIN", async () => {
    const register = (pin: unknown) =>
      bench.graph("POST", node("/register"), { messaging_product: "whatsapp", pin });
    expect((await bench.graph("POST", node(), { pin: "123456" })).json).toEqual({ success: true });
    expect((await bench.graph("POST", node("/deregister"))).json).toEqual({ success: true });
    expect(errorOf(await bench.sendText("+5491152631234"))).toMatchObject({ code: 133010 });
    expect(errorOf(await register("654321"))).toMatchObject({ code: 133005 });
    expect(errorOf(await register("12"))).toMatchObject({ code: 131009 });
    expect((await register("123456")).json).toEqual({ success: true });
    for (let call = 0; call < 4; call += 1) {
      await bench.graph("POST", node("/deregister"));
      await register("123456");
    }
    expect(errorOf(await bench.graph("POST", node("/deregister")))).toMatchObject({ code: 133016 });
    expect(
      errorOf(await bench.graph("POST", node("/request_code"), { code_method: "SMS", language: "es" })),
    ).toMatchObject({ code: 136024 });
  });

  it("blocks only who wrote in the last 24 hours, and then hears nothing from them", async () => {
    const ana = { name: "Ana", phone: "+5491152639999" };
    await bench.admin.inbound(bench.number.id, {
      customer: ana,
      message: { type: "text", text: { body: "Hola" } },
    });
    const block = (method: string, users: Json[]) =>
      bench.graph(method, node("/block_users"), { messaging_product: "whatsapp", block_users: users });
    const { json } = await block("POST", [{ user: ana.phone }, { user: "+5491152638888" }]);
    expect(json.block_users).toMatchObject({
      added_users: [{ wa_id: "5491152639999" }],
      failed_users: [{ input: "+5491152638888" }],
    });
    expect((await bench.graph("GET", node("/block_users"))).json.data).toMatchObject([
      { wa_id: "5491152639999" },
    ]);
    expect(errorOf(await bench.sendText(ana.phone))).toMatchObject({ code: 130403 });
    expect((await block("DELETE", [{ user: ana.phone }])).json).toMatchObject({
      block_users: { removed_users: [{ input: ana.phone }] },
    });
  });

  it("marks a thread as read, with typing for 25 seconds", async () => {
    const ana = { name: "Ana", phone: "+5491152637777" };
    const first = await bench.admin.inbound(bench.number.id, {
      customer: ana,
      message: { type: "text", text: { body: "1" } },
    });
    const { wamid } = await bench.admin.inbound(bench.number.id, {
      customer: ana,
      message: { type: "text", text: { body: "2" } },
    });
    const read = {
      messaging_product: "whatsapp",
      status: "read",
      message_id: wamid,
      typing_indicator: { type: "text" },
    };
    expect((await bench.graph("POST", node("/messages"), read)).json).toEqual({ success: true });
    const thread = await bench.admin.thread(bench.number.id, ana.phone);
    expect(thread.messages.map((message) => [message.id, message.readByBusiness])).toEqual([
      [first.wamid, true],
      [wamid, true],
    ]);
    expect(thread.businessIsTyping).toBe(true);
    expect(
      errorOf(await bench.graph("POST", node("/messages"), { ...read, message_id: "wamid.x" })),
    ).toMatchObject({ code: 100 });
  });
});

describe("an account", () => {
  it("lists its subscription, takes it away, and then tells nothing", async () => {
    const other = await bench.admin.createBusiness({ name: "Other" });
    const number = await bench.admin.createNumber(other.id, { country: "BR" });
    const apps = `${other.wabaId}/subscribed_apps`;
    expect((await bench.graph("GET", apps, undefined, other.accessToken)).json.data).toEqual([]);
    const override = { override_callback_uri: bench.receiver.url, verify_token: "verify" };
    expect((await bench.graph("POST", apps, override, other.accessToken)).json).toEqual({ success: true });
    expect((await bench.graph("GET", apps, undefined, other.accessToken)).json.data).toMatchObject([
      { override_callback_uri: bench.receiver.url },
    ]);
    expect((await bench.graph("DELETE", apps, undefined, other.accessToken)).json).toEqual({ success: true });
    await bench.admin.inbound(number.id, {
      customer: { phone: "+5511987654321" },
      message: { type: "text", text: { body: "Oi" } },
    });
    expect((await bench.admin.settings()).counts).toMatchObject({ dropped: 1 });
  });

  it("sends only to its list when it is a test account, and nothing when locked", async () => {
    const { admin, business } = bench;
    await admin.changeBusiness(business.id, { allowedRecipients: ["+54 11 5263-1111"] });
    expect((await bench.sendText("+5491152631111")).status).toBe(200);
    expect(errorOf(await bench.sendText("+5491152632222"))).toMatchObject({ code: 131030 });
    await admin.changeBusiness(business.id, { allowedRecipients: null, locked: true });
    expect(errorOf(await bench.sendText("+5491152632222"))).toMatchObject({ code: 131031 });
    await admin.changeBusiness(business.id, { locked: false });
  });

  it("gives its delivered messages by day and price", async () => {
    const { json } = await bench.graph("GET", `${bench.business.wabaId}?fields=pricing_analytics,currency`);
    expect(json).toMatchObject({
      currency: "USD",
      pricing_analytics: { data: [{ data_points: expect.any(Array) }] },
    });
  });
});
