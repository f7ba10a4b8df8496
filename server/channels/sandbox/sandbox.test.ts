import { mkdtempSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { newId } from "@/db/id";
import { inOrg } from "@/db/org";
import { provisionSandboxNumber, sandbox, sandboxBusiness } from "@/server/channels/provision";
import { startCarrier } from "@/server/sandbox/server";
import { withDatabase } from "@/server/testing/environment";
import { createMember, createOrganization, type TestOrganization } from "@/server/testing/factories";
import { act } from "./act";
import { moveClock } from "./move-clock";
import { chat, chatMedia, chats, clock, phoneNumbers } from "./queries";
import { read } from "./read";
import type { PhoneMessage } from "./rules/phone-message";
import type { SpeakInput } from "./schema";
import { speak } from "./speak";

const hour = 3_600_000;
let carrier: Awaited<ReturnType<typeof startCarrier>>;
let [ours, theirs]: TestOrganization[] = [];
let [numberId, foreignId] = ["", ""];

/** Takes every webhook: what the app does with them is proved elsewhere. */
const door = createServer((request, response) => request.resume().on("end", () => response.end()));

withDatabase(async () => {
  await new Promise<void>((resolve) => door.listen(0, "127.0.0.1", resolve));
  carrier = await startCarrier({
    port: 0,
    dataDir: mkdtempSync(path.join(tmpdir(), "carrier-")),
    adminKey: "key",
    statusDelaysMs: { sent: 1, delivered: 1, read: 1, held: 5 },
  });
  const appUrl = `http://127.0.0.1:${(door.address() as AddressInfo).port}`;
  return { SANDBOX_URL: carrier.url, SANDBOX_ADMIN_KEY: "key", APP_URL: appUrl };
});

beforeAll(async () => {
  [ours, theirs] = [await createOrganization(), await createOrganization()];
  numberId = await provisionSandboxNumber(org().owner.scope, { name: "Ventas" });
  foreignId = await provisionSandboxNumber(other().owner.scope, { name: "Ajeno" });
});
afterAll(async () => {
  await carrier.close();
  door.closeAllConnections();
  door.close();
});

const org = () => ours as TestOrganization;
const other = () => theirs as TestOrganization;
const ana = { name: "Ana", phone: "+5491152631234", country: "AR" };

const say = (speech: SpeakInput["speech"], more: Partial<SpeakInput> = {}) =>
  speak(org().owner.scope, { numberId, customer: ana, speech, ...more });
const shown = async (customer = ana.phone) => chat(org().owner.scope, { numberId, customer });
const find = async (id: string) => (await shown()).messages.find((m) => m.id === id) as PhoneMessage;

/** The business answers through the Cloud API, as the app does. */
async function answer(body: object): Promise<string> {
  const business = await sandbox().business(sandboxBusiness(org().orgId));
  const response = await fetch(`${carrier.url}/v26.0/${business.numbers[0]?.id}/messages`, {
    method: "POST",
    headers: { authorization: `Bearer ${business.accessToken}`, "content-type": "application/json" },
    body: JSON.stringify({ messaging_product: "whatsapp", to: ana.phone, ...body }),
  });
  const { messages } = (await response.json()) as { messages: { id: string }[] };
  return messages[0]?.id ?? "";
}

describe("what a customer can do on the phone", () => {
  test("writes, quotes, edits, deletes; the chat shows both sides", async () => {
    const { messageId: first } = await say({ type: "text", body: "Hola" });
    const { messageId: second } = await say({ type: "text", body: "¿Están?" }, { replyTo: first });
    expect(await find(second)).toMatchObject({
      side: "customer",
      body: { type: "text", body: "¿Están?" },
      replyTo: { id: first, side: "customer", line: "Hola" },
    });
    await say({ type: "edit", messageId: first, body: "Buenas" });
    expect(await find(first)).toMatchObject({ edited: true, body: { body: "Buenas" } });
    await say({ type: "revoke", messageId: first });
    expect(await find(first)).toMatchObject({ revoked: true });
    const [only] = await chats(org().owner.scope, numberId);
    expect(only).toMatchObject({ customer: { name: "Ana" }, unread: 0 });
  });

  test("sends every kind of file, and only who may see the chat gets it", async () => {
    for (const kind of ["image", "audio", "video", "document", "sticker"] as const) {
      const { messageId } = await say({ type: "media", kind });
      const { body } = await find(messageId);
      if (body.type !== "media" || !body.file) throw new Error("no file");
      const wish = { numberId, customer: ana.phone, mediaId: body.file.id };
      expect((await chatMedia(org().owner.scope, wish)).bytes.length).toBeGreaterThan(20);
      await expect(chatMedia(other().owner.scope, { ...wish, numberId: foreignId })).rejects.toMatchObject({
        code: "NOT_FOUND",
      });
    }
    const file = { bytes: Buffer.from("hello"), mimeType: "text/plain", name: "nota.txt" };
    const input = {
      numberId,
      customer: ana,
      speech: { type: "media" as const, kind: "document" as const, caption: "acá" },
    };
    const { messageId } = await speak(org().owner.scope, input, file);
    expect(await find(messageId)).toMatchObject({
      body: { kind: "document", caption: "acá", file: { name: "nota.txt", size: 5 } },
    });
  });

  test("sends a place, a card, what is not supported, and comes through an advertisement", async () => {
    const place = await say({ type: "location", latitude: -34.6, longitude: -58.4, name: "Obelisco" });
    expect((await find(place.messageId)).body).toMatchObject({ type: "location", name: "Obelisco" });
    const card = await say({ type: "contact", name: "Luis", phone: "+5491100000000" });
    expect((await find(card.messageId)).body).toEqual({
      type: "contacts",
      contacts: [{ name: "Luis", phones: ["+5491100000000"] }],
    });
    const poll = await say({ type: "unsupported" });
    expect((await find(poll.messageId)).body).toMatchObject({ type: "other" });
    await say({ type: "text", body: "Vi el aviso" }, { fromAd: "Promo" });
    await answer({ type: "text", text: { body: "Hola, Ana" } });
    const { entryPointUntil, now } = await shown();
    expect((entryPointUntil?.getTime() ?? 0) - now.getTime()).toBeGreaterThan(70 * hour);
  });

  test("reads, reacts to and answers what the business sent", async () => {
    const menu = await answer({
      type: "interactive",
      interactive: {
        type: "button",
        body: { text: "¿Confirmás?" },
        action: { buttons: [{ type: "reply", reply: { id: "y", title: "Sí" } }] },
      },
    });
    expect((await find(menu)).body).toMatchObject({ type: "menu", choices: [{ id: "y", title: "Sí" }] });
    await read(org().owner.scope, { numberId, customer: ana.phone });
    expect((await shown()).unread).toBe(0);
    expect((await find(menu)).state).toBe("read");
    await say({ type: "reaction", messageId: menu, emoji: "👍" });
    expect((await find(menu)).reactions).toEqual([{ by: "customer", emoji: "👍" }]);
    const chosen = await say({ type: "choice", of: "button", id: "y", title: "Sí" }, { replyTo: menu });
    expect(await find(chosen.messageId)).toMatchObject({
      body: { type: "chosen", title: "Sí" },
      replyTo: { id: menu, side: "business", line: "¿Confirmás?" },
    });
  });

  test("sees a template whole and presses its button", async () => {
    await sandbox().approveTemplate(sandboxBusiness(org().orgId), {
      name: "turno",
      language: "es_AR",
      category: "UTILITY",
      components: [
        { type: "HEADER", format: "TEXT", text: "Tu turno" },
        { type: "BODY", text: "Hola {{1}}, te esperamos", example: { body_text: [["Ana"]] } },
        { type: "FOOTER", text: "Clínica" },
        { type: "BUTTONS", buttons: [{ type: "QUICK_REPLY", text: "Voy" }] },
      ],
    });
    const id = await answer({
      type: "template",
      template: {
        name: "turno",
        language: { code: "es_AR" },
        components: [{ type: "body", parameters: [{ type: "text", text: "Ana" }] }],
      },
    });
    expect((await find(id)).body).toMatchObject({
      type: "template",
      header: "Tu turno",
      body: "Hola Ana, te esperamos",
      footer: "Clínica",
      buttons: [{ does: "reply", text: "Voy", payload: "Voy" }],
    });
    const pressed = await say({ type: "button", text: "Voy", payload: "Voy" }, { replyTo: id });
    expect((await find(pressed.messageId)).body).toMatchObject({ type: "chosen", title: "Voy" });
  });

  test("stops marketing, changes number and id, hides the phone", async () => {
    const scope = org().owner.scope;
    const { customer } = await say({ type: "text", body: "Hola" });
    const stop = { type: "preference", value: "stop" } as const;
    expect(await act(scope, { numberId, customer: customer.bsuid, act: stop })).toMatchObject({
      stoppedMarketing: true,
    });
    const changed = await act(scope, { numberId, customer: customer.bsuid, act: { type: "user-id" } });
    expect(changed.bsuid).not.toBe(customer.bsuid);
    const beto = { name: "Beto", phone: null, username: "beto_r", country: "BR" };
    const hidden = await speak(scope, { numberId, customer: beto, speech: { type: "text", body: "Oi" } });
    expect(hidden.customer).toMatchObject({ phone: null, username: "@beto_r", country: "BR" });
    expect(await shown("nadie-aún")).toMatchObject({ customer: null, messages: [] });
  });
});

describe("whose phone it is", () => {
  test("a number of another organization does not exist, before the carrier is asked", async () => {
    const { scope } = org().owner;
    const text = { type: "text" as const, body: "Hola" };
    const notFound = { code: "NOT_FOUND" };
    const chatThere = { numberId: foreignId, customer: ana.phone };
    await expect(speak(scope, { numberId: foreignId, customer: ana, speech: text })).rejects.toMatchObject(
      notFound,
    );
    await expect(read(scope, chatThere)).rejects.toMatchObject(notFound);
    await expect(act(scope, { ...chatThere, act: { type: "user-id" } })).rejects.toMatchObject(notFound);
    await expect(chat(scope, chatThere)).rejects.toMatchObject(notFound);
    await expect(chats(scope, foreignId)).rejects.toMatchObject(notFound);
    await expect(chats(scope, newId())).rejects.toMatchObject(notFound);
    expect((await phoneNumbers(scope)).map((n) => n.id)).toEqual([numberId]);
    expect(await chats(other().owner.scope, foreignId)).toEqual([]);
  });

  test("what is said and done leaves its trace", async () => {
    const rows = await inOrg(org().owner.scope, async (s) => [
      ...(await s.sql<{ action: string }[]>`
        select distinct action from audit_rows where action like 'sandbox.%' order by action`),
    ]);
    expect(rows.map((row) => row.action)).toEqual(["sandbox.acted", "sandbox.read", "sandbox.spoken"]);
  });
});

describe("the clock", () => {
  test("moves for the organization and the carrier together, and back", async () => {
    const { scope } = org().owner;
    await say({ type: "text", body: "Hola" });
    await moveClock(scope, { offsetMs: 25 * hour }, async () => undefined);
    expect(await clock(scope)).toMatchObject({ offsetMs: 25 * hour, fixed: null });
    expect((await sandbox().clock(sandboxBusiness(org().orgId))).offsetMs).toBe(25 * hour);
    expect((await shown()).windowOpenUntil).toBeNull();
    await moveClock(scope, { offsetMs: 0 }, async () => undefined);
    expect((await shown()).windowOpenUntil).not.toBeNull();
    expect((await clock(other().owner.scope)).offsetMs).toBe(0);
  });

  test("stands where a real number depends on it, and for who may not move it", async () => {
    const agent = await createMember(org(), "agent");
    expect(await clock(agent.scope)).toMatchObject({ fixed: "role" });
    await inOrg(other().owner.scope, async (s) => {
      await s.sql`insert into connections (id, channel, carrier, external_id, token_sealed, app_secret_sealed, verify_token_sealed)
        values (${newId()}, 'whatsapp', 'live', '12345', '-', '-', '-')`;
    });
    expect(await clock(other().owner.scope)).toMatchObject({ fixed: "live" });
    await expect(
      moveClock(other().owner.scope, { offsetMs: hour }, async () => undefined),
    ).rejects.toMatchObject({
      code: "CONFLICT",
    });
  });
});

test("a carrier that is away is named as such, and nothing has changed", async () => {
  const { scope } = org().owner;
  await carrier.close();
  await expect(say({ type: "text", body: "Hola" })).rejects.toMatchObject({ code: "CARRIER_UNREACHABLE" });
  await expect(shown()).rejects.toMatchObject({ code: "CARRIER_UNREACHABLE" });
  await expect(moveClock(scope, { offsetMs: hour }, async () => undefined)).rejects.toMatchObject({
    code: "CARRIER_UNREACHABLE",
  });
  expect((await clock(scope)).offsetMs).toBe(0);
});
