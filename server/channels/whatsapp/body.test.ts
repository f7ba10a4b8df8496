import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { OutboundMessage } from "@/server/channels/adapter";
import { startFakeCarrier } from "./fixtures/fake-carrier";
import { send } from "./send";

let fake: Awaited<ReturnType<typeof startFakeCarrier>>;
beforeAll(async () => {
  fake = await startFakeCarrier(() => ({ json: {} }));
});
afterAll(() => fake.close());
beforeEach(() => {
  fake.asked.length = 0;
});

const account = () => ({
  baseUrl: fake.baseUrl,
  externalId: "106",
  connectionExternalId: "waba",
  token: "secret",
});
const accepted = {
  json: {
    messaging_product: "whatsapp",
    contacts: [{ input: "+5491152631234", wa_id: "5491152631234" }],
    messages: [{ id: "wamid.1" }],
  },
};
const message = (change: Partial<OutboundMessage> = {}): OutboundMessage => ({
  messageId: "0197a3a0-0000-7000-8000-000000000000",
  to: { kind: "phone", address: "5491152631234" },
  content: { type: "text", body: "Hola" },
  ...change,
});
const content = (it: OutboundMessage["content"]) => message({ content: it });
const attachmentId = "0197a3a0-0000-7000-8000-000000000001";

/** Sends and gives what the carrier was asked last. */
async function sent(it: OutboundMessage): Promise<unknown> {
  fake.answer = (asked) => (asked.path.endsWith("/media") ? { json: { id: "media.1" } } : accepted);
  expect(await send(account(), it)).toMatchObject({ outcome: "accepted" });
  return fake.asked.at(-1)?.json;
}

