import { inOrg, type OrgScope } from "@/db/org";
import { asRows } from "@/db/rows";
import { writeObjects } from "@/server/contacts/objects/write-objects";
import { writeAttributes } from "@/server/contacts/write-attributes";
import type { Scope } from "@/server/scope";
import type { Said } from "./ask-source";
import type { Known, LiveSource } from "./plan-reading";
import { type LiveValues, liveValues } from "./queries";
import { openForMs } from "./rules/breaker";
import type { Mapped } from "./rules/mapping";
import { isAnswer, isFault, isUnasked, type LiveOutcome } from "./rules/outcome";

export interface Readings {
  source: LiveSource;
  /** When it was asked: what it says is as of then. */
  at: Date;
  said: Said;
  people: Reading[];
}

export interface Reading {
  contactId: string;
  outcome: LiveOutcome;
  /** With `ok` alone. */
  mapped: Mapped | null;
}

export interface Kept {
  known: Known;
  /** Absent where there is nothing from this source. */
  values: LiveValues | undefined;
}

/**
 * Keeps what a source said of contacts, with what was mapped of it, in one transaction and as many statements for one as for hundreds;
 * what it did not say leaves the last values with their age. What belongs to one step goes in one flight, since somebody waits. By
 * contact; who is another by now is absent.
 */
export async function keepReadings(scope: Scope, readings: Readings): Promise<Map<string, Kept>> {
  return inOrg(scope, async (s) => {
    const here = await held(s, readings.people);
    const ids = here.map(({ contactId }) => contactId);
    if (ids.length === 0) return new Map();
    const mismatched = await keepValues(s, readings, here);
    const people = here.map((one) =>
      mismatched.has(one.contactId) ? { ...one, outcome: "mismatch" as const } : one,
    );
    const [known, values] = await Promise.all([
      keepOutcomes(s, readings, people),
      liveValues(s, ids),
      keepHealth(s, readings, outcomeOf(people)),
    ]);
    return new Map(
      [...known].map(([id, one]) => [id, { known: one, values: values.get(`${readings.source.id}:${id}`) }]),
    );
  });
}

/** Those who are still themselves, in one order, so that two answers about the same people do not interlock. */
async function held({ sql, orgId }: OrgScope, people: Reading[]): Promise<Reading[]> {
  const ids = people.map(({ contactId }) => contactId);
  const rows = await sql<{ id: string }[]>`
    select id from contacts where org_id = ${orgId} and id = any(${ids}::uuid[]) and merged_into is null order by id for no key update`;
  const here = new Set(rows.map(({ id }) => id));
  return people.filter(({ contactId }) => here.has(contactId));
}

/** Whose answer was not what was mapped, as a whole or in part. */
async function keepValues(
  s: OrgScope,
  { source, at: asOf }: Readings,
  people: Reading[],
): Promise<Set<string>> {
  const told = people.flatMap(({ contactId, mapped }) => (mapped ? [{ contactId, ...mapped }] : []));
  const of = { asOf, source: source.id };
  const valued = told.filter(({ attributes }) => Object.keys(attributes).length > 0);
  const attributed = valued.map(({ contactId, attributes }) => ({ contactId, values: attributes }));
  const types = new Set(told.flatMap(({ objects }) => objects.map(({ typeKey }) => typeKey)));
  const kept = await Promise.all([
    ...(attributed.length > 0 ? [writeAttributes(s, { ...of, people: attributed })] : []),
    ...[...types].map((typeKey) => {
      const rows = told.flatMap(({ contactId, objects }) =>
        objects.flatMap((one) => (one.typeKey === typeKey ? [{ contactId, rows: one.rows }] : [])),
      );
      return writeObjects(s, { ...of, typeKey, people: rows, replace: true });
    }),
  ]);
  const refused = kept.flatMap((outcomes) => [...outcomes].filter(([, one]) => one.refused.length > 0));
  const missed = told.filter((one) => one.missed.length > 0).map(({ contactId }) => contactId);
  return new Set([...missed, ...refused.map(([contactId]) => contactId)]);
}

