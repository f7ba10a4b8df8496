import type { z } from "zod";
import { inOrg, type OrgScope } from "@/db/org";
import { asRow } from "@/db/rows";
import { record } from "@/server/audit/record";
import { DomainError } from "@/server/errors";
import { publish } from "@/server/realtime/publish";
import type { Scope } from "@/server/scope";
import { checkConnector } from "./check-connector";
import type { connectorChange, KeptHeader } from "./schema";
import { sealHeaders } from "./secrets";

/**
 * Changes a source; it is asked anew, whatever was wrong with it before. Throws as defining one does; NOT_FOUND; CONFLICT ("version")
 * where somebody changed it meanwhile; INVALID ("secrets") where secrets shall stay although it is another host now.
 */
export async function updateConnector(scope: Scope, input: z.infer<typeof connectorChange>): Promise<void> {
  checkConnector(input);
  const { connectorId, name, method, url, body, mapping, many, cacheSeconds, timeoutMs, retries } = input;
  await inOrg(scope, async (s) => {
    const before = await held(s, input);
    const headers = sealHeaders({ orgId: s.orgId, connectorId, url }, input.headers, before.headers);
    await s.sql`
      update connectors set name = ${name}, method = ${method}, url = ${url}, headers = ${asRow(headers)}::text::jsonb,
        body = ${method === "POST" ? body : null}, mapping = ${asRow(mapping)}::text::jsonb, many = ${many && asRow(many)}::text::jsonb, cache_seconds = ${cacheSeconds},
        timeout_ms = ${timeoutMs}, retries = ${retries}, version = version + 1, updated_at = app_now()
      where org_id = ${s.orgId} and id = ${connectorId}`;
    await s.sql`
      update connector_health set failures = 0, open_until = null, probe_until = null, many_refusals = 0, many_until = null
      where org_id = ${s.orgId} and connector_id = ${connectorId}`;
    await record(s, {
      action: "connector.changed",
      subject: ["connector", connectorId],
      details: { version: input.version + 1, url: url !== before.url },
    });
    await publish(s, [{ kind: "connector", id: connectorId }]);
  });
}

async function held(
  { sql, orgId }: OrgScope,
  { connectorId, version, name }: z.infer<typeof connectorChange>,
): Promise<{ headers: KeptHeader[]; url: string }> {
  const [found] = await sql<{ headers: KeptHeader[]; url: string; version: number; taken: boolean }[]>`
    select headers, url, version, exists (select 1 from connectors o where o.org_id = ${orgId} and o.id <> ${connectorId}
      and o.archived_at is null and lower(o.name) = lower(${name})) as taken
    from connectors where org_id = ${orgId} and id = ${connectorId} and archived_at is null for update`;
  if (!found) throw new DomainError("NOT_FOUND");
  if (found.version !== version) throw new DomainError("CONFLICT", { what: "version" });
  if (found.taken) throw new DomainError("CONFLICT", { what: "name" });
  return found;
}
