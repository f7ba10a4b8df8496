import type { OrgScope } from "@/db/org";
import { claimAll } from "./claim-work";

export interface Held {
  id: string;
  conversationId: string;
  teamId: string | null;
  memberId: string;
  reason: string;
}

/** Work goes back from whoever holds it to routing, each with its reason and a line in the thread. The caller holds the routing lock. */
export async function putBack(s: OrgScope, held: Held[]): Promise<void> {
  await claimAll(
    s,
    held.map(({ id, conversationId, teamId, memberId, reason }) => ({
      ...{ workItemId: id, conversationId, assigneeId: null, teamId, by: "return" },
      why: { rule: "returned", reason, memberId },
      line: { event: "returned", data: { memberId, reason } },
    })),
  );
}
