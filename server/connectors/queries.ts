import type { z } from "zod";
import { inOrg, type OrgScope } from "@/db/org";
import type { AttributeValue } from "@/server/contacts/rules/attribute";
import type { contactRef } from "@/server/contacts/schema";
import { DomainError } from "@/server/errors";
import type { MemberScope } from "@/server/scope";
import { breakerAt } from "./rules/breaker";
import type { ManyWay } from "./rules/many";
import { type Mapping, mostRows } from "./rules/mapping";
import type { LiveOutcome } from "./rules/outcome";
import { originOf } from "./rules/template";
import type { connectorRef, KeptHeader } from "./schema";

export interface ListedConnector {
  id: string;
  name: string;
  host: string;
  method: "GET" | "POST";
  archived: boolean;
  /** `new`: never asked. `paused`: left alone for a while, since it failed. */
  health: "new" | "fine" | "failing" | "paused";
  outcome: LiveOutcome | null;
  status: number | null;
  ms: number | null;
  attemptedAt: Date | null;
  goodAt: Date | null;
  openUntil: Date | null;
  /** It did not take the request about many several times in a row: until then it is asked about each alone. */
  aloneUntil: Date | null;
}

interface HealthRow {
  outcome: LiveOutcome | null;
  status: number | null;
  ms: number | null;
  attempted_at: string | null;
  good_at: string | null;
  open_until: string | null;
  probe_until: string | null;
  alone_until: string | null;
  now: string;
}

type ListRow = HealthRow & {
  id: string;
  name: string;
  url: string;
  method: "GET" | "POST";
  archived: boolean;
};

/** Every source, in the order of the names, those put away last. */
export async function listConnectors(scope: MemberScope): Promise<ListedConnector[]> {
  const rows = await inOrg(
    scope,
    ({ sql, orgId }) => sql<ListRow[]>`
      select k.id, k.name, k.url, k.method, k.archived_at is not null as archived, h.outcome, h.status, h.ms, h.attempted_at,
        h.good_at, h.open_until, h.probe_until, app_now() as now,
        case when h.many_until > app_now() and k.many is not null then h.many_until end as alone_until
      from connectors k left join connector_health h on h.org_id = k.org_id and h.connector_id = k.id
      where k.org_id = ${orgId} order by archived, lower(k.name)`,
  );
  return rows.map(({ id, name, url, method, archived, ...row }) => ({
    id,
    name,
    host: new URL(originOf(url)).host,
    method,
    archived,
    ...healthOf(row),
  }));
}

function healthOf(row: HealthRow) {
  const at = (text: string | null) => (text === null ? null : new Date(text));
  const breaker = { openUntil: at(row.open_until), probeUntil: at(row.probe_until) };
  const good = row.outcome === "ok" || row.outcome === "not-found";
  const state = breakerAt(breaker, new Date(row.now)) === "open" ? "paused" : good ? "fine" : "failing";
  const { outcome, status, ms } = row;
  return {
    health: outcome === null ? ("new" as const) : (state as ListedConnector["health"]),
    outcome,
    status,
    ms,
    attemptedAt: at(row.attempted_at),
    goodAt: at(row.good_at),
    openUntil: breaker.openUntil,
    aloneUntil: at(row.alone_until),
  };
}

export interface EditedConnector {
  id: string;
  version: number;
  name: string;
  method: "GET" | "POST";
  url: string;
  /** A secret's value is null: nobody sees it again. */
  headers: { name: string; secret: boolean; value: string | null }[];
  body: string | null;
  mapping: Mapping;
  many: ManyWay | null;
  cacheSeconds: number;
  timeoutMs: number;
  retries: number;
  archived: boolean;
}

