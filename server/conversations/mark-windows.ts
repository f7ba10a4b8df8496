import { inOrg } from "@/db/org";
import { record } from "@/server/audit/record";
import { publish } from "@/server/realtime/publish";
import type { Scope } from "@/server/scope";

/**
 * Windows that ended without an answer become `missed`; those with less than two hours left are marked as warned, once. Both by the
 * organization's clock; the queues show the same a moment earlier by themselves.
 */
export async function markWindows(scope: Scope): Promise<void> {
  await inOrg(scope, async (s) => {
    const missed = await s.sql<{ id: string }[]>`
      update conversations set missed = true where org_id = ${s.orgId} and state = 'open' and awaiting_since is not null and not missed
        and window_expires_at <= app_now() returning id`;
    const warned = await s.sql<{ id: string }[]>`
      update conversations set window_warned_at = app_now() where org_id = ${s.orgId} and state = 'open' and awaiting_since is not null
        and not missed and window_warned_at is null and window_expires_at <= app_now() + interval '2 hours' returning id`;
    const ids = [...missed, ...warned].map((r) => r.id);
    if (ids.length === 0) return;
    const details = { missed: missed.map((r) => r.id), warned: warned.map((r) => r.id) };
    await record(s, { action: "windows.marked", subject: ["conversation", ids[0] ?? null], details });
    await publish(
      s,
      ids.map((id) => ({ kind: "conversation", id })),
    );
  });
}
