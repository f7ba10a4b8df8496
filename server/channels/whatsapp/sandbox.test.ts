import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { InboundPart, OutboundMessage } from "@/server/channels/adapter";
import { type Bench, startBench } from "@/server/sandbox/testing";
import { whatsapp } from "./adapter";
import { changeProfile, getNumber, getProfile, listNumbers, register, setBlocked, subscribe } from "./graph";

/** The adapter against a whole carrier: what it sends is accepted, what it is told reads back. */
const ANA = { name: "Ana Gómez", phone: "+54 9 11 5263-1234", country: "AR" };

let bench: Bench;
beforeAll(async () => {
  bench = await startBench({}, { limits: "relaxed" });
});
afterAll(() => bench.close());

const account = () => ({
  baseUrl: bench.carrier.url,
  externalId: bench.number.id,
  connectionExternalId: bench.business.wabaId,
  token: bench.business.accessToken,
});
const to = (address: string) => ({ kind: "phone" as const, address });
const heard = (): InboundPart[] =>
  bench.receiver.payloads.flatMap(({ body }) => whatsapp.split(JSON.parse(body)).map(whatsapp.read));

async function send(change: Partial<OutboundMessage>) {
  const messageId = randomUUID();
  const content = { type: "text" as const, body: "Hola" };
  const outcome = await whatsapp.send(account(), { messageId, to: to("5491152631234"), content, ...change });
  return { messageId, outcome };
}

/** The states that came back for a message of ours. */
const statesOf = (messageId: string) =>
  heard().flatMap((part) => (part.type === "status" && part.messageId === messageId ? [part.state] : []));

async function write(message: { type: string; [key: string]: unknown }) {
  const { wamid } = await bench.admin.inbound(bench.number.id, { customer: ANA, message });
  const found = () => heard().find((part) => part.type === "message" && part.providerId === wamid);
  await bench.receiver.until(() => found() !== undefined);
  const part = found();
  if (part?.type !== "message") throw new Error("The message was not heard");
  return part;
}

test("a customer writes, is read, and is answered in their thread", async () => {
  const asked = await write({ type: "text", text: { body: "¿Tienen macetas?" } });
  expect(asked).toMatchObject({
    content: { type: "text", body: "¿Tienen macetas?" },
    from: {
      addresses: [{ kind: "phone", value: "541152631234", address: "5491152631234" }, { kind: "scoped" }],
      country: "AR",
    },
  });
  await whatsapp.markRead?.(account(), asked.providerId, { typing: true });
  const { messageId, outcome } = await send({ replyToProviderId: asked.providerId });
  expect(outcome).toMatchObject({ outcome: "accepted", confirmedAddress: to("5491152631234") });
  await bench.receiver.until(() => statesOf(messageId).length === 2);
  expect(statesOf(messageId)).toEqual(["sent", "delivered"]);
  const { messages } = await bench.admin.thread(bench.number.id, "+5491152631234");
  expect(messages.map((each) => [each.direction, each.readByBusiness, each.context?.id])).toEqual([
    ["in", true, undefined],
    ["out", false, asked.providerId],
  ]);
});

test("every kind of content is taken, to a phone and to a scoped id", async () => {
  const asked = await write({ type: "text", text: { body: "Hola" } });
  const scoped = asked.from.addresses.find((each) => each.kind === "scoped");
  const attachmentId = randomUUID();
  const files = {
    image: "image/png",
    video: "video/mp4",
    audio: "audio/ogg; codecs=opus",
    document: "application/pdf",
    sticker: "image/webp",
  };
  const file = (type: keyof typeof files) => ({
    mime: files[type],
    name: "file",
    read: async () => Buffer.from("bytes"),
  });
  const contents: Partial<OutboundMessage>[] = [
    { content: { type: "image", attachmentId, caption: "x" }, file: file("image") },
    { content: { type: "video", attachmentId }, file: file("video") },
    { content: { type: "audio", attachmentId, voice: true }, file: file("audio") },
    { content: { type: "document", attachmentId, name: "a.pdf" }, file: file("document") },
    { content: { type: "sticker", attachmentId, animated: false }, file: file("sticker") },
    { content: { type: "location", latitude: -34.6, longitude: -58.4, name: "Obelisco" } },
    {
      content: {
        type: "contacts",
        contacts: [{ name: "Ana", phones: ["+541152631234"], emails: ["ana@example.com"] }],
      },
    },
    { content: { type: "reaction", targetProviderId: asked.providerId, emoji: "👍" } },
    { to: { kind: "scoped", address: scoped?.address ?? "" } },
  ];
  for (const each of contents) {
    const { outcome } = await send(each);
    expect([each.content?.type, outcome]).toMatchObject([each.content?.type, { outcome: "accepted" }]);
  }
});

test("a file that a customer sent is fetched", async () => {
  const part = await write({ type: "image", image: { caption: "Mirá" }, media: { sample: true } });
  expect(part).toMatchObject({ content: { type: "image", caption: "Mirá" }, media: { mime: "image/png" } });
  const file = await whatsapp.fetchMedia?.(account(), part.media?.providerMediaId ?? "");
  expect(file).toMatchObject({ mime: "image/png", sha256: part.media?.sha256 });
  expect(file?.bytes.subarray(1, 4).toString()).toBe("PNG");
  await expect(whatsapp.fetchMedia?.(account(), "404")).rejects.toMatchObject({ cls: "permanent" });
});

