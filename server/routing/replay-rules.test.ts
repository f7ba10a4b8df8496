import { expect, test } from "vitest";
import { inOrg } from "@/db/org";
import { scopeForSystem } from "@/server/scope";
import { withDatabase } from "@/server/testing/environment";
import {
  createConversation,
  createMember,
  createNumber,
  createOrganization,
} from "@/server/testing/factories";
import { assignWaiting } from "./assign-waiting";
import { replayRules } from "./replay-rules";
import { firstRules, type RuleSet } from "./rules/routing-rules";

withDatabase();

test("the last days are lived again, side by side with what happened; nothing changes", async () => {
  const org = await createOrganization();
  const { channelAccountId } = await createNumber(org);
  const [ana, bea] = [
    await createMember(org, "agent", { presence: "online", maxConversations: 10 }),
    await createMember(org, "agent", { presence: "online", maxConversations: 10 }),
  ];
  await inOrg(
    org.owner.scope,
    (s) => s.sql`update members set presence = 'offline' where id = ${org.owner.memberId}`,
  );
  const system = await scopeForSystem(org.orgId, "test");
  for (let n = 0; n < 4; n++) await createConversation(org, { channelAccountId });
  expect(await assignWaiting(system)).toHaveLength(4);
  const toAna: RuleSet = {
    ...firstRules,
    otherwise: [{ to: { kind: "member", id: ana.memberId }, after: 0 }],
  };
  const { scope } = org.owner;
  const later = { ...scope, now: new Date(Date.now() + 60_000) };
  const replay = await replayRules(later, { set: toAna, days: 7 });
  const counts = (side: "real" | "inForce" | "draft") =>
    Object.fromEntries(replay[side].loads.map((load) => [load.memberId, load.count]));
  expect(replay).toMatchObject({ conversations: 4, cut: false, template: null });
  expect(counts("real")).toEqual({ [ana.memberId]: 2, [bea.memberId]: 2 });
  expect(counts("inForce")).toEqual({ [ana.memberId]: 2, [bea.memberId]: 2 });
  expect(counts("draft")).toEqual({ [ana.memberId]: 4 });
  expect(replay.draft).toMatchObject({ given: 4, left: 0, expired: 0 });
  const saved = await inOrg(scope, (s) => s.sql`select 1 from routing_rules`);
  expect(saved).toHaveLength(0);
});