/** One source as it is edited. Throws NOT_FOUND. */
export async function findConnector(
  scope: MemberScope,
  { connectorId }: z.infer<typeof connectorRef>,
): Promise<EditedConnector> {
  const [row] = await inOrg(
    scope,
    ({ sql, orgId }) => sql<(Omit<EditedConnector, "headers"> & { headers: KeptHeader[] })[]>`
      select id, version, name, method, url, headers, body, mapping, many, cache_seconds as "cacheSeconds", timeout_ms as "timeoutMs",
        retries, archived_at is not null as archived from connectors where org_id = ${orgId} and id = ${connectorId}`,
  );
  if (!row) throw new DomainError("NOT_FOUND");
  const headers = row.headers.map((one) => ({
    name: one.name,
    secret: "sealed" in one,
    value: "sealed" in one ? null : one.value,
  }));
  return { ...row, headers };
}

export interface ContactReading {
  connectorId: string;
  name: string;
  /** Null: never asked about this contact. */
  outcome: LiveOutcome | null;
  asOf: Date | null;
  failingSince: Date | null;
  attemptedAt: Date | null;
  /** Whether it would be asked now. */
  stale: boolean;
}

/** What came of asking about a contact, by source; asks nobody. Throws NOT_FOUND. */
export async function contactReadings(
  scope: MemberScope,
  { contactId }: z.infer<typeof contactRef>,
): Promise<ContactReading[]> {
  const rows = await inOrg(
    scope,
    ({ sql, orgId }) => sql<(ContactReading & { contact: string; connectorId: string | null })[]>`
      select c.id as contact, k.id as "connectorId", k.name, r.outcome, r.good_at as "asOf", r.failing_since as "failingSince",
        r.attempted_at as "attemptedAt", coalesce(r.outcome not in ('ok', 'not-found')
          or r.attempted_at < app_now() - k.cache_seconds * interval '1 second', true) as stale
      from contacts c left join connectors k on k.org_id = c.org_id and k.archived_at is null
      left join connector_readings r on r.org_id = c.org_id and r.connector_id = k.id and r.contact_id = c.id
      where c.org_id = ${orgId} and c.id = ${contactId} order by lower(k.name)`,
  );
  if (rows.length === 0) throw new DomainError("NOT_FOUND");
  const at = (value: Date | null) => (value === null ? null : new Date(value));
  return rows.flatMap(({ contact, connectorId, ...row }) =>
    connectorId === null
      ? []
      : [
          {
            ...row,
            connectorId,
            asOf: at(row.asOf),
            failingSince: at(row.failingSince),
            attemptedAt: at(row.attemptedAt),
          },
        ],
  );
}

/** What one source says of one contact: attributes by key, objects by type. */
export interface LiveValues {
  attributes: Record<string, AttributeValue>;
  objects: Record<string, { externalKey: string; values: Record<string, AttributeValue> }[]>;
}

interface ValueRow {
  contact_id: string;
  source: string;
  type_key: string | null;
  key: string;
  value: unknown;
}

/** By `connectorId:contactId`: what is kept of contacts that a source said, however long ago. */
export async function liveValues(
  { sql, orgId }: OrgScope,
  contactIds: string[],
): Promise<Map<string, LiveValues>> {
  const rows = await sql<ValueRow[]>`
    select k.id as contact_id, s.value ->> 'source' as source, null as type_key, s.key, k.attributes -> s.key as value
    from contacts k cross join lateral jsonb_each(k.attribute_sources) s
    where k.org_id = ${orgId} and k.id = any(${contactIds}::uuid[]) and k.attributes ? s.key and s.value ->> 'source' is not null
    union all
    select contact_id, source::text, type_key, external_key, values from contact_objects
    where org_id = ${orgId} and contact_id = any(${contactIds}::uuid[]) and source is not null
    limit ${contactIds.length * mostRows}`;
  const found = new Map<string, LiveValues>();
  for (const { contact_id, source, type_key, key, value } of rows) {
    const at = `${source}:${contact_id}`;
    const own = found.get(at) ?? { attributes: {}, objects: {} };
    found.set(at, own);
    if (type_key === null) own.attributes[key] = value as AttributeValue;
    else {
      own.objects[type_key] ??= [];
      own.objects[type_key]?.push({ externalKey: key, values: value as Record<string, AttributeValue> });
    }
  }
  return found;
}
