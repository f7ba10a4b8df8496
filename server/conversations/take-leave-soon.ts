import { inOrg } from "@/db/org";
import { conversationClosed } from "@/server/events";
import { inngest } from "@/server/inngest-client";
import { log } from "@/server/log";
import type { Scope } from "@/server/scope";

/** Leaves the leave-taking of closed conversations with the job engine, for numbers that say something then. */
export async function takeLeaveSoon(scope: Scope, conversationIds: string[]): Promise<void> {
  const rows = await inOrg(
    scope,
    (s) => s.sql<{ id: string; closed_at: string }[]>`
      select c.id, c.closed_at from conversations c join channel_accounts a on a.org_id = c.org_id and a.id = c.channel_account_id
      where c.org_id = ${s.orgId} and c.id = any(${conversationIds}::uuid[]) and c.state = 'closed'
        and case c.close_reason when 'silent' then coalesce(a.settings -> 'standardMessages' ->> 'abandoned', '')
          else concat(a.settings -> 'standardMessages' ->> 'closing', a.settings -> 'standardMessages' ->> 'rating') end <> ''`,
  );
  if (rows.length === 0) return;
  const { orgId } = scope;
  const events = rows.map(({ id, closed_at }) =>
    conversationClosed.create({ orgId, conversationId: id, closedAt: new Date(closed_at).toISOString() }),
  );
  // Nobody waits for the engine; without it the customer hears nothing more, as before.
  inngest.send(events).catch((error) => log().warn({ err: error }, "A closing is not announced"));
}