test("templates are listed, and sent with their values in every part", async () => {
  const body = "Hola {{1}}, tu pedido {{2}} ya salió de nuestro vivero y llega hoy por la tarde.";
  await bench.admin.approveTemplate(bench.business.id, {
    name: "order_sent",
    language: "es_AR",
    category: "UTILITY",
    components: [
      { type: "HEADER", format: "TEXT", text: "Pedido {{1}}", example: { header_text: ["1"] } },
      { type: "BODY", text: body, example: { body_text: [["Ana", "1"]] } },
      {
        type: "BUTTONS",
        buttons: [
          {
            type: "URL",
            text: "Seguirlo",
            url: "https://example.com/{{1}}",
            example: ["https://example.com/1"],
          },
        ],
      },
    ],
  });
  const listed = await whatsapp.listTemplates?.(account());
  expect(listed).toMatchObject([
    { name: "order_sent", status: "APPROVED", category: "UTILITY", parameterFormat: "positional" },
  ]);
  const template = {
    type: "template" as const,
    name: "order_sent",
    language: "es_AR",
    category: "UTILITY",
    body,
    buttons: [],
  };
  const values = { "1": "Ana", "2": "860198", "header.1": "860198", "button.0.url": "860198" };
  const whole = await send({ to: to("16505551234"), content: { ...template, values } });
  expect(whole.outcome).toMatchObject({ outcome: "accepted" });
  const lacking = await send({ to: to("16505551234"), content: { ...template, values: { "1": "Ana" } } });
  expect(lacking.outcome).toMatchObject({ outcome: "rejected", code: "132000" });
  const unknown = await send({ to: to("16505551234"), content: { ...template, name: "nothing", values } });
  expect(unknown.outcome).toMatchObject({ outcome: "rejected", code: "132001" });
});

test.each([
  ["16505550029", { outcome: "again", code: "130429", throttled: true }],
  ["16505550056", { outcome: "again", code: "131056", throttled: true }],
  ["16505550016", { outcome: "again", code: "131016", throttled: false }],
  ["16505550090", { outcome: "rejected", code: "190", stops: "account" }],
  ["16505550031", { outcome: "rejected", code: "131031", stops: "account" }],
  ["16505550030", { outcome: "rejected", code: "131030" }],
])("%s is refused: %j", async (address, expected) => {
  const { outcome } = await send({ to: to(address) });
  expect(outcome).toMatchObject(expected);
});

test("what fails later says why", async () => {
  const { messageId } = await send({ to: to("16505550026") });
  await bench.receiver.until(() => statesOf(messageId).includes("failed"));
  expect(heard().find((part) => part.type === "status" && part.messageId === messageId)).toMatchObject({
    state: "failed",
    failure: { code: "131026", detail: "Message Undeliverable." },
  });
});

test("an accepted message whose answer is lost is unknown, and its statuses still name it", async () => {
  await write({ type: "text", text: { body: "Hola" } });
  await bench.admin.setFaults({ severed: 1 });
  const { messageId, outcome } = await send({});
  await bench.admin.setFaults({});
  expect(outcome).toMatchObject({ outcome: "unknown" });
  await bench.receiver.until(() => statesOf(messageId).includes("delivered"));
});

test("a person who stops marketing, moves and is unsupported is understood", async () => {
  const has = (type: InboundPart["type"]) => heard().filter((part) => part.type === type).length;
  const before = { consent: has("consent"), moved: has("identity-changed") };
  await bench.admin.act(bench.number.id, "+5491152631234", { type: "preference", value: "stop" });
  await bench.admin.act(bench.number.id, "+5491152631234", {
    type: "number-change",
    phone: "+5491152639999",
  });
  await bench.receiver.until(
    () => has("identity-changed") >= before.moved + 2 && has("consent") > before.consent,
  );
  const moved = heard().filter((part) => part.type === "identity-changed");
  expect(moved[0]).toMatchObject({
    previous: { addresses: [{ value: "541152631234" }, { kind: "scoped" }] },
    current: { addresses: [{ value: "541152639999" }] },
  });
});

test("the number is looked after", async () => {
  const { externalId, connectionExternalId } = account();
  expect(await getNumber(account(), externalId)).toMatchObject({ id: externalId, status: "CONNECTED" });
  expect(await listNumbers(account(), connectionExternalId)).toHaveLength(1);
  await changeProfile(account(), externalId, { about: "Plantas" });
  expect(await getProfile(account(), externalId)).toMatchObject({ about: "Plantas" });
  await subscribe(account(), connectionExternalId, { url: bench.receiver.url, verifyToken: "verify" });
  await expect(
    subscribe(account(), connectionExternalId, { url: bench.receiver.url, verifyToken: "wrong" }),
  ).rejects.toMatchObject({ name: "CarrierError" });
  await write({ type: "text", text: { body: "Hola" } });
  expect(await setBlocked(account(), externalId, to("5491152631234"), true)).toBe(true);
  expect(await setBlocked(account(), externalId, to("5491152631234"), false)).toBe(true);
  await register(account(), externalId, "123456");
});

test("not one part of what the carrier told is unreadable", () => {
  expect(heard().filter((part) => part.type === "parked")).toEqual([]);
});
