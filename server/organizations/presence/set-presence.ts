import { z } from "zod";
import { afterCommit, inOrg, type OrgScope } from "@/db/org";
import { DomainError } from "@/server/errors";
import type { MemberScope } from "@/server/scope";
import type { PresenceState } from "../rules/presence";
import { changePresence } from "./change-presence";

export const presenceChange = z.object({
  presence: z.enum(["online", "away", "offline"]),
  /** One of the organization's reasons for it. */
  reasonId: z.uuid().nullable().optional(),
});

/**
 * Says of oneself whether new conversations may come, and why not. Coming online takes what waits. Throws NOT_FOUND for a reason that is
 * archived, unknown, or given for something else.
 */
export async function setPresence(
  scope: MemberScope,
  { presence, reasonId = null }: z.infer<typeof presenceChange>,
  afterPresenceSet: () => Promise<void>,
): Promise<void> {
  const memberId = scope.actor.id;
  await inOrg(scope, async (s) => {
    if (reasonId) await demandReason(s, reasonId, presence);
    await changePresence(s, { memberId, presence, cause: null, before: null, since: null, reasonId });
    afterCommit(s, afterPresenceSet);
  });
}

async function demandReason(s: OrgScope, reasonId: string, presence: PresenceState): Promise<void> {
  const [reason] = await s.sql`
    select 1 from presence_reasons where org_id = ${s.orgId} and id = ${reasonId} and presence = ${presence} and archived_at is null`;
  if (!reason) throw new DomainError("NOT_FOUND", { reasonId });
}
