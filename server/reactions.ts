import type { OrgScope } from "@/db/org";
import { attributeClosings } from "./campaigns/attribute-closings";
import { attributeReplies } from "./campaigns/attribute-replies";
import { provisionSandboxNumber } from "./channels/provision";
import type { GivenBack } from "./contacts/merges/schema";
import { fetchSoon } from "./conversations/fetch-attachments";
import { answering } from "./conversations/queries/answering";
import type { ReceiveResult } from "./conversations/receive";
import { sendAllDue } from "./conversations/scheduled/send-due";
import { sendStandard } from "./conversations/send-standard";
import { settleSilence } from "./conversations/settle-silence";
import { takeLeaveSoon } from "./conversations/take-leave-soon";
import { wakeDue } from "./conversations/wake-due";
import { log } from "./log";
import { settlePresence } from "./organizations/presence/settle-presence";
import { assignTasks } from "./routing/assign-tasks";
import { type Assigned, assignWaiting } from "./routing/assign-waiting";
import { finishWork } from "./routing/finish-work";
import { freeSilent } from "./routing/free-silent";
import { replan } from "./routing/replan";
import { returnAbsent } from "./routing/return-absent";
import { returnTasks } from "./routing/return-tasks";
import { returnUnmerged } from "./routing/return-unmerged";
import { returnWork } from "./routing/return-work";
import { sweepRouting } from "./routing/sweep-routing";
import { takeOver } from "./routing/take-over";
import { wakeQuiet } from "./routing/wake-quiet";
import { type MemberScope, type OrgId, type Scope, scopeForSystem } from "./scope";
import { keepDue } from "./sla/keep-due";
import { syncConnectionTemplates } from "./templates/sync-all";
import { Batches } from "./webhooks/batches";

/*
 * The one file that may import every module: what a domain fact sets off now, after commit. A sweeper
 * (server/sweeper.ts) finishes whatever a crash leaves undone, so each line here is harmless when repeated or skipped.
 */

declare global {
  var hiloReceived: Batches<ReceiveResult, null> | undefined;
  var hiloReacting: Set<Promise<unknown>> | undefined;
}

/** Customers wrote. The carrier has its answer already: what follows from it is done once for all that arrived meanwhile. */
export function afterReceived(orgId: OrgId, received: ReceiveResult): void {
  if (received.mediaIds.length > 0) fetchSoon(orgId);
  const { openedIds, standardIds, staleIds, wokenIds, answerIds } = received;
  if (openedIds.length + standardIds.length + staleIds.length + wokenIds.length + answerIds.length === 0)
    return;
  globalThis.hiloReceived ??= new Batches({ lanes: 2, most: 1000 }, react);
  globalThis.hiloReacting ??= new Set();
  const under = globalThis.hiloReacting;
  const reaction = globalThis.hiloReceived
    .add(orgId, received)
    .catch((error) => log().error({ err: error, orgId }, "What was received waits for the sweeper"))
    .finally(() => under.delete(reaction));
  under.add(reaction);
}

/** Waits for what afterReceived() has under way in this process; for tests. */
export async function reactionsSettled(): Promise<void> {
  while (globalThis.hiloReacting && globalThis.hiloReacting.size > 0)
    await Promise.all(globalThis.hiloReacting);
}

/** New conversations become work, work goes to whoever has room, and numbers answer by themselves. */
async function react(orgId: string, received: ReceiveResult[]): Promise<null[]> {
  const scope = await scopeForSystem(orgId, "routing");
  await attributeReplies(
    scope,
    received.flatMap((r) => r.answerIds),
  );
  const openedIds = received.flatMap((r) => r.openedIds);
  const back = received.some((r) => r.wokenIds.length > 0) ? await wakeQuiet(scope) : 0;
  if (openedIds.length + back > 0) await assignAndTell(scope, openedIds);
  await keepDue(scope, [...new Set(received.flatMap((r) => r.staleIds))]);
  for (const id of new Set(received.flatMap((r) => r.standardIds))) await sendStandard(scope, id);
  return received.map(() => null);
}

/** A place is free, somebody came online, a limit or a team changed: whoever waits gets it. */
export async function afterPlaceFreed({ orgId }: { orgId: OrgId }): Promise<void> {
  const scope = await scopeForSystem(orgId, "routing");
  await assignTasks(scope);
  await assignAndTell(scope);
}

/** The back office was asked for something: whoever has room has it at once. */
export async function afterTaskAsked({ orgId }: { orgId: OrgId }): Promise<void> {
  await assignTasks(await scopeForSystem(orgId, "routing"));
}

/** Somebody said whether they are there, or what that means changed: customers who waited for them need not, and a place may be free. */
export async function afterPresenceSet({ orgId }: { orgId: OrgId }): Promise<void> {
  const scope = await scopeForSystem(orgId, "routing");
  await returnAbsent(scope);
  await freeSilent(scope);
  await assignTasks(scope);
  await assignAndTell(scope);
}

