import { beforeAll, describe, expect, test } from "vitest";
import { newId } from "@/db/id";
import { inOrg } from "@/db/org";
import { assign } from "@/server/routing/assign";
import { scopeForSystem } from "@/server/scope";
import { withDatabase } from "@/server/testing/environment";
import {
  createConversation,
  createMember,
  createOrganization,
  type TestMember,
  type TestOrganization,
} from "@/server/testing/factories";
import { note } from "../note";
import { schedule } from "../scheduled/schedule";
import { sendDue } from "../scheduled/send-due";
import { type AlertItem, readAlerts } from "./alerts";

withDatabase();

let org: TestOrganization;
let ana: TestMember;
let beto: TestMember;
const since = new Date(Date.now() - 60_000).toISOString();
const told = async (member: TestMember) => (await readAlerts(member.scope, { since })).alerts;
const kinds = (alerts: AlertItem[], id: string) =>
  alerts.filter((a) => a.conversationId === id).map((a) => a.kind);

async function give(member: TestMember, by: TestMember, conversationId: string): Promise<void> {
  const to = { memberId: member.memberId };
  await assign(by.scope, { conversationId, epoch: 1, to }, async () => {});
}

beforeAll(async () => {
  org = await createOrganization();
  [ana, beto] = await Promise.all([createMember(org, "agent"), createMember(org, "agent", { teamIds: [] })]);
});

describe("a member is told", () => {
  test("nothing without a time, but how many wait and what to ask with", async () => {
    const { alerts, since: next } = await readAlerts(ana.scope, {});
    expect(alerts).toEqual([]);
    expect(Date.parse(next)).toBeGreaterThan(0);
  });

  test("of what waits for their team, not of what waits for others", async () => {
    const { conversationId } = await createConversation(org);
    expect(kinds(await told(ana), conversationId)).toEqual(["unassigned"]);
    expect(kinds(await told(beto), conversationId)).toEqual([]);
  });

  test("of what came to them, and how often the customer wrote; not of what they took", async () => {
    const { conversationId, channelAccountId, ...first } = await createConversation(org, {
      phone: "5491150001",
    });
    await createConversation(org, { phone: "5491150001", channelAccountId, text: "¿Siguen ahí?" });
    await give(beto, org.owner, conversationId);
    const alerts = (await told(beto)).filter((a) => a.conversationId === conversationId);
    expect(alerts.map((a) => [a.kind, a.count]).sort()).toEqual([
      ["assigned", 1],
      ["written", 2],
    ]);
    expect(alerts[0]?.text).toBe("¿Siguen ahí?");
    expect((await readAlerts(beto.scope, {})).waiting).toBe(1);
    expect(first.messageId).not.toBe("");
    const own = await createConversation(org);
    await give(ana, ana, own.conversationId);
    expect(kinds(await told(ana), own.conversationId)).toEqual(["written"]);
    expect(kinds(await told(ana), conversationId)).toEqual([]);
  });

  test("of a window about to end, once per window", async () => {
    const { conversationId } = await createConversation(org);
    await give(beto, org.owner, conversationId);
    const ends = new Date(Date.now() + 59.5 * 60_000).toISOString();
    await inOrg(
      org.owner.scope,
      (s) => s.sql`update conversations set window_expires_at = ${ends} where id = ${conversationId}`,
    );
    const alerts = await told(beto);
    expect(kinds(alerts, conversationId)).toContain("window");
    const later = await readAlerts(beto.scope, { since: new Date(Date.now() + 20_000).toISOString() });
    expect(kinds(later.alerts, conversationId)).not.toContain("window");
    const keys = alerts.map((a) => a.key);
    expect(new Set(keys).size).toBe(keys.length);
  });

  test("of a note that names them, while they may read it", async () => {
    const { conversationId } = await createConversation(org);
    const clientMessageId = newId();
    await note(org.owner.scope, { conversationId, clientMessageId, body: "Fijate" });
    await inOrg(
      org.owner.scope,
      (s) => s.sql`
        insert into mentions (message_id, member_id, conversation_id, created_at)
        select id, x.member_id, conversation_id, app_now() from messages,
          unnest(${[ana.memberId, beto.memberId]}::uuid[]) x(member_id) where client_message_id = ${clientMessageId}`,
    );
    expect((await told(ana)).find((a) => a.kind === "mentioned")).toMatchObject({
      conversationId,
      text: "Fijate",
    });
    expect(kinds(await told(beto), conversationId)).toEqual([]);
  });

  test("of a scheduled message of theirs that did not leave; others are not", async () => {
    const { conversationId } = await createConversation(org);
    const input = {
      conversationId,
      clientMessageId: newId(),
      content: { type: "text" as const, body: "Te confirmo" },
      sendAt: new Date(Date.now() + 60_000),
      timeZone: "America/Lima",
      seenSeq: 0,
      epoch: 1,
    };
    const { scheduledId } = await schedule(ana.scope, input, async () => {});
    await inOrg(
      org.owner.scope,
      (s) => s.sql`update scheduled_messages set send_at = app_now() where id = ${scheduledId}`,
    );
    expect(await sendDue(await scopeForSystem(org.orgId, "test"), scheduledId)).toBe("customer-wrote");
    expect((await told(ana)).find((a) => a.kind === "held")).toMatchObject({
      conversationId,
      text: "Te confirmo",
    });
    expect(kinds(await told(org.owner), conversationId)).not.toContain("held");
  });
});
