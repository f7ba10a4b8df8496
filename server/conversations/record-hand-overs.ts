import type { OrgScope } from "@/db/org";
import { asRows } from "@/db/rows";
import { together } from "@/db/together";
import type { HandOver } from "@/server/channels/adapter";
import type { Claimed } from "./claim-next";
import { recordSent } from "./record-sent";
import { rankOf } from "./rules/delivery-state";
import { settleEarly } from "./settle-early";

/** How often a hand-over that the carrier refused for now is tried before it counts as refused. */
const mostAttempts = 5;

export interface HandedOver {
  claimed: Claimed;
  outcome: HandOver;
}

type With<O extends HandOver["outcome"]> = { claimed: Claimed; outcome: Extract<HandOver, { outcome: O }> };
type Refused = With<"rejected" | "again">;

/**
 * Writes down what became of hand-overs, in one statement per kind of outcome. Only upwards: a callback may have told more meanwhile. An
 * acceptance makes the usage event and settles the statuses that came before it. Returns for each after how many ms to try again, or
 * null. What is said of an earlier attempt, late or a second time, changes nothing: the next one may be under way.
 */
export async function recordHandOvers(scope: OrgScope, all: HandedOver[]): Promise<(number | null)[]> {
  await lockDeliveries(scope, all);
  const waits = all.map(({ claimed, outcome }) => waitAfter(claimed, outcome));
  const again = all.flatMap((one, n) =>
    isRefused(one) && waits[n] !== null ? [{ ...one, wait: waits[n] }] : [],
  );
  const refused = all.filter((one, n): one is Refused => isRefused(one) && waits[n] === null);
  await together([
    recordAccepted(scope, all.filter(isAccepted)),
    recordUnknown(scope, all.filter(isUnknown)),
    recordAgain(scope, again),
    recordRefused(scope, refused),
  ]);
  return waits;
}

/** In one order for all, which is that in which statuses take them. */
async function lockDeliveries({ sql, orgId }: OrgScope, all: HandedOver[]): Promise<void> {
  if (all.length < 2) return;
  const ids = all.map(({ claimed }) => claimed.messageId);
  await sql`
    select 1 from deliveries where org_id = ${orgId} and message_id = any(${ids}::uuid[]) order by message_id for update`;
}

const isAccepted = (one: HandedOver): one is With<"accepted"> => one.outcome.outcome === "accepted";
const isUnknown = (one: HandedOver): one is With<"unknown"> => one.outcome.outcome === "unknown";
const isRefused = (one: HandedOver): one is Refused => !isAccepted(one) && !isUnknown(one);

function waitAfter({ attempts }: Claimed, outcome: HandOver): number | null {
  if (outcome.outcome !== "again" || (!outcome.throttled && attempts >= mostAttempts)) return null;
  return Math.min(outcome.afterMs * 2 ** Math.min(attempts - 1, 6), 600_000);
}

async function recordAccepted(scope: OrgScope, all: With<"accepted">[]): Promise<void> {
  if (all.length === 0) return;
  const { sql, orgId } = scope;
  const rows = all.map(({ claimed, outcome }) => ({
    id: claimed.messageId,
    provider: outcome.providerId,
    held: outcome.held ?? false,
  }));
  await sql`
    update deliveries d set state = case when rank < ${rankOf("accepted")} then 'accepted' else state end,
      rank = greatest(rank, ${rankOf("accepted")}), pending = false, unsettled = false, held = d.held or x.held,
      provider_id = coalesce(provider_id, x.provider), accepted_at = coalesce(accepted_at, app_now())
    from (select * from jsonb_to_recordset(${asRows(rows)}::text::jsonb) as x(id uuid, provider text, held boolean) limit ${rows.length}) x
    where d.org_id = ${orgId} and d.message_id = x.id`;
  await confirmAddresses(scope, all);
  await recordSent(
    scope,
    rows.map(({ id }) => id),
  );
  for (const account of new Set(all.map(({ claimed }) => claimed.account.id)))
    await settleEarly(
      scope,
      account,
      all.filter(({ claimed }) => claimed.account.id === account).map(({ outcome }) => outcome.providerId),
    );
}

