import type { OrgScope } from "@/db/org";
import { asRow } from "@/db/rows";
import type { HandOver } from "@/server/channels/adapter";
import type { Claimed } from "./claim-next";
import { recordSent } from "./record-sent";
import { rankOf } from "./rules/delivery-state";
import { settleEarly } from "./settle-early";

/** How often a hand-over that the carrier refused for now is tried before it counts as refused. */
const mostAttempts = 5;

/**
 * Writes down what became of a hand-over. Only upwards: a callback may have told more meanwhile. An acceptance makes the usage
 * event and settles the statuses that came before it. Returns after how many ms to try again, or null. What is said of an
 * earlier attempt, late or a second time, changes nothing: the next one may be under way.
 */
export async function recordHandOver(
  scope: OrgScope,
  claimed: Claimed,
  outcome: HandOver,
): Promise<number | null> {
  const { sql, orgId } = scope;
  const id = claimed.messageId;
  if (outcome.outcome === "accepted") {
    await sql`
      update deliveries set state = case when rank < ${rankOf("accepted")} then 'accepted' else state end,
        rank = greatest(rank, ${rankOf("accepted")}), pending = false,
        unsettled = false, provider_id = coalesce(provider_id, ${outcome.providerId}), accepted_at = coalesce(accepted_at, app_now())
      where org_id = ${orgId} and message_id = ${id}`;
    await confirmAddress(scope, claimed, outcome);
    await recordSent(scope, [id]);
    await settleEarly(scope, claimed.account.id, [outcome.providerId]);
    return null;
  }
  if (outcome.outcome === "unknown") {
    await sql`
      update deliveries set state = 'unknown', rank = ${rankOf("unknown")}, pending = false, unsettled = true,
        failure = ${asRow({ code: "unknown", detail: outcome.detail })}::text::jsonb
      where org_id = ${orgId} and message_id = ${id} and rank < ${rankOf("unknown")}
        and attempts = ${claimed.attempts}`;
    return null;
  }
  const failure = asRow({ code: outcome.code, detail: outcome.detail });
  const again = outcome.outcome === "again" && (outcome.throttled || claimed.attempts < mostAttempts);
  if (again) {
    // Still `claimed`, so that what follows waits; `retry_at` says that the carrier did not take it and it may be tried again.
    const wait = Math.min(outcome.afterMs * 2 ** Math.min(claimed.attempts - 1, 6), 600_000);
    await sql`
      update deliveries set retry_at = now() + ${wait} * interval '1 millisecond', failure = ${failure}::text::jsonb
      where org_id = ${orgId} and message_id = ${id} and rank = ${rankOf("claimed")}
        and attempts = ${claimed.attempts}`;
    return wait;
  }
  await sql`
    update deliveries set state = 'rejected', rank = ${rankOf("rejected")}, pending = false, failed_at = app_now(), failure = ${failure}::text::jsonb
    where org_id = ${orgId} and message_id = ${id} and rank < ${rankOf("rejected")}
      and attempts = ${claimed.attempts}`;
  return null;
}

/** What was dialled and what the carrier confirmed may differ; the next answer goes to the confirmed one. */
async function confirmAddress(
  scope: OrgScope,
  claimed: Claimed,
  outcome: Extract<HandOver, { outcome: "accepted" }>,
): Promise<void> {
  const confirmed = outcome.confirmedAddress;
  if (!confirmed || confirmed.kind !== claimed.to.kind) return;
  if (claimed.confirmed && confirmed.address === claimed.to.address) return;
  await scope.sql`
    update identities i set address = ${confirmed.address}, confirmed_at = coalesce(i.confirmed_at, app_now()) from conversations c
    where i.org_id = ${scope.orgId} and c.org_id = i.org_id and c.id = ${claimed.conversationId} and i.id = c.identity_id
      and i.kind = ${confirmed.kind}`;
}