interface OutcomeRow {
  contact_id: string;
  outcome: LiveOutcome;
  status: number | null;
  good_at: string | null;
  failing_since: string | null;
}

async function keepOutcomes(
  { sql, orgId }: OrgScope,
  { source, at, said }: Readings,
  people: Reading[],
): Promise<Map<string, Known>> {
  const when = at.toISOString();
  const list = people.map(({ contactId, outcome }) => ({
    ...{ contact_id: contactId, outcome, status: outcome === "missing" ? null : (said.status ?? null) },
    good_at: outcome === "ok" ? when : null,
    failing_since: ["ok", "not-found", "missing"].includes(outcome) ? null : when,
  }));
  const rows = await sql<OutcomeRow[]>`
    insert into connector_readings as r (connector_id, contact_id, attempted_at, good_at, failing_since, outcome, status)
    select ${source.id}, contact_id, ${when}, good_at, failing_since, outcome, status
    from jsonb_to_recordset(${asRows(list)}::text::jsonb) as x(contact_id uuid, outcome text, status int, good_at timestamptz,
      failing_since timestamptz)
    on conflict (org_id, contact_id, connector_id) do update set attempted_at = excluded.attempted_at,
      good_at = coalesce(excluded.good_at, r.good_at), outcome = excluded.outcome, status = excluded.status,
      failing_since = case when excluded.failing_since is not null then coalesce(r.failing_since, excluded.failing_since) end
    where r.org_id = ${orgId} returning contact_id, outcome, status, good_at, failing_since`;
  return new Map(
    rows.map(({ contact_id, outcome, status, good_at, failing_since }) => [
      contact_id,
      {
        ...{ attemptedAt: at, outcome, status },
        goodAt: good_at ? new Date(good_at) : null,
        failingSince: failing_since ? new Date(failing_since) : null,
      },
    ]),
  );
}

/** Of a request about many that was answered: well, where it was for anybody. */
function outcomeOf(people: Reading[]): LiveOutcome {
  const outcomes = people.map(({ outcome }) => outcome).filter((one) => one !== "missing");
  return (
    outcomes.find((one) => one === "ok") ??
    outcomes.find((one) => one === "mismatch") ??
    outcomes[0] ??
    "missing"
  );
}

/** Last of all, since everybody who reads from this source writes it; while all goes well once a second is enough. */
async function keepHealth(
  { sql, orgId }: OrgScope,
  { source, at, said }: Readings,
  outcome: LiveOutcome,
): Promise<void> {
  if (outcome === "missing") return;
  const when = at.toISOString();
  const last = sql`attempted_at = ${when}, outcome = ${outcome}, status = ${said.status ?? null}, ms = ${Math.round(said.ms)}`;
  const mine = sql`org_id = ${orgId} and connector_id = ${source.id}`;
  if (isUnasked(outcome)) {
    await sql`update connector_health set ${last}, probe_until = null where ${mine}`;
  } else if (isFault({ ...said, outcome })) {
    const [before] = await sql<
      { failures: number }[]
    >`select failures from connector_health where ${mine} for update`;
    const failures = (before?.failures ?? 0) + 1;
    await sql`
      update connector_health set ${last}, failures = ${failures}, probe_until = null,
        open_until = app_now() + ${openForMs(failures)} * interval '1 millisecond' where ${mine}`;
  } else {
    await sql`
      update connector_health set ${last}, good_at = case when ${isAnswer(outcome)} then ${when}::timestamptz else good_at end,
        failures = 0, open_until = null, probe_until = null
      where ${mine} and (failures > 0 or open_until is not null or outcome is distinct from ${outcome}
        or attempted_at is null or attempted_at < ${when}::timestamptz - interval '1 second')`;
  }
}
