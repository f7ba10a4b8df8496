import { readFileSync } from "node:fs";
import path from "node:path";
import { beforeAll, expect, test } from "vitest";
import { newId } from "@/db/id";
import { chat } from "@/server/channels/sandbox/queries";
import { speak } from "@/server/channels/sandbox/speak";
import { createConversation } from "@/server/testing/factories";
import { withQuietCarrier } from "@/server/testing/quiet-carrier";
import { createWorld, type World } from "@/server/testing/world";
import { deliveriesSettled } from "./deliver";
import { reply } from "./reply";
import { uploadAttachment } from "./upload-attachment";
import { voiceNote } from "./voice/voice-note";

withQuietCarrier();

const phone = "+5491152637777";
const recorded = readFileSync(path.join(import.meta.dirname, "voice/fixtures/tone.webm"));
let world: World;
let conversationId: string;

beforeAll(async () => {
  world = await createWorld();
  const { numberId } = world;
  const speech = { type: "text" as const, body: "Hola" };
  await speak(world.org.owner.scope, { numberId, customer: { phone, name: "Ana" }, speech });
  ({ conversationId } = await createConversation(world.org, {
    channelAccountId: numberId,
    phone: phone.slice(1),
  }));
});

const keep = (bytes: Buffer, voice = false) =>
  uploadAttachment(world.org.owner.scope, {
    conversationId,
    name: "voice.ogg",
    claimedMime: "audio/ogg",
    bytes,
    voice,
  });
const send = async (attachmentId: string) => {
  const content = { type: "audio" as const, attachmentId, voice: true };
  const input = { conversationId, clientMessageId: newId(), content, seenSeq: 99, epoch: 1 };
  await reply(world.org.owner.scope, input, async () => {});
  await deliveriesSettled();
  const { messages } = await chat(world.org.owner.scope, { numberId: world.numberId, customer: phone });
  return messages.at(-1)?.body;
};

test("a recording reaches the phone as a voice message", async () => {
  const { attachmentId, kind } = await keep(recorded, true);
  expect(kind).toBe("audio");
  expect(await send(attachmentId)).toMatchObject({ type: "media", kind: "audio", voice: true });
});

test("an Ogg file that was chosen is taken when it is what channels take, and refused when it is not", async () => {
  const { bytes } = voiceNote(recorded);
  expect(await keep(bytes)).toMatchObject({ kind: "audio" });
  const stereo = Buffer.from(recorded);
  stereo[recorded.indexOf("OpusHead") + 9] = 2;
  await expect(keep(stereo, true)).rejects.toMatchObject({ code: "FILE_NOT_ALLOWED" });
  await expect(keep(Buffer.from("not a sound"), true)).rejects.toMatchObject({ code: "FILE_NOT_ALLOWED" });
});

test("what is no voice message never says that it is one", async () => {
  const mp3 = Buffer.concat([
    Buffer.from("ID3\u0003\0\0\0\0\0\0", "latin1"),
    Buffer.from("fffb9064", "hex"),
    Buffer.alloc(600),
  ]);
  const { attachmentId } = await keep(mp3);
  expect(await send(attachmentId)).toMatchObject({ type: "media", kind: "audio", voice: false });
});
