import Pusher from "pusher";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type RealtimeServer, startRealtime } from "@/server/local/realtime/server";
import { authorizeChannel, type ChannelRequest, RealtimeRefused } from "./authorize";
import { conversationChannel, memberChannel, orgChannel, teamChannel } from "./channels";
import { pusherClient } from "./client";

const [org, otherOrg, member, otherMember, team, otherTeam, conversation, hidden] = [
  1, 2, 3, 4, 5, 6, 7, 8,
].map((n) => `0b8f0c2e-0000-4000-8000-00000000000${n}`) as [
  string,
  string,
  string,
  string,
  string,
  string,
  string,
  string,
];

const config = { appId: "1", key: "key", secret: "secret", host: "127.0.0.1", tls: false };
const agent = { orgId: org, memberId: member, name: "Ana", seesAll: false, teamIds: [team] };
const supervisor = { ...agent, seesAll: true };

function authorize(channel: string, changed: Partial<ChannelRequest> = {}) {
  return authorizeChannel({
    socketId: "1234.5678",
    channel,
    viewer: agent,
    mayOpenConversation: async (id) => id === conversation,
    pusher: pusherClient(config),
    ...changed,
  });
}

describe("a member may listen to", () => {
  it.each([
    ["the organization, when they read everything", orgChannel(org), supervisor],
    ["their team", teamChannel(org, team), agent],
    ["themselves", memberChannel(org, member), agent],
  ])("%s", async (_, channel, viewer) => {
    const { auth, ...rest } = await authorize(channel, { viewer });
    expect(auth).toMatch(/^key:[0-9a-f]{64}$/);
    expect(rest).toEqual({});
  });

  it("a conversation that they may open, under a name that the server gives", async () => {
    const viewer = { ...agent, name: "Ñ".repeat(5000) };
    const { channel_data } = await authorize(conversationChannel(org, conversation), { viewer });
    expect(JSON.parse(channel_data ?? "")).toEqual({ user_id: member, user_info: { name: "Ñ".repeat(100) } });
  });
});

describe("a member is refused", () => {
  it.each([
    ["the organization's channel without the right to read everything", orgChannel(org)],
    ["another team", teamChannel(org, otherTeam)],
    ["another member", memberChannel(org, otherMember)],
    ["a conversation that they may not open", conversationChannel(org, hidden)],
  ])("%s", async (_, channel) => {
    await expect(authorize(channel)).rejects.toThrow(RealtimeRefused);
  });

  it.each([
    orgChannel(otherOrg),
    teamChannel(otherOrg, team),
    memberChannel(otherOrg, member),
    conversationChannel(otherOrg, conversation),
  ])("every channel of another organization: %s", async (channel) => {
    const asked: string[] = [];
    const mayOpenConversation = async (id: string) => asked.push(id) > 0;
    const attempt = authorize(channel, { viewer: supervisor, mayOpenConversation });
    await expect(attempt).rejects.toThrow(RealtimeRefused);
    expect(asked).toEqual([]);
  });

  const mine = orgChannel(org);
  it.each([
    `:user::{"id":"${otherMember}"}`,
    `${mine}:user::{"id":"${otherMember}"}`,
    `${mine}:{"user_id":"${otherMember}"}`,
    `${conversationChannel(org, conversation)}:{"user_id":"${otherMember}"}`,
    `${mine}\n`,
    `\n${mine}`,
    `${mine}\nprivate-org_${otherOrg}`,
    `${mine}\u0000`,
    `${mine} `,
    `${mine}_${team}`,
    mine.toUpperCase(),
    `private-org_${org.toUpperCase()}`,
    mine.replace("private-", "private-encrypted-"),
    mine.replace("private-", "presence-"),
    mine.replace("private-", "private-cache-"),
    mine.replace("private-", ""),
    `#server-to-user-${otherMember}`,
    "news",
    "private-org_",
    "private-org_%",
    "",
    "__proto__",
  ])("a name that is not exactly ours: %j", async (channel) => {
    await expect(authorize(channel, { viewer: supervisor })).rejects.toThrow(RealtimeRefused);
  });

  it.each([
    "",
    "1234",
    "1234.5678\n",
    "1234.5678:user",
    `1234.5678::user::{"id":"x"}`,
    "1.2:private-x",
    "١.٢",
    "-1.2",
  ])("a socket id that is none: %j", async (socketId) => {
    await expect(authorize(memberChannel(org, member), { socketId })).rejects.toThrow(RealtimeRefused);
  });
});

describe("the client", () => {
  let server: RealtimeServer;

  beforeAll(async () => {
    const { appId: id, key, secret } = config;
    server = await startRealtime({ port: 0, apps: [{ id, key, secret }] });
  });
  afterAll(() => server.close());

  it("is built once per service and reaches it", async () => {
    const there = { ...config, port: server.port };
    const client = pusherClient(there);
    expect(pusherClient({ ...there })).toBe(client);
    const { status } = await client.trigger(orgChannel(org), "changed", {});
    expect(status).toBe(200);
  });

  it("rejects with what the service said", async () => {
    const client = pusherClient({ ...config, port: server.port, secret: "wrong" });
    await expect(client.trigger(orgChannel(org), "changed", {})).rejects.toThrow(Pusher.RequestError);
  });

  it("needs to know where the service is", () => {
    expect(() => pusherClient({ ...config, host: undefined })).toThrow("host or a cluster");
  });
});
