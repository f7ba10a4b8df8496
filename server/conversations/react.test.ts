import { beforeAll, beforeEach, expect, test } from "vitest";
import { newId } from "@/db/id";
import { inOrg } from "@/db/org";
import { chat } from "@/server/channels/sandbox/queries";
import { speak } from "@/server/channels/sandbox/speak";
import { createConversation } from "@/server/testing/factories";
import { withQuietCarrier } from "@/server/testing/quiet-carrier";
import { createWorld, type World } from "@/server/testing/world";
import { close } from "./close";
import { deliveriesSettled } from "./deliver";
import { readThread } from "./queries/thread";
import { react } from "./react";
import { recordStatus } from "./record-status";
import { reply } from "./reply";
import type { Sayable } from "./rules/sayable";

withQuietCarrier();

let world: World;
let phone: string;
let talk: Awaited<ReturnType<typeof createConversation>>;
let seen = 0;

beforeAll(async () => {
  world = await createWorld();
});
/** The customer speaks at the carrier too: there their window is open, and their message can be reacted to. */
beforeEach(async () => {
  phone = `+549115263${String(8000 + ++seen)}`;
  const { scope } = world.org.owner;
  const speech = { type: "text" as const, body: "Hola" };
  const { messageId } = await speak(scope, {
    numberId: world.numberId,
    customer: { phone, name: "Ana" },
    speech,
  });
  talk = await createConversation(world.org, { channelAccountId: world.numberId, phone: phone.slice(1) });
  await inOrg(
    scope,
    (s) => s.sql`update messages set provider_id = ${messageId} where id = ${talk.messageId}`,
  );
});

const owner = () => world.org.owner.scope;
const put = (emoji: string, messageId = talk.messageId) =>
  react(owner(), { conversationId: talk.conversationId, messageId, emoji });
const shown = async () =>
  (await readThread(owner(), { conversationId: talk.conversationId, limit: 50 })).messages;
const onPhone = async () => (await chat(owner(), { numberId: world.numberId, customer: phone })).messages;
const say = async (content: Sayable) => {
  const sent = await reply(
    owner(),
    { conversationId: talk.conversationId, clientMessageId: newId(), content, seenSeq: 99, epoch: 1 },
    async () => {},
  );
  await deliveriesSettled();
  return sent;
};

test("a reaction is put on, changed and taken back, here and on the customer's phone", async () => {
  await put("👍");
  expect((await shown())[0]?.reactions).toEqual([{ emoji: "👍", by: "us" }]);
  expect((await onPhone())[0]?.reactions).toEqual([{ emoji: "👍", by: "business" }]);
  await put("❤️");
  expect((await onPhone())[0]?.reactions).toEqual([{ emoji: "❤️", by: "business" }]);
  await put("");
  expect((await onPhone())[0]?.reactions).toEqual([]);
  expect((await shown())[0]?.reactions.filter((r) => r.emoji)).toEqual([]);
});

test("what the carrier says of a reaction is not kept waiting for a message", async () => {
  await inOrg(owner(), (s) =>
    recordStatus(s, [
      {
        channelAccountId: world.numberId,
        status: {
          type: "status",
          providerId: "wamid.reaction",
          messageId: "0198c000-0000-8000-8000-000000000000",
          state: "sent",
          occurredAt: s.now,
        },
      },
    ]),
  );
  const kept = await inOrg(
    owner(),
    (s) => s.sql`select 1 from early_statuses where provider_id = 'wamid.reaction'`,
  );
  expect(kept).toHaveLength(0);
});

test("not after the window, nor in a closed conversation, nor on what is not there", async () => {
  await expect(put("👍", newId())).rejects.toMatchObject({ code: "NOT_FOUND" });
  await close(owner(), { conversationIds: [talk.conversationId] }, async () => {});
  await expect(put("👍")).rejects.toMatchObject({ code: "CONVERSATION_CLOSED" });
});

test("buttons and lists reach the phone, where they can be pressed", async () => {
  await say({ type: "buttons", body: "¿Te sirve?", buttons: [{ title: "Sí" }, { title: "No" }] });
  const rows = [{ title: "Lunes", description: "De 9 a 12" }, { title: "Martes" }];
  await say({ type: "list", body: "Elegí un día", button: "Días", sections: [{ rows }] });
  const [, buttons, list] = await onPhone();
  expect(buttons?.body).toMatchObject({
    type: "menu",
    body: "¿Te sirve?",
    choices: [
      { id: "button-1", title: "Sí" },
      { id: "button-2", title: "No" },
    ],
  });
  expect(list?.body).toMatchObject({ type: "menu", list: { label: "Días" } });
});

test("a place and a card reach the phone", async () => {
  await say({ type: "location", latitude: -34.6, longitude: -58.38, name: "Consultorio" });
  await say({ type: "contacts", contacts: [{ name: "Dra. Paz", phones: ["+54 11 5263 0000"], emails: [] }] });
  const [, place, card] = await onPhone();
  expect(place?.body).toMatchObject({ type: "location", name: "Consultorio" });
  expect(card?.body).toMatchObject({ type: "contacts", contacts: [{ name: "Dra. Paz" }] });
});

test("what the channel would refuse is told before it is queued", async () => {
  const buttons = [1, 2, 3, 4].map((n) => ({ title: `Opción ${n}` }));
  await expect(say({ type: "buttons", body: "¿Cuál?", buttons })).rejects.toMatchObject({
    code: "INVALID",
    details: { problems: [{ field: "buttons", what: "many", max: 3 }] },
  });
  expect(await shown()).toHaveLength(1);
});
