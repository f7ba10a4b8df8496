import { inOrg, type OrgScope } from "@/db/org";
import { record } from "@/server/audit/record";
import { publish } from "@/server/realtime/publish";
import type { Scope } from "@/server/scope";
import { deliveriesSettled, deliverSoon } from "./deliver";
import { deadClaim, rankOf } from "./rules/delivery-state";

/** So long the carrier's callbacks have to settle an unknown outcome, in minutes. */
const patience = 15;

/**
 * What a crash left half done: queued messages go on their way; a dead claim is `unknown`, since nobody knows whether it was handed
 * over, and is never handed over again; what stayed unknown is `unconfirmed`, and a person decides.
 */
export async function settleDeliveries(scope: Scope): Promise<void> {
  const waiting = await inOrg(scope, async (s) => {
    await mark(s, "unknown");
    await mark(s, "unconfirmed");
    return s.sql<{ conversation_id: string }[]>`
      select distinct conversation_id from deliveries where org_id = ${s.orgId} and pending
        and campaign_id is null and (state = 'queued' or retry_at <= now())`;
  });
  for (const { conversation_id } of waiting) deliverSoon(scope.orgId, conversation_id);
  await deliveriesSettled();
}

async function mark(s: OrgScope, state: "unknown" | "unconfirmed"): Promise<void> {
  const rows =
    state === "unknown"
      ? await s.sql<{ message_id: string; conversation_id: string }[]>`
          update deliveries set state = 'unknown', rank = ${rankOf(state)}, pending = false, unsettled = true, failure = '{"code":"crash"}'
          where org_id = ${s.orgId} and pending and state = 'claimed' and retry_at is null
            and claimed_at < now() - ${deadClaim} * interval '1 second' returning message_id, conversation_id`
      : await s.sql<{ message_id: string; conversation_id: string }[]>`
          update deliveries set state = 'unconfirmed', rank = ${rankOf(state)}, unsettled = false
          where org_id = ${s.orgId} and state = 'unknown' and unsettled
            and coalesce(claimed_at, queued_at) < now() - ${patience} * interval '1 minute' returning message_id, conversation_id`;
  if (rows.length === 0) return;
  await record(s, {
    action: `delivery.${state}`,
    subject: ["message", rows[0]?.message_id ?? null],
    details: { ids: rows.map((r) => r.message_id) },
  });
  await publish(
    s,
    rows.map((r) => ({ kind: "conversation", id: r.conversation_id })),
  );
}
