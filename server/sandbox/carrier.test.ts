import { appendFileSync } from "node:fs";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { sandboxClient } from "./client";
import { readAcceptedSends } from "./journal";
import { startCarrier } from "./server";
import { ADMIN_KEY, type Bench, errorOf, startBench, wamidOf } from "./testing";

const ANA = { name: "Ana Gómez", phone: "+54 9 11 5263-1234", country: "AR" };
const DAY = 86_400_000;

let bench: Bench;
beforeEach(async () => {
  bench = await startBench();
});
afterEach(() => bench.close());

describe("a customer writes and is answered", () => {
  it("tells the message, takes the reply, and reports sent, delivered, read", async () => {
    const { admin, receiver, number, sendText } = bench;
    const { wamid, customer } = await admin.inbound(number.id, {
      customer: ANA,
      message: { type: "text", text: { body: "¿Tienen macetas?" } },
    });
    await receiver.until(() => receiver.heard.length === 1);
    expect(receiver.payloads[0]?.signed).toBe(true);
    expect(receiver.heard[0]).toMatchObject({
      field: "messages",
      value: {
        metadata: { phone_number_id: number.id, display_phone_number: number.digits },
        contacts: [{ profile: { name: "Ana Gómez" }, wa_id: "5491152631234", user_id: customer.bsuid }],
        messages: [
          {
            id: wamid,
            from: "5491152631234",
            from_user_id: customer.bsuid,
            type: "text",
            text: { body: "¿Tienen macetas?" },
          },
        ],
      },
    });
    const answer = await sendText("5491152631234");
    expect(answer.json).toMatchObject({ contacts: [{ input: "5491152631234", wa_id: "5491152631234" }] });
    await receiver.until(() => receiver.statuses(wamidOf(answer)).length === 2);
    await admin.read(number.id, customer.bsuid);
    await receiver.until(() => receiver.statuses(wamidOf(answer)).length === 3);
    expect(receiver.statuses(wamidOf(answer)).map((status) => status.status)).toEqual([
      "sent",
      "delivered",
      "read",
    ]);
    const prices = receiver.statuses(wamidOf(answer)).map((status) => status.pricing !== undefined);
    expect(prices).toEqual([true, true, false]);
    const thread = await admin.thread(number.id, "@nobody").catch((error: unknown) => error);
    expect(thread).toMatchObject({ code: "not_found" });
    const { messages, windowOpenUntil } = await admin.thread(number.id, "+5491152631234");
    expect(messages.map((message) => [message.direction, message.status])).toEqual([
      ["in", "received"],
      ["out", "read"],
    ]);
    expect(windowOpenUntil).toBeGreaterThan(Date.now());
  });

  it("accepts free-form text outside the window, then fails it with 131047", async () => {
    const { receiver, sendText } = bench;
    const answer = await sendText("+5491152631234");
    expect(answer.status).toBe(200);
    await receiver.until(() => receiver.statuses(wamidOf(answer)).length === 1);
    const [status] = receiver.statuses(wamidOf(answer));
    expect(status).toMatchObject({
      status: "failed",
      recipient_id: "5491152631234",
      errors: [{ code: 131047, title: "Re-engagement message" }],
    });
    expect(status).not.toHaveProperty("recipient_user_id");
    expect(status).not.toHaveProperty("pricing");
  });

  it("closes the window 24 hours after the customer's last message, by the clock of the business", async () => {
    const { admin, receiver, number, business, sendText } = bench;
    await admin.inbound(number.id, { customer: ANA, message: { type: "text", text: { body: "Hola" } } });
    await admin.setClock(business.id, DAY - 60_000);
    const inside = wamidOf(await sendText("+5491152631234"));
    await admin.setClock(business.id, DAY + 1_000);
    const outside = wamidOf(await sendText("+5491152631234"));
    await receiver.until(
      () => receiver.statuses(inside).length === 2 && receiver.statuses(outside).length === 1,
    );
    expect(receiver.statuses(inside)[1]).toMatchObject({ status: "delivered" });
    expect(receiver.statuses(outside)[0]).toMatchObject({ status: "failed" });
  });
});

describe("a restart", () => {
  it("finds chats, statuses still due and webhooks still unacknowledged in the journal", async () => {
    const { admin, receiver, number, business, sendText, carrier, dataDir } = bench;
    receiver.status = 503;
    const { wamid } = await admin.inbound(number.id, {
      customer: ANA,
      message: { type: "text", text: { body: "Hola" } },
    });
    const sent = wamidOf(await sendText("+5491152631234"));
    await receiver.until(() => receiver.payloads.length > 0);
    await carrier.close();
    receiver.status = 200;
    const again = await startCarrier({
      port: 0,
      dataDir,
      adminKey: ADMIN_KEY,
      statusDelaysMs: { sent: 1, delivered: 1, read: 1, held: 1 },
    });
    await receiver.until(() => receiver.statuses(sent).length === 2);
    await receiver.until(() => receiver.heard.some(({ value }) => JSON.stringify(value).includes(wamid)));
    const client = sandboxClient({ url: again.url, adminKey: ADMIN_KEY });
    expect((await client.thread(number.id, "+5491152631234")).messages).toHaveLength(2);
    expect(await client.business(business.id)).toMatchObject({
      accessToken: business.accessToken,
      numbers: [{ id: number.id }],
    });
    await again.close();
  });

  it("starts clean after a line that a kill tore", async () => {
    const { sendText, carrier, dataDir, number } = bench;
    const wamid = wamidOf(await sendText("+5491152631234"));
    await carrier.close();
    appendFileSync(path.join(dataDir, "carrier.jsonl"), '{"kind":"message.acc');
    for (let start = 0; start < 2; start += 1) {
      const again = await startCarrier({ port: 0, dataDir, adminKey: ADMIN_KEY });
      const client = sandboxClient({ url: again.url, adminKey: ADMIN_KEY });
      expect(
        (await client.thread(number.id, "+5491152631234")).messages.map((message) => message.id),
      ).toEqual([wamid]);
      await again.close();
    }
    expect(readAcceptedSends(dataDir)).toHaveLength(1);
  });

  it("keeps every accepted send in the journal, with the caller's own id", async () => {
    const { send, number, dataDir } = bench;
    const body = {
      to: "+5491152631234",
      type: "text",
      text: { body: "Hola" },
      biz_opaque_callback_data: "message:7",
    };
    const wamid = wamidOf(await send(body));
    const line = {
      phone_number_id: number.id,
      wamid,
      to: "+5491152631234",
      type: "text",
      biz_opaque_callback_data: "message:7",
    };
    expect(readAcceptedSends(dataDir)).toMatchObject([line]);
  });
});

describe("who may call", () => {
  it("answers 190 to a strange token and 100/33 to a strange id", async () => {
    const { graph, number } = bench;
    const stranger = await graph("GET", number.id, undefined, "nobody");
    expect([stranger.status, errorOf(stranger).code]).toEqual([401, 190]);
    const missing = await graph("GET", "123");
    expect([missing.status, errorOf(missing)]).toMatchObject([400, { code: 100, error_subcode: 33 }]);
  });

  it("refuses the admin API without its key", async () => {
    const client = sandboxClient({ url: bench.carrier.url, adminKey: "wrong" });
    await expect(client.businesses()).rejects.toMatchObject({ code: "unauthorized" });
    const gone = sandboxClient({ url: "http://127.0.0.1:1", adminKey: ADMIN_KEY });
    await expect(gone.businesses()).rejects.toMatchObject({ code: "unreachable" });
  });
});
