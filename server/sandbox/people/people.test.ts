import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { InboundMessage } from "../contract";
import { inventCustomers } from "../customers";
import type { Json } from "../model";
import { recipientDigits, waIdOf } from "../numbering";
import { type Bench, startBench, wamidOf } from "../testing";

const ANA = { name: "Ana", phone: "+5491152631234" };

let bench: Bench;
beforeEach(async () => {
  bench = await startBench();
});
afterEach(() => bench.close());

const last = (field = "messages") =>
  bench.receiver.heard.filter((each) => each.field === field).at(-1)?.value ?? {};
const part = (value: Json, key = "messages") => (value[key] as Json[])[0] ?? {};

async function hear(message: InboundMessage, customer: object = ANA) {
  const before = bench.receiver.heard.length;
  const said = await bench.admin.inbound(bench.number.id, { customer, message });
  await bench.receiver.until(() => bench.receiver.heard.length > before);
  return { ...said, message: part(last()) };
}

describe("what customers say", () => {
  it("comes in every type, in Meta's shape", async () => {
    const { wamid } = await hear({ type: "text", text: { body: "Hola" } });
    const kinds: InboundMessage[] = [
      { type: "reaction", reaction: { message_id: wamid, emoji: "🌵" } },
      { type: "location", location: { latitude: -34.6, longitude: -58.4, name: "Vivero" } },
      {
        type: "contacts",
        contacts: [{ name: { formatted_name: "Luis" }, phones: [{ phone: "+5491100000000" }] }],
      },
      { type: "button", button: { text: "Sí", payload: "yes" }, context: { id: wamid } },
      { type: "interactive", interactive: { type: "list_reply", list_reply: { id: "1", title: "Uno" } } },
      { type: "order", order: { catalog_id: "1", product_items: [] } },
      {
        type: "edit",
        edit: { original_message_id: wamid, message: { type: "text", text: { body: "Hola!" } } },
      },
      { type: "revoke", revoke: { original_message_id: wamid } },
    ];
    for (const kind of kinds) {
      const { message } = await hear(kind);
      expect(message).toMatchObject({
        type: kind.type,
        from: "5491152631234",
        [kind.type]: (kind as unknown as Json)[kind.type],
      });
    }
    const { message } = await hear({ type: "unsupported", unsupported: { type: "pin" } });
    expect(message).toMatchObject({
      type: "unsupported",
      errors: [{ code: 131051 }],
      unsupported: { type: "pin" },
    });
    const { messages } = await bench.admin.thread(bench.number.id, ANA.phone);
    expect(messages[0]).toMatchObject({
      content: { body: "Hola!" },
      edited: true,
      revoked: true,
      reactions: [{ by: "customer", emoji: "🌵" }],
    });
    expect(
      (await hear({ type: "text", text: { body: "?" }, context: { id: wamid } })).message.context,
    ).toEqual({ from: bench.number.digits, id: wamid });
    expect(
      (await hear({ type: "text", text: { body: "?" }, context: { forwarded: true } })).message.context,
    ).toEqual({ forwarded: true });
  });

  it("comes with 131052 in place of a file above 100 MB", async () => {
    const { message } = await hear({ type: "video", media: { tooLarge: true } });
    expect(message).toMatchObject({ type: "video", errors: [{ code: 131052 }] });
  });

  it("comes without phone from who hides it, and is answered by BSUID", async () => {
    const { message, customer } = await hear(
      { type: "text", text: { body: "Hola" } },
      { name: "Bea", username: "bea", country: "BR" },
    );
    expect(customer.bsuid).toMatch(/^BR\.\d+$/);
    expect(message).toMatchObject({ from_user_id: customer.bsuid });
    expect(message).not.toHaveProperty("from");
    expect(part(last(), "contacts")).toEqual({
      profile: { name: "Bea", username: "@bea" },
      user_id: customer.bsuid,
    });
    const answer = await bench.send({ recipient: customer.bsuid, type: "text", text: { body: "Oi" } });
    expect(answer.json).toMatchObject({ contacts: [{ input: customer.bsuid, user_id: customer.bsuid }] });
    await bench.receiver.until(() => bench.receiver.statuses(wamidOf(answer)).length === 2);
    const [status] = bench.receiver.statuses(wamidOf(answer));
    expect(status).toMatchObject({ recipient_user_id: customer.bsuid });
    expect(status).not.toHaveProperty("recipient_id");
    const again = await hear({ type: "text", text: { body: "?" } }, { username: "@bea" });
    expect(again.customer.bsuid).toBe(customer.bsuid);
  });

  it("keeps the timestamp that the caller gives, and the window follows it", async () => {
    const timestamp = Math.floor(Date.now() / 1_000) - 90_000;
    const { customer } = await bench.admin.inbound(bench.number.id, {
      customer: ANA,
      message: { type: "text", text: { body: "ayer" } },
      timestamp,
    });
    await bench.receiver.until(() => bench.receiver.heard.length === 1);
    expect(part(last()).timestamp).toBe(String(timestamp));
    expect((await bench.admin.thread(bench.number.id, customer.bsuid)).windowOpenUntil).toBeNull();
  });
});

