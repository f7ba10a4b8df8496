import { z } from "zod";
import { inOrg, type OrgScope } from "@/db/org";
import { record } from "@/server/audit/record";
import { DomainError } from "@/server/errors";
import { publish } from "@/server/realtime/publish";
import type { Scope } from "@/server/scope";

export const replayInput = z.object({ id: z.uuid() });

/** Applies a stored part once more; the reasons for which it had to be parked again, none when it was applied. */
export type Resume = (connectionId: string | null, payload: string) => Promise<string[]>;

/**
 * Tries a parked part again: after its number was connected, say, or with what we have learnt since. What is applied leaves the
 * list; what is not stays with its reason of now. Throws NOT_FOUND for a part that is not here or is settled.
 */
export async function replayParked(
  scope: Scope,
  { id }: z.infer<typeof replayInput>,
  resume: Resume,
): Promise<{ applied: boolean; reason: string | null }> {
  const [part] = await inOrg(
    scope,
    (s) => s.sql<{ connection_id: string | null; payload: string }[]>`
      select connection_id, payload from parked_parts where org_id = ${s.orgId} and id = ${id} and replayed_at is null`,
  );
  if (!part) throw new DomainError("NOT_FOUND");
  const [reason = null] = await resume(part.connection_id, part.payload);
  await inOrg(scope, async (s) => {
    await s.sql`
      update parked_parts set replayed_at = case when ${reason}::text is null then now() end, reason = coalesce(${reason}, reason)
      where org_id = ${s.orgId} and id = ${id}`;
    await record(s, { action: "part.replayed", subject: ["part", id], details: { reason } });
    await publish(s, [{ kind: "parked", id }]);
  });
  return { applied: reason === null, reason };
}

/** The edits and revokes that came before one of these messages and wait for it. Inside the transaction that brings the messages. */
export async function parkedFor(scope: OrgScope, providerIds: string[]): Promise<string[]> {
  if (providerIds.length === 0) return [];
  const rows = await scope.sql<{ id: string }[]>`
    select id from parked_parts where org_id = ${scope.orgId} and replayed_at is null
      and reason in ('edit-of-unknown-message', 'revoke-of-unknown-message')
      and exists (select 1 from unnest(${providerIds}::text[]) p(id) where position(p.id in payload) > 0)
    order by received_at, id`;
  return rows.map((row) => row.id);
}
