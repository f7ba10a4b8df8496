import type { OrgScope } from "@/db/org";
import { asRow } from "@/db/rows";
import { record } from "@/server/audit/record";
import { publish } from "@/server/realtime/publish";

export interface HealthReport {
  accountId: string | null;
  connectionId: string | null;
  /** Fields of AccountHealth; `address` picks the number where the carrier names it by its digits alone. */
  health: Record<string, unknown>;
  at: Date;
}

/** Keeps what the carrier says of a number (or, without one, of every number of the connection). */
export async function recordHealth(scope: OrgScope, report: HealthReport): Promise<void> {
  const { address, ...health } = report.health;
  const digits = typeof address === "string" ? address.replace(/\D/g, "") : null;
  const patch = asRow({ ...health, checkedAt: report.at.toISOString() });
  const rows = await scope.sql<{ id: string }[]>`
    update channel_accounts set health = health || ${patch}::text::jsonb
    where org_id = ${scope.orgId}
      and case when ${report.accountId}::uuid is not null then id = ${report.accountId}
          when ${digits}::text is not null then regexp_replace(address, '\D', '', 'g') = ${digits}
          else connection_id = ${report.connectionId}::uuid end
    returning id`;
  if (rows.length === 0) return;
  await record(scope, {
    action: "number.reported",
    subject: ["number", rows[0]?.id ?? null],
    details: { fields: Object.keys(health) },
  });
  await publish(
    scope,
    rows.map((r) => ({ kind: "number", id: r.id })),
  );
}

/** Keeps the last trouble of a connection, for the page that says which link is broken. */
export async function recordTrouble(
  scope: OrgScope,
  connectionId: string,
  code: string,
  detail: string,
): Promise<void> {
  const trouble = asRow({ code, detail, at: scope.now.toISOString() });
  await scope.sql`update connections set last_error = ${trouble}::text::jsonb where org_id = ${scope.orgId} and id = ${connectionId}`;
  await record(scope, {
    action: "connection.troubled",
    subject: ["connection", connectionId],
    details: { code },
  });
  await publish(scope, [{ kind: "number", id: null }]);
}

/** The carrier answers again: the trouble is over, unless it kept us from subscribing. Does nothing where there was none. */
export async function endTrouble(scope: OrgScope, connectionId: string): Promise<void> {
  const [ended] = await scope.sql`
    update connections set last_error = null
    where org_id = ${scope.orgId} and id = ${connectionId} and subscribed_at is not null and last_error is not null returning id`;
  if (!ended) return;
  await record(scope, { action: "connection.recovered", subject: ["connection", connectionId] });
  await publish(scope, [{ kind: "number", id: null }]);
}
