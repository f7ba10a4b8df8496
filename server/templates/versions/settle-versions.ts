import type { OrgScope } from "@/db/org";

/**
 * Writes the carrier's verdict on the versions of a connection that wait for it, in the transaction of the verb that learnt it. What is
 * paused or disabled was approved before.
 */
export async function settleVersions({ sql, orgId }: OrgScope, connectionId: string): Promise<void> {
  await sql`
    update template_versions v set state = case t.status when 'REJECTED' then 'rejected' else 'approved' end,
      reason = case t.status when 'REJECTED' then t.reason end, decided_at = app_now()
    from templates t
    where v.org_id = ${orgId} and v.connection_id = ${connectionId} and v.state = 'submitted' and t.org_id = v.org_id
      and t.id = v.template_id and t.status in ('APPROVED', 'REJECTED', 'PAUSED', 'DISABLED')`;
}
