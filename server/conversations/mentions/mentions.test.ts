import { beforeEach, expect, test } from "vitest";
import { newId } from "@/db/id";
import { withDatabase } from "@/server/testing/environment";
import {
  createConversation,
  createMember,
  createOrganization,
  type TestMember,
  type TestOrganization,
} from "@/server/testing/factories";
import { note } from "../note";
import { markMentionsRead } from "./mark-mentions-read";
import { countMentions, listMentions } from "./queries";

withDatabase();

let org: TestOrganization;
let ana: TestMember;
let bruno: TestMember;
let conversationId: string;

beforeEach(async () => {
  org = await createOrganization();
  [ana, bruno] = [await createMember(org, "agent"), await createMember(org, "agent")];
  conversationId = (await createConversation(org)).conversationId;
});

const say = (by: TestMember, body: string, mentions: string[], clientMessageId = newId()) =>
  note(by.scope, { conversationId, clientMessageId, body, mentions });
const unread = async (of: TestMember) => (await countMentions(of.scope)).unread;

test("who is named is told once, by themselves and with their team, and who wrote it is not", async () => {
  await say(ana, "@Bruno mirá, y @General", [bruno.memberId, org.teamId, ana.memberId]);
  expect([await unread(bruno), await unread(org.owner), await unread(ana)]).toEqual([1, 1, 0]);
  const { items } = await listMentions(bruno.scope, { limit: 10 });
  expect(items).toMatchObject([
    { conversationId, by: ana.scope.actor.name, body: "@Bruno mirá, y @General", read: false },
  ]);
});

test("a note that is repeated tells nobody twice", async () => {
  const id = newId();
  await say(ana, "@Bruno", [bruno.memberId], id);
  await say(ana, "@Bruno", [bruno.memberId], id);
  expect(await unread(bruno)).toBe(1);
});

test("who does not see the conversation is not told of it", async () => {
  const stranger = await createMember(org, "agent", { teamIds: [] });
  await say(ana, "@ella", [stranger.memberId]);
  expect(await unread(stranger)).toBe(0);
});

test("another organization's people cannot be named, and then nothing is written", async () => {
  const other = await createOrganization();
  await expect(say(ana, "@x", [other.owner.memberId])).rejects.toMatchObject({ code: "NOT_FOUND" });
  await expect(say(ana, "@x", [other.teamId])).rejects.toMatchObject({ code: "NOT_FOUND" });
  expect(await unread(other.owner)).toBe(0);
});

test("is read with its conversation, or with all", async () => {
  await say(ana, "@Bruno uno", [bruno.memberId]);
  await say(ana, "@Bruno dos", [bruno.memberId]);
  const elsewhere = (await createConversation(org)).conversationId;
  await note(ana.scope, {
    conversationId: elsewhere,
    clientMessageId: newId(),
    body: "@B",
    mentions: [bruno.memberId],
  });
  await markMentionsRead(bruno.scope, { conversationId });
  expect(await countMentions(bruno.scope)).toEqual({ unread: 1, conversationIds: [elsewhere] });
  await markMentionsRead(bruno.scope, {});
  expect(await unread(bruno)).toBe(0);
});

test("pages go on where the one before ended", async () => {
  for (const body of ["uno", "dos", "tres"]) await say(ana, body, [bruno.memberId]);
  const first = await listMentions(bruno.scope, { limit: 2 });
  const second = await listMentions(bruno.scope, { limit: 2, cursor: first.next });
  expect([...first.items, ...second.items].map((m) => m.body)).toEqual(["tres", "dos", "uno"]);
  expect(second.next).toBeNull();
});
