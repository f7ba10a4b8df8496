import type { OrgScope } from "@/db/org";
import { publish } from "@/server/realtime/publish";

/** Between two notes of one number, in ms: health needs no finer grain, and a hot row would cost every webhook. */
const every = 15_000;
const noted = new Map<string, number>();

/** Notes that the carrier's callbacks arrive, for the health of the number and for who waits for the first one. */
export async function noteWebhook(
  scope: OrgScope,
  accountIds: string[],
  connectionId: string | null,
): Promise<void> {
  const now = Date.now();
  const key = connectionId ?? "platform";
  const due = [...accountIds, key].filter((id) => now - (noted.get(id) ?? 0) > every);
  if (due.length === 0) return;
  for (const id of due) noted.set(id, now);
  await scope.sql`update channel_accounts set last_webhook_at = now() where org_id = ${scope.orgId} and id = any(${accountIds}::uuid[])`;
  if (connectionId)
    await scope.sql`update connections set last_webhook_at = now() where org_id = ${scope.orgId} and id = ${connectionId}`;
  await publish(
    scope,
    accountIds.map((id) => ({ kind: "number", id })),
  );
}
