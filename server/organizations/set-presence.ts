import { eq } from "drizzle-orm";
import { afterCommit, inOrg } from "@/db/org";
import { members } from "@/db/schema/organizations";
import { record } from "@/server/audit/record";
import { publish } from "@/server/realtime/publish";
import type { MemberScope } from "@/server/scope";

type Presence = "online" | "away" | "offline";

/** Says of oneself whether new conversations may come. Coming online takes what waits. */
export async function setPresence(
  scope: MemberScope,
  input: { presence: Presence },
  afterPlaceFreed: () => Promise<void>,
): Promise<void> {
  const { presence } = input;
  const memberId = scope.actor.id;
  await inOrg(scope, async (s) => {
    await s.db.update(members).set({ presence, presenceAt: s.now }).where(eq(members.id, memberId));
    await record(s, { action: "member.presence-set", subject: ["member", memberId], details: { presence } });
    await publish(s, [{ kind: "member", id: memberId }]);
    if (presence === "online") afterCommit(s, afterPlaceFreed);
  });
}
