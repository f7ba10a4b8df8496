import type { z } from "zod";
import { inOrg } from "@/db/org";
import { record } from "@/server/audit/record";
import { DomainError } from "@/server/errors";
import { publish } from "@/server/realtime/publish";
import type { Scope } from "@/server/scope";
import type { connectorArchiving } from "./schema";

/**
 * Puts a source away, so that it is not asked any more, or brings it back; what it said stays. Throws NOT_FOUND, and CONFLICT ("name")
 * where another is called so by now.
 */
export async function archiveConnector(
  scope: Scope,
  { connectorId, archived }: z.infer<typeof connectorArchiving>,
): Promise<void> {
  await inOrg(scope, async (s) => {
    const [taken] = await s.sql`
      select 1 from connectors k join connectors o on o.org_id = k.org_id and lower(o.name) = lower(k.name) and o.id <> k.id
        and o.archived_at is null where k.org_id = ${s.orgId} and k.id = ${connectorId}`;
    if (taken && !archived) throw new DomainError("CONFLICT", { what: "name" });
    const [changed] = await s.sql`
      update connectors set archived_at = case when ${archived} then coalesce(archived_at, app_now()) end,
        version = version + 1, updated_at = app_now()
      where org_id = ${s.orgId} and id = ${connectorId} returning id`;
    if (!changed) throw new DomainError("NOT_FOUND");
    await record(s, {
      action: archived ? "connector.archived" : "connector.restored",
      subject: ["connector", connectorId],
    });
    await publish(s, [{ kind: "connector", id: connectorId }]);
  });
}
