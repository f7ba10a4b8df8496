import postgres from "postgres";
import { expect, test } from "vitest";
import { inOrg } from "@/db/org";
import { assignWaiting } from "@/server/routing/assign-waiting";
import { scopeForSystem } from "@/server/scope";
import { withDatabase } from "@/server/testing/environment";
import {
  createConversation,
  createMember,
  createNumber,
  createOrganization,
} from "@/server/testing/factories";
import { unfair } from "./fairness";

withDatabase();

test("planted wrongs are found: what waits beside a free place, who was given too much", async () => {
  const owner = postgres(process.env.DATABASE_OWNER_URL ?? "", { max: 1 });
  try {
    const org = await createOrganization();
    const system = await scopeForSystem(org.orgId, "test");
    const { channelAccountId } = await createNumber(org);
    const agent = await createMember(org, "agent", { presence: "online", maxConversations: 2 });
    const first = await createConversation(org, { channelAccountId });
    expect(await unfair(owner, org.orgId)).toEqual([
      { what: "waits beside a free place", id: first.conversationId },
    ]);
    await createConversation(org, { channelAccountId });
    await createConversation(org, { channelAccountId });
    await assignWaiting(system);
    expect(await unfair(owner, org.orgId)).toEqual([]);
    await inOrg(system, (s) => s.sql`update members set max_conversations = 1 where id = ${agent.memberId}`);
    expect(await unfair(owner, org.orgId)).toEqual([
      { what: "was given 2 of at most 1", id: agent.memberId },
    ]);
  } finally {
    await owner.end();
  }
});
