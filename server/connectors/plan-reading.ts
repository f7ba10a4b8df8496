import type { OrgScope } from "@/db/org";
import { DomainError } from "@/server/errors";
import type { Source } from "./ask-source";
import { type LiveValues, liveValues } from "./queries";
import { type Breaker, breakerAt } from "./rules/breaker";
import type { ManyWay } from "./rules/many";
import type { Mapping } from "./rules/mapping";
import { isAnswer, type LiveOutcome } from "./rules/outcome";
import type { Variables } from "./rules/template";
import { variablesOf } from "./variables";

export interface LiveSource extends Source {
  name: string;
  /** Of it only what still has a place: archived attributes and objects are passed over. */
  mapping: Mapping;
  /** Null: it takes one contact at a time, always or for now. */
  many: ManyWay | null;
  /** So many times in a row it did not take the request about many. */
  refusals: number;
  cacheSeconds: number;
}

/** What is known of a contact from one source before it is asked. */
export interface Known {
  attemptedAt: Date;
  goodAt: Date | null;
  failingSince: Date | null;
  outcome: LiveOutcome;
  status: number | null;
}

export interface Ask {
  source: LiveSource;
  contactId: string;
  variables: Variables;
  known: Known | null;
  /** What this source said before. */
  values: LiveValues | undefined;
  /** `keep`: what is known is young enough. `wait`: the source is left alone for now. */
  way: "ask" | "keep" | "wait";
}

export interface Plan {
  now: Date;
  asks: Ask[];
}

export interface Wanted {
  connectorId?: string;
  contactIds: string[];
  /** Null: as old as each connector's cache allows. */
  notOlderThan: Date | null;
}

/**
 * Who is asked about whom, and with which values. Where a source has been left alone long enough, whoever comes first asks for all.
 * Throws NOT_FOUND for a contact or connector that is not here.
 */
export async function planReading(s: OrgScope, wanted: Wanted): Promise<Plan> {
  const [sources, known, variables, kept] = await Promise.all([
    sourcesOf(s, wanted.connectorId),
    knownOf(s, wanted),
    variablesOf(s, wanted.contactIds),
    liveValues(s, wanted.contactIds),
  ]);
  if (wanted.connectorId && sources.length === 0) throw new DomainError("NOT_FOUND");
  if (variables.size < new Set(wanted.contactIds).size) throw new DomainError("NOT_FOUND");
  const now = variables.values().next().value?.now ?? s.now;
  const asks: Ask[] = [];
  for (const { breaker, ...source } of sources) {
    const own = [...variables].map(([contactId, { values: filled }]): Ask => {
      const there = known.get(`${source.id}:${contactId}`) ?? null;
      const since = wanted.notOlderThan ?? new Date(now.getTime() - source.cacheSeconds * 1000);
      const values = kept.get(`${source.id}:${contactId}`);
      return {
        values,
        source,
        contactId,
        variables: filled,
        known: there,
        way: isYoung(there, since) ? "keep" : "ask",
      };
    });
    await heedBreaker(
      s,
      source,
      breakerAt(breaker, now),
      own.filter(({ way }) => way === "ask"),
    );
    asks.push(...own);
  }
  return { now, asks };
}

function isYoung(known: Known | null, since: Date): boolean {
  return known !== null && isAnswer(known.outcome) && known.attemptedAt >= since;
}

async function heedBreaker(
  { sql, orgId }: OrgScope,
  { id, timeoutMs }: LiveSource,
  state: ReturnType<typeof breakerAt>,
  asks: Ask[],
): Promise<void> {
  if (state === "closed" || asks.length === 0) return;
  const [mine] =
    state === "half-open"
      ? await sql`
        update connector_health set probe_until = app_now() + ${timeoutMs + 5_000} * interval '1 millisecond'
        where org_id = ${orgId} and connector_id = ${id} and open_until <= app_now()
          and (probe_until is null or probe_until <= app_now()) returning connector_id`
      : [];
  for (const ask of mine ? asks.slice(1) : asks) ask.way = "wait";
}

interface SourceRow extends LiveSource {
  open_until: string | null;
  probe_until: string | null;
  attributes: string[];
  types: string[];
}

async function sourcesOf(
  { sql, orgId }: OrgScope,
  connectorId?: string,
): Promise<(LiveSource & { breaker: Breaker })[]> {
  const rows = await sql<SourceRow[]>`
    select k.id, k.name, k.method, k.url, k.headers, k.body, k.mapping,
      case when h.many_until > app_now() then null else k.many end as many, coalesce(h.many_refusals, 0) as refusals, k.cache_seconds as "cacheSeconds",
      k.timeout_ms as "timeoutMs", k.retries, h.open_until, h.probe_until,
      array(select key from attribute_definitions a where a.org_id = ${orgId} and a.archived_at is null) as attributes,
      array(select key from object_types t where t.org_id = ${orgId} and t.archived_at is null) as types
    from connectors k left join connector_health h on h.org_id = k.org_id and h.connector_id = k.id
    where k.org_id = ${orgId} and k.archived_at is null and (${connectorId ?? null}::uuid is null or k.id = ${connectorId ?? null})
    order by k.id`;
  return rows.map(({ open_until, probe_until, attributes, types, mapping, ...source }) => ({
    ...source,
    mapping: {
      attributes: mapping.attributes.filter(({ key }) => attributes.includes(key)),
      objects: mapping.objects.filter(({ typeKey }) => types.includes(typeKey)),
    },
    breaker: { openUntil: dateOf(open_until), probeUntil: dateOf(probe_until) },
  }));
}

async function knownOf(
  { sql, orgId }: OrgScope,
  { connectorId, contactIds }: Wanted,
): Promise<Map<string, Known>> {
  const rows = await sql<
    {
      key: string;
      attempted_at: string;
      good_at: string | null;
      failing_since: string | null;
      outcome: LiveOutcome;
      status: number | null;
    }[]
  >`
    select connector_id || ':' || contact_id as key, attempted_at, good_at, failing_since, outcome, status from connector_readings
    where org_id = ${orgId} and contact_id = any(${contactIds}::uuid[])
      and (${connectorId ?? null}::uuid is null or connector_id = ${connectorId ?? null})`;
  return new Map(
    rows.map(({ key, attempted_at, good_at, failing_since, outcome, status }) => [
      key,
      {
        attemptedAt: new Date(attempted_at),
        goodAt: dateOf(good_at),
        failingSince: dateOf(failing_since),
        outcome,
        status,
      },
    ]),
  );
}

const dateOf = (text: string | null): Date | null => (text === null ? null : new Date(text));