async function recordUnknown({ sql, orgId }: OrgScope, all: With<"unknown">[]): Promise<void> {
  if (all.length === 0) return;
  const rows = all.map(({ claimed, outcome }) => ({
    ...attemptOf(claimed),
    failure: { code: "unknown", detail: outcome.detail },
  }));
  await sql`
    update deliveries d set state = 'unknown', rank = ${rankOf("unknown")}, pending = false, unsettled = true, failure = x.failure
    from (select * from jsonb_to_recordset(${asRows(rows)}::text::jsonb) as x(id uuid, attempts int, failure jsonb) limit ${rows.length}) x
    where d.org_id = ${orgId} and d.message_id = x.id and d.rank < ${rankOf("unknown")} and d.attempts = x.attempts`;
}

/** Still `claimed`, so that what follows waits; `retry_at` says that the carrier did not take it and it may be tried again. */
async function recordAgain(
  { sql, orgId }: OrgScope,
  all: (Refused & { wait: number | null | undefined })[],
): Promise<void> {
  if (all.length === 0) return;
  const rows = all.map(({ claimed, outcome, wait }) => ({
    ...attemptOf(claimed),
    failure: failureOf(outcome),
    wait,
  }));
  await sql`
    update deliveries d set retry_at = now() + x.wait * interval '1 millisecond', failure = x.failure
    from (select * from jsonb_to_recordset(${asRows(rows)}::text::jsonb) as x(id uuid, attempts int, failure jsonb, wait float8)
      limit ${rows.length}) x
    where d.org_id = ${orgId} and d.message_id = x.id and d.rank = ${rankOf("claimed")} and d.attempts = x.attempts`;
}

async function recordRefused({ sql, orgId }: OrgScope, all: Refused[]): Promise<void> {
  if (all.length === 0) return;
  const rows = all.map(({ claimed, outcome }) => ({ ...attemptOf(claimed), failure: failureOf(outcome) }));
  await sql`
    update deliveries d set state = 'rejected', rank = ${rankOf("rejected")}, pending = false, failed_at = app_now(), failure = x.failure
    from (select * from jsonb_to_recordset(${asRows(rows)}::text::jsonb) as x(id uuid, attempts int, failure jsonb) limit ${rows.length}) x
    where d.org_id = ${orgId} and d.message_id = x.id and d.rank < ${rankOf("rejected")} and d.attempts = x.attempts`;
}

const attemptOf = ({ messageId, attempts }: Claimed) => ({ id: messageId, attempts });
const failureOf = ({ code, detail }: Refused["outcome"]) => ({ code, detail });

/** What was dialled and what the carrier confirmed may differ; the next answer goes to the confirmed one. */
async function confirmAddresses({ sql, orgId }: OrgScope, all: With<"accepted">[]): Promise<void> {
  const rows = all.flatMap(({ claimed, outcome: { confirmedAddress: confirmed } }) => {
    if (!confirmed || confirmed.kind !== claimed.to.kind) return [];
    if (claimed.confirmed && confirmed.address === claimed.to.address) return [];
    return [{ conversation: claimed.conversationId, ...confirmed }];
  });
  if (rows.length === 0) return;
  await sql`
    update identities i set address = x.address, confirmed_at = coalesce(i.confirmed_at, app_now())
    from (select * from jsonb_to_recordset(${asRows(rows)}::text::jsonb) as x(conversation uuid, kind text, address text) limit ${rows.length}) x
      join conversations c on c.org_id = ${orgId} and c.id = x.conversation
    where i.org_id = ${orgId} and i.id = c.identity_id and i.kind = x.kind`;
}
