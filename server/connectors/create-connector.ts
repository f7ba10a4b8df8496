import { newId } from "@/db/id";
import { inOrg } from "@/db/org";
import { asRow } from "@/db/rows";
import { record } from "@/server/audit/record";
import { DomainError } from "@/server/errors";
import { publish } from "@/server/realtime/publish";
import type { Scope } from "@/server/scope";
import { checkConnector } from "./check-connector";
import type { ConnectorInput } from "./schema";
import { sealHeaders } from "./secrets";

/** More sources than this are a mistake. */
const mostConnectors = 50;

/**
 * Defines a source. Throws ADDRESS_REFUSED for one that is not of the open internet, INVALID ("body", "secrets"), and CONFLICT where
 * the name is taken ("name") or there are too many ("count").
 */
export async function createConnector(scope: Scope, input: ConnectorInput): Promise<{ connectorId: string }> {
  checkConnector(input);
  const connectorId = newId();
  const { name, method, url, body, mapping, many, cacheSeconds, timeoutMs, retries } = input;
  const headers = sealHeaders({ orgId: scope.orgId, connectorId, url }, input.headers);
  return inOrg(scope, async (s) => {
    const [there] = await s.sql<{ count: number }[]>`
      select count(*)::int from connectors where org_id = ${s.orgId} and archived_at is null`;
    if ((there?.count ?? 0) >= mostConnectors) throw new DomainError("CONFLICT", { what: "count" });
    const [made] = await s.sql`
      insert into connectors (id, name, method, url, headers, body, mapping, many, cache_seconds, timeout_ms, retries, created_at, updated_at)
      values (${connectorId}, ${name}, ${method}, ${url}, ${asRow(headers)}::text::jsonb, ${method === "POST" ? body : null},
        ${asRow(mapping)}::text::jsonb, ${many && asRow(many)}::text::jsonb, ${cacheSeconds}, ${timeoutMs}, ${retries}, app_now(), app_now())
      on conflict do nothing returning id`;
    if (!made) throw new DomainError("CONFLICT", { what: "name" });
    await s.sql`insert into connector_health (connector_id) values (${connectorId})`;
    await record(s, { action: "connector.created", subject: ["connector", connectorId] });
    await publish(s, [{ kind: "connector", id: connectorId }]);
    return { connectorId };
  });
}