/** Who fell silent is offline, who waited long enough for somebody absent waits for everybody, and silent conversations take no place. */
export async function settleAbsences(scope: Scope): Promise<void> {
  await settlePresence(scope);
  const freed = (await returnAbsent(scope)) + (await wakeQuiet(scope)) + (await freeSilent(scope));
  if (freed > 0) await assignAndTell(scope);
}

export async function afterClosed(orgId: OrgId, conversationIds: string[]): Promise<void> {
  const scope = await scopeForSystem(orgId, "routing");
  await attributeClosings(scope, conversationIds);
  await finishWork(scope, conversationIds);
  await assignAndTell(scope);
  await takeLeaveSoon(scope, conversationIds);
}

/** Two contacts became one: who waited in what was closed for it waits in what stays, and a place may be free. */
export async function afterMerged({ orgId }: MemberScope, conversationIds: string[]): Promise<void> {
  const scope = await scopeForSystem(orgId, "routing");
  await keepDue(scope, conversationIds);
  await assignAndTell(scope);
}

/** One contact became two again: what is open again for it goes to whoever had it. */
export async function afterUnmerged(scope: MemberScope, open: GivenBack[]): Promise<void> {
  await returnUnmerged(scope, open);
  await keepDue(
    scope,
    open.map((one) => one.id),
  );
  await assignAndTell(await scopeForSystem(scope.orgId, "routing"));
}

/** Customers who answer no more are asked, and left. */
export async function settleSilences(scope: Scope): Promise<void> {
  const closed = await settleSilence(scope);
  if (closed.length > 0) await afterClosed(scope.orgId, closed);
}

/** The time of snoozed conversations has come: those that nobody has are work again. */
export async function wakeSnoozed(scope: Scope): Promise<void> {
  const woken = await wakeDue(scope);
  if (woken.length > 0) await assignAndTell(scope);
}

/** The clock of a sandbox was moved: what waited for a time need not wait for the sweeper as well. */
export async function afterClockMoved({ orgId }: { orgId: OrgId }): Promise<void> {
  const scope = await scopeForSystem(orgId, "clock");
  await wakeSnoozed(scope);
  await sendAllDue(scope);
  await settleAbsences(scope);
  await settleSilences(scope);
  await assignAndTell(scope);
}

/** What a crash left half routed, and what waits: with the messages that numbers send by themselves. */
export async function routeLeft(scope: Scope): Promise<void> {
  await assignTasks(scope);
  await tell(scope, await sweepRouting(scope));
}

/** Who answers what nobody has, has it from then on. */
export async function afterReplied(scope: MemberScope, conversationId: string): Promise<void> {
  await takeOver(scope, conversationId);
}

/** Who begins a conversation has it from the start, in the transaction that opens it. */
export async function claimStarted(
  scope: MemberScope,
  inside: OrgScope,
  conversationId: string,
): Promise<void> {
  await takeOver({ ...scope, ...inside, actor: scope.actor }, conversationId);
}

/** Their team, their priority or whether somebody waits has changed, and with it by when. */
export async function afterMoved(scope: Scope, conversationIds: string[]): Promise<void> {
  await keepDue(scope, conversationIds);
}

export async function afterAssigned(orgId: OrgId, conversationId: string): Promise<void> {
  const scope = await scopeForSystem(orgId, "routing");
  await keepDue(scope, [conversationId]);
  await sendStandard(scope, conversationId);
  await assignAndTell(scope);
}

export async function afterAssignedMany(orgId: OrgId, conversationIds: string[]): Promise<void> {
  const scope = await scopeForSystem(orgId, "routing");
  await keepDue(scope, conversationIds);
  for (const id of conversationIds) await sendStandard(scope, id);
  await assignAndTell(scope);
}

/** A new organization exists: it gets its first number at once, and with it the templates that are approved there. */
export async function afterSignUp(scope: MemberScope): Promise<void> {
  await provisionSandboxNumber(scope, { name: null });
  await syncConnectionTemplates(scope);
}

/** A real number is connected: the templates that it may send are there when its first conversation is. */
export async function afterConnected(scope: MemberScope): Promise<void> {
  await syncConnectionTemplates(scope);
}

/** Other rules are in force: they are asked for everything that waits. */
export async function afterRulesSaved({ orgId }: { orgId: OrgId }): Promise<void> {
  const scope = await scopeForSystem(orgId, "routing");
  await replan(scope, "all");
  await assignTasks(scope);
  await assignAndTell(scope);
}

/** A member left: what they held goes back to where others can take it. */
export async function afterMemberGone(scope: MemberScope, memberId: string): Promise<void> {
  await returnWork(scope, memberId, "member-removed");
  await returnTasks(scope, memberId, "member-removed");
  await replan(await scopeForSystem(scope.orgId, "routing"), "gone");
  await afterPlaceFreed(scope);
}

async function assignAndTell(scope: Scope, openedIds: string[] = []): Promise<void> {
  await tell(scope, await assignWaiting(scope, openedIds));
}

async function tell(scope: Scope, assigned: Assigned[]): Promise<void> {
  const ids = assigned.map((a) => a.conversationId);
  // Another team may have promised something else.
  await keepDue(scope, ids);
  const told = await answering(scope, ids);
  for (const conversationId of told) await sendStandard(scope, conversationId);
}