describe("what customers and businesses do besides", () => {
  it("changes ids, preferences, and answers from the phone app", async () => {
    const { customer } = await hear({ type: "text", text: { body: "Hola" } });
    await bench.admin.act(bench.number.id, customer.bsuid, { type: "preference", value: "stop" });
    const changed = await bench.admin.act(bench.number.id, customer.bsuid, { type: "user-id" });
    expect(changed.customer.bsuid).not.toBe(customer.bsuid);
    const moved = await bench.admin.act(bench.number.id, changed.customer.bsuid, {
      type: "number-change",
      phone: "+5491152630000",
    });
    expect(moved.customer.phone).toBe("5491152630000");
    await bench.admin.echo(bench.number.id, {
      customer: { bsuid: moved.customer.bsuid },
      type: "text",
      content: { body: "Desde el teléfono" },
    });
    await bench.receiver.until(() => last("smb_message_echoes").message_echoes !== undefined);
    expect(part(last("smb_message_echoes"), "message_echoes")).toMatchObject({
      from: bench.number.digits,
      to: "5491152630000",
      text: { body: "Desde el teléfono" },
    });
    expect(part(last("user_preferences"), "user_preferences")).toMatchObject({
      value: "stop",
      category: "marketing_messages",
    });
    expect(bench.receiver.heard.filter((each) => each.field === "user_id_update")).toHaveLength(2);
    const thread = await bench.admin.thread(bench.number.id, moved.customer.bsuid);
    expect(thread.messages.map((message) => message.type)).toEqual(["text", "system", "system", "text"]);
    expect(await bench.admin.customers(bench.number.id)).toHaveLength(1);
  });

  it("lets account, number and raw events happen", async () => {
    const { admin, business, number, receiver } = bench;
    await admin.happen(business.id, { type: "account.limit", limit: "TIER_10K" });
    await admin.happen(business.id, {
      type: "account.update",
      event: "ACCOUNT_VIOLATION",
      details: { violation_info: { violation_type: "SPAM" } },
    });
    await admin.happen(business.id, {
      type: "number.name",
      phoneId: number.id,
      decision: "APPROVED",
      name: "Vivero",
    });
    await admin.happen(business.id, { type: "number.quality", phoneId: number.id, rating: "RED" });
    await admin.happen(business.id, { type: "raw", field: "security", value: { event: "PIN_CHANGED" } });
    await receiver.until(() => receiver.heard.length === 4);
    expect(receiver.heard.map((each) => each.field).sort()).toEqual([
      "account_update",
      "business_capability_update",
      "phone_number_name_update",
      "security",
    ]);
    const { json } = await bench.graph(
      "GET",
      `${number.id}?fields=verified_name,quality_rating,whatsapp_business_manager_messaging_limit`,
    );
    expect(json).toMatchObject({
      verified_name: "Vivero",
      quality_rating: "RED",
      whatsapp_business_manager_messaging_limit: "TIER_10K",
    });
  });

  it("forgets one business's chats on reset, not its connection", async () => {
    await hear({ type: "text", text: { body: "Hola" } });
    await bench.admin.reset(bench.business.id);
    expect(await bench.admin.customers(bench.number.id)).toEqual([]);
    expect((await bench.admin.business(bench.business.id)).numbers).toHaveLength(1);
  });
});

describe("numbers as people write them", () => {
  it.each([
    ["+54 11 5263-1234", "5491152631234"],
    ["+54 9 11 5263 1234", "5491152631234"],
    ["+54 11 15 5263 1234", "5491152631234"],
    ["+54 351 15 526 1234", "5493515261234"],
    ["+52 55 1234 5678", "5215512345678"],
    ["+52 1 55 1234 5678", "5215512345678"],
    ["+55 11 98765-4321", "5511987654321"],
    ["+55 11 8765-4321", "5511987654321"],
    ["+55 31 98765-4321", "553187654321"],
    ["+1 650 555 1234", "16505551234"],
  ])("%s is the account %s", (written, waId) => {
    expect(recipientDigits(written, "AR")).toBe(waId);
    expect(waIdOf(waId)).toBe(waId);
  });

  it("without plus are international when they can be, else of the business's country", () => {
    expect(recipientDigits("5491152631234", "AR")).toBe("5491152631234");
    expect(recipientDigits("5215512345678", "AR")).toBe("5215512345678");
    expect(recipientDigits("1152631234", "AR")).toBe("5491152631234");
    expect(recipientDigits("12", "AR")).toBeNull();
  });
});

describe("invented customers", () => {
  it("are the same for the same seed, and mostly from the three markets", () => {
    const people = inventCustomers(42, 500);
    expect(inventCustomers(42, 500)).toEqual(people);
    expect(inventCustomers(43, 500)).not.toEqual(people);
    expect(new Set(people.map((person) => person.bsuid)).size).toBe(500);
    for (const person of people) {
      expect(person.bsuid).toMatch(new RegExp(`^${person.country}\\.\\d{17}$`));
      if (person.phone) expect(waIdOf(person.phone.slice(1))).toBe(person.phone.slice(1));
      else expect(person.username).not.toBeNull();
    }
    expect(people.filter((person) => ["AR", "BR", "MX"].includes(person.country)).length).toBeGreaterThan(
      300,
    );
    expect(people.some((person) => person.phone === null)).toBe(true);
    expect(inventCustomers(1, 20, "MX").every((person) => person.country === "MX")).toBe(true);
  });
});
