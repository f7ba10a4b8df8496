import { eq } from "drizzle-orm";
import { afterCommit, inOrg } from "@/db/org";
import { members } from "@/db/schema/organizations";
import { record } from "@/server/audit/record";
import { publish } from "@/server/realtime/publish";
import type { MemberScope } from "@/server/scope";
import { lockMember } from "./member-row";

/** How many conversations a member holds at most at once; 0 means none. Those above a lowered limit stay. Throws NOT_FOUND. */
export async function setMaxConversations(
  scope: MemberScope,
  input: { memberId: string; max: number },
  afterPlaceFreed: () => Promise<void>,
): Promise<void> {
  const { memberId, max } = input;
  await inOrg(scope, async (s) => {
    await lockMember(s, memberId);
    await s.db.update(members).set({ maxConversations: max }).where(eq(members.id, memberId));
    await record(s, { action: "member.limit-set", subject: ["member", memberId], details: { max } });
    await publish(s, [{ kind: "member", id: memberId }]);
    afterCommit(s, afterPlaceFreed);
  });
}
