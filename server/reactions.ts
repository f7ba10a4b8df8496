import { inOrg } from "@/db/org";
import { provisionSandboxNumber } from "./channels/provision";
import { fetchSoon } from "./conversations/fetch-attachments";
import type { ReceiveResult } from "./conversations/receive";
import { sendStandard } from "./conversations/send-standard";
import { assignWaiting } from "./routing/assign-waiting";
import { enqueueWork } from "./routing/enqueue-work";
import { finishWork } from "./routing/finish-work";
import { returnWork } from "./routing/return-work";
import { takeOver } from "./routing/take-over";
import { type MemberScope, type OrgId, type Scope, scopeForSystem } from "./scope";
import { syncConnectionTemplates } from "./templates/sync-all";

/*
 * The one file that may import every module: what a domain fact sets off now, after commit, in the same request. A sweeper
 * (server/sweeper.ts) finishes whatever a crash leaves undone, so each line here is harmless when repeated or skipped.
 */

/** Customers wrote. New conversations become work, work goes to whoever has room, and numbers answer by themselves. */
export async function afterReceived(orgId: OrgId, received: ReceiveResult): Promise<void> {
  if (received.mediaIds.length > 0) fetchSoon(orgId);
  if (received.openedIds.length === 0 && received.standardIds.length === 0) return;
  const scope = await scopeForSystem(orgId, "routing");
  if (received.openedIds.length > 0) {
    await inOrg(scope, (s) => enqueueWork(s, received.openedIds));
    await assignAndTell(scope);
  }
  for (const id of received.standardIds) await sendStandard(scope, id);
}

/** A place is free, somebody came online, a limit or a team changed: whoever waits gets it. */
export async function afterPlaceFreed({ orgId }: { orgId: OrgId }): Promise<void> {
  await assignAndTell(await scopeForSystem(orgId, "routing"));
}

export async function afterClosed(orgId: OrgId, conversationId: string): Promise<void> {
  const scope = await scopeForSystem(orgId, "routing");
  await finishWork(scope, conversationId);
  await assignAndTell(scope);
}

/** Who answers what nobody has, has it from then on. */
export async function afterReplied(scope: MemberScope, conversationId: string): Promise<void> {
  await takeOver(scope, conversationId);
}

export async function afterAssigned(orgId: OrgId, conversationId: string): Promise<void> {
  const scope = await scopeForSystem(orgId, "routing");
  await sendStandard(scope, conversationId);
  await assignAndTell(scope);
}

/** A new organization exists: it gets its first number at once, and with it the templates that are approved there. */
export async function afterSignUp(scope: MemberScope): Promise<void> {
  await provisionSandboxNumber(scope, { name: null });
  await syncConnectionTemplates(scope);
}

/** A member left: what they held goes back to where others can take it. */
export async function afterMemberGone(scope: MemberScope, memberId: string): Promise<void> {
  await returnWork(scope, memberId, "member-removed");
  await afterPlaceFreed(scope);
}

async function assignAndTell(scope: Scope): Promise<void> {
  const assigned = await assignWaiting(scope);
  for (const { conversationId } of assigned) await sendStandard(scope, conversationId);
}