describe("what is asked of the carrier", () => {
  test("to a phone, with a plus, our id, and a link shown", async () => {
    expect(await sent(content({ type: "text", body: "Mirá https://example.com" }))).toEqual({
      messaging_product: "whatsapp",
      recipient_type: "individual",
      to: "+5491152631234",
      biz_opaque_callback_data: "0197a3a0-0000-7000-8000-000000000000",
      type: "text",
      text: { body: "Mirá https://example.com", preview_url: true },
    });
    expect(fake.asked[0]).toMatchObject({
      method: "POST",
      path: "/v26.0/106/messages",
      authorization: "Bearer secret",
    });
  });

  test("to somebody without a phone, as an answer to a message", async () => {
    const to = { kind: "scoped" as const, address: "US.13491208655302741918" };
    const body = await sent(message({ to, replyToProviderId: "wamid.0" }));
    expect(body).toMatchObject({ recipient: to.address, context: { message_id: "wamid.0" } });
    expect(body).not.toHaveProperty("to");
  });

  test("a reaction, which is no answer to a message", async () => {
    const reaction = { type: "reaction" as const, targetProviderId: "wamid.0", emoji: "👍" };
    const body = await sent(message({ content: reaction, replyToProviderId: "wamid.0" }));
    expect(body).toMatchObject({ type: "reaction", reaction: { message_id: "wamid.0", emoji: "👍" } });
    expect(body).not.toHaveProperty("context");
  });

  test.each<[string, OutboundMessage["content"], string, object]>([
    [
      "an image",
      { type: "image", attachmentId, caption: "Hola" },
      "image/png",
      { image: { id: "media.1", caption: "Hola" } },
    ],
    ["a video", { type: "video", attachmentId }, "video/mp4", { video: { id: "media.1" } }],
    [
      "a voice note",
      { type: "audio", attachmentId, voice: true },
      "audio/ogg; codecs=opus",
      { audio: { id: "media.1", voice: true } },
    ],
    [
      "a recording that is no Ogg",
      { type: "audio", attachmentId, voice: true },
      "audio/mp4",
      { audio: { id: "media.1" } },
    ],
    [
      "a sticker",
      { type: "sticker", attachmentId, animated: false },
      "image/webp",
      { sticker: { id: "media.1" } },
    ],
    [
      "a document",
      { type: "document", attachmentId, name: "a.pdf" },
      "application/pdf",
      { document: { id: "media.1", filename: "a.pdf" } },
    ],
  ])("%s, uploaded first", async (_, it, mime, body) => {
    const file = { mime, name: "file.bin", read: async () => Buffer.from("the bytes") };
    expect(await sent({ ...content(it), file })).toMatchObject({ type: it.type, ...body });
    const [upload] = fake.asked;
    expect(upload).toMatchObject({ method: "POST", path: "/v26.0/106/media" });
    const form = await new Response(new Uint8Array(upload?.body ?? []), {
      headers: { "content-type": upload?.contentType ?? "" },
    }).formData();
    expect(form.get("messaging_product")).toBe("whatsapp");
    expect(form.get("type")).toBe(mime);
    const uploaded = form.get("file");
    expect(uploaded instanceof File && [uploaded.name, await uploaded.text()]).toEqual([
      "file.bin",
      "the bytes",
    ]);
  });

  test("a place and a card", async () => {
    const place = { type: "location" as const, latitude: -34.6, longitude: -58.4, name: "Obelisco" };
    expect(await sent(content(place))).toMatchObject({
      location: { latitude: -34.6, longitude: -58.4, name: "Obelisco" },
    });
    const card = { name: "Ana", phones: ["+54 9 11 5263-1234"], emails: [], organization: "Lucky Shrub" };
    expect(await sent(content({ type: "contacts", contacts: [card] }))).toMatchObject({
      contacts: [
        {
          name: { formatted_name: "Ana" },
          phones: [{ phone: "+54 9 11 5263-1234" }],
          org: { company: "Lucky Shrub" },
        },
      ],
    });
  });

  const template = {
    type: "template" as const,
    name: "t",
    language: "es_AR",
    category: "UTILITY",
    body: "…",
    buttons: [],
  };

  test("a template with values by number, in order, in every part", async () => {
    const values = {
      "10": "j",
      "2": "b",
      "1": "a",
      "header.1": "Título",
      "button.1.copy_code": "25OFF",
      "button.0.url": "n3mtql",
      "button.2.quick_reply": "more",
    };
    expect(await sent(content({ ...template, values }))).toMatchObject({
      type: "template",
      template: {
        name: "t",
        language: { code: "es_AR" },
        components: [
          { type: "header", parameters: [{ type: "text", text: "Título" }] },
          { type: "body", parameters: ["a", "b", "j"].map((text) => ({ type: "text", text })) },
          { type: "button", sub_type: "url", index: "0", parameters: [{ type: "text", text: "n3mtql" }] },
          {
            type: "button",
            sub_type: "copy_code",
            index: "1",
            parameters: [{ type: "coupon_code", coupon_code: "25OFF" }],
          },
          {
            type: "button",
            sub_type: "quick_reply",
            index: "2",
            parameters: [{ type: "payload", payload: "more" }],
          },
        ],
      },
    });
  });

  test("a template with values by name, and a file above", async () => {
    const values = { first_name: "Ana", "header-media.image": "https://example.com/a.png" };
    expect(await sent(content({ ...template, values }))).toMatchObject({
      template: {
        components: [
          { type: "header", parameters: [{ type: "image", image: { link: "https://example.com/a.png" } }] },
          { type: "body", parameters: [{ type: "text", parameter_name: "first_name", text: "Ana" }] },
        ],
      },
    });
  });

  test("a template without values has no components", async () => {
    expect(await sent(content({ ...template, values: {} }))).toMatchObject({
      template: { name: "t", language: { code: "es_AR" } },
    });
  });

  test("nothing at all for what cannot be said here, or for a file that is gone", async () => {
    const note = content({ type: "note", body: "x", mentions: [] });
    expect(await send(account(), note)).toMatchObject({ outcome: "rejected", code: "not-sendable" });
    const image = content({ type: "image", attachmentId });
    expect(await send(account(), image)).toEqual({ outcome: "rejected", code: "file-missing" });
    expect(fake.asked).toEqual([]);
  });
});
