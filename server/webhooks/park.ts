import { newId } from "@/db/id";
import type { OrgScope } from "@/db/org";
import { asRows } from "@/db/rows";
import { record } from "@/server/audit/record";
import { publish } from "@/server/realtime/publish";
import type { Part } from "./store";

/** Keeps what we cannot act on, with its reason, where the organization's administrators see it and can replay it. */
export async function park(scope: OrgScope, parts: (Part & { reason: string })[]): Promise<void> {
  if (parts.length === 0) return;
  const rows = parts.map((p) => ({ ...p, id: newId(), hash: p.hash.toString("hex") }));
  await scope.sql`
    insert into parked_parts (id, connection_id, field, reason, payload, part_hash)
    select id, "connectionId", field, reason, payload, hash from jsonb_to_recordset(${asRows(rows)}::text::jsonb)
      as x(id uuid, "connectionId" uuid, field text, reason text, payload text, hash text)
    on conflict (org_id, part_hash) do update set reason = excluded.reason, replayed_at = null`;
  await record(scope, {
    action: "part.parked",
    subject: ["part", rows[0]?.id ?? null],
    details: { reasons: parts.map((p) => p.reason) },
  });
  await publish(scope, [{ kind: "parked", id: null }]);
}
