import { inOrg, type OrgScope } from "@/db/org";
import { writeObjects } from "@/server/contacts/objects/write-objects";
import { writeAttributes } from "@/server/contacts/write-attributes";
import type { Scope } from "@/server/scope";
import type { Said } from "./ask-source";
import type { Known, LiveSource } from "./plan-reading";
import { type LiveValues, liveValues } from "./queries";
import { openForMs } from "./rules/breaker";
import { type Mapped, mapAnswer } from "./rules/mapping";
import { isFault, isUnasked, type LiveOutcome } from "./rules/outcome";

interface Reading {
  source: LiveSource;
  contactId: string;
  /** When it was asked: what it says is as of then. */
  at: Date;
  said: Said;
}

export interface Kept {
  known: Known;
  /** Absent where there is nothing from this source. */
  values: LiveValues | undefined;
}

/**
 * Keeps what a source said of a contact, with what was mapped of it, in one transaction; what it did not say leaves the last values with
 * their age. What belongs to one step goes in one flight, since somebody waits. Null where the contact is another by now.
 */
export async function keepReading(scope: Scope, reading: Reading): Promise<Kept | null> {
  const { source, said } = reading;
  const mapped = said.outcome === "ok" ? mapAnswer(source.mapping, said.json) : null;
  return inOrg(scope, async (s) => {
    const [here] = await s.sql`
      select 1 from contacts where org_id = ${s.orgId} and id = ${reading.contactId} and merged_into is null for no key update`;
    if (!here) return null;
    const outcome = mapped ? await keepValues(s, reading, mapped) : said.outcome;
    const [known, values] = await Promise.all([
      keepOutcome(s, reading, outcome),
      liveValues(s, [reading.contactId]),
      keepHealth(s, reading, outcome),
    ]);
    return { known, values: values.get(`${source.id}:${reading.contactId}`) };
  });
}

async function keepValues(
  s: OrgScope,
  { source, contactId, at: asOf }: Reading,
  { attributes, objects, missed }: Mapped,
): Promise<LiveOutcome> {
  const said = { contactId, asOf, source: source.id };
  const kept = await Promise.all([
    ...(Object.keys(attributes).length > 0 ? [writeAttributes(s, { ...said, values: attributes })] : []),
    ...objects.map((one) => writeObjects(s, { ...said, ...one, replace: true })),
  ]);
  return missed.length > 0 || kept.some(({ refused }) => refused.length > 0) ? "mismatch" : "ok";
}

async function keepOutcome(
  { sql, orgId }: OrgScope,
  { source, contactId, at, said }: Reading,
  outcome: LiveOutcome,
): Promise<Known> {
  const when = at.toISOString();
  const fails = !["ok", "not-found", "missing"].includes(outcome);
  const [row] = await sql<{ good_at: string | null; failing_since: string | null }[]>`
    insert into connector_readings as r (connector_id, contact_id, attempted_at, good_at, failing_since, outcome, status)
    values (${source.id}, ${contactId}, ${when}, ${outcome === "ok" ? when : null}, ${fails ? when : null}, ${outcome}, ${said.status ?? null})
    on conflict (org_id, contact_id, connector_id) do update set attempted_at = excluded.attempted_at,
      good_at = coalesce(excluded.good_at, r.good_at), outcome = excluded.outcome, status = excluded.status,
      failing_since = case when excluded.failing_since is not null then coalesce(r.failing_since, excluded.failing_since) end
    where r.org_id = ${orgId} returning good_at, failing_since`;
  return {
    attemptedAt: at,
    goodAt: row?.good_at ? new Date(row.good_at) : null,
    failingSince: row?.failing_since ? new Date(row.failing_since) : null,
    outcome,
    status: said.status ?? null,
  };
}

/** Last of all, since everybody who reads from this source writes it; while all goes well once a second is enough. */
async function keepHealth(
  { sql, orgId }: OrgScope,
  { source, at, said }: Reading,
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
      update connector_health set ${last}, good_at = case when ${outcome !== "mismatch"} then ${when}::timestamptz else good_at end,
        failures = 0, open_until = null, probe_until = null
      where ${mine} and (failures > 0 or open_until is not null or outcome is distinct from ${outcome}
        or attempted_at is null or attempted_at < ${when}::timestamptz - interval '1 second')`;
  }
}
