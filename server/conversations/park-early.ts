import { createHash } from "node:crypto";
import { inOrg } from "@/db/org";
import type { Scope } from "@/server/scope";
import { park } from "@/server/webhooks/park";
import { settleEarly } from "./settle-early";

/** So long a status may wait for its message, in minutes; longer than any hand-over and its retries. */
const patience = 30;

/** Statuses that came early are tried again; those that still speak of no message of ours are parked, visible and replayable. */
export async function parkEarly(scope: Scope): Promise<void> {
  await inOrg(scope, async (s) => {
    const known = await s.sql<{ channel_account_id: string; provider_id: string }[]>`
      select distinct e.channel_account_id, e.provider_id from early_statuses e
        join deliveries d on d.org_id = e.org_id and d.channel_account_id = e.channel_account_id and d.provider_id = e.provider_id
      where e.org_id = ${s.orgId} limit 1000`;
    for (const one of known) await settleEarly(s, one.channel_account_id, [one.provider_id]);
    const old = await s.sql<{ status: Record<string, unknown> }[]>`
      delete from early_statuses where org_id = ${s.orgId} and received_at < now() - ${patience} * interval '1 minute' returning status`;
    await park(
      s,
      old.map(({ status }) => parked(status)),
    );
  });
}

function parked(status: Record<string, unknown>) {
  const payload = JSON.stringify(status);
  const hash = createHash("sha256").update(payload).digest();
  return { hash, connectionId: null, field: "status", payload, reason: "status-of-unknown-message" };
}
