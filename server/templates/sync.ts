import { newId } from "@/db/id";
import { inOrg, type OrgScope } from "@/db/org";
import { asRows } from "@/db/rows";
import { record } from "@/server/audit/record";
import type { CarrierTemplate } from "@/server/channels/adapter";
import { CarrierError } from "@/server/channels/carrier-error";
import { DomainError } from "@/server/errors";
import { publish } from "@/server/realtime/publish";
import type { Scope } from "@/server/scope";
import { accountOf } from "./account-of";
import { joinVersions } from "./versions/join-versions";
import { settleVersions } from "./versions/settle-versions";

export interface SyncResult {
  /** How many the carrier listed. */
  listed: number;
  /** Ids of those that are new or differ now. */
  changed: string[];
  /** Ids of those that the carrier has no more: they count as DELETED. */
  vanished: string[];
}

/**
 * Brings the templates of a connection into step with the carrier, in one statement however many there are.
 * Throws NOT_FOUND for a connection of somebody else, CARRIER_UNREACHABLE or CARRIER_REFUSED (with its code).
 */
export async function syncTemplates(scope: Scope, connectionId: string): Promise<SyncResult> {
  const startedAt = await inOrg(scope, now);
  const listed = await listFrom(scope, connectionId);
  return inOrg(scope, async (s) => {
    const written = await write(s, connectionId, listed, startedAt);
    const joined = await joinVersions(s, connectionId);
    await settleVersions(s, connectionId);
    const result = { ...written, changed: [...new Set([...written.changed, ...joined])] };
    const ids = [...result.changed, ...result.vanished];
    if (ids.length === 0) return result;
    const details = { listed: listed.length, changed: result.changed, vanished: result.vanished };
    await record(s, { action: "templates.synced", subject: ["connection", connectionId], details });
    await publish(
      s,
      ids.map((id) => ({ kind: "template", id })),
    );
    return result;
  });
}

async function now(scope: OrgScope): Promise<string> {
  const [row] = await scope.sql<{ now: string }[]>`select app_now()::text as now`;
  return row?.now ?? scope.now.toISOString();
}

async function listFrom(scope: Scope, connectionId: string): Promise<CarrierTemplate[]> {
  const { adapter, account } = await accountOf(scope, connectionId);
  if (!adapter.listTemplates) return [];
  try {
    return await adapter.listTemplates(account);
  } catch (error) {
    if (!(error instanceof CarrierError)) throw error;
    const code = error.passing ? "CARRIER_UNREACHABLE" : "CARRIER_REFUSED";
    throw new DomainError(code, { connectionId, code: error.code }, { cause: error });
  }
}

/** What was reported while we asked (`synced_at` after the start) is newer than the list, and stays. */
async function write(
  scope: OrgScope,
  connectionId: string,
  listed: CarrierTemplate[],
  startedAt: string,
): Promise<SyncResult> {
  const rows = listed.map((template) => ({ ...template, id: newId() }));
  const written = await scope.sql<{ id: string; changed: boolean; vanished: boolean }[]>`
    with x as (
      select distinct on ("externalId") * from jsonb_to_recordset(${asRows(rows)}::text::jsonb) as x(id uuid, "externalId" text,
        name text, language text, category text, status text, reason text, quality text, "parameterFormat" text, components jsonb)
    ), old as (
      select * from templates where org_id = ${scope.orgId} and connection_id = ${connectionId}
    ), put as (
      insert into templates as t (id, connection_id, external_id, name, language, category, status, reason, quality,
        parameter_format, components, synced_at)
      select id, ${connectionId}, "externalId", name, language, category, status, reason, quality, "parameterFormat", components,
        ${startedAt}::timestamptz from x
      on conflict (org_id, connection_id, external_id) do update set name = excluded.name, language = excluded.language,
        category = excluded.category,
        asked_category = case when t.category <> excluded.category then coalesce(t.asked_category, t.category) else t.asked_category end,
        category_since = case when t.category <> excluded.category then excluded.synced_at else t.category_since end,
        next_category = case when t.category <> excluded.category then null else t.next_category end,
        status = excluded.status, reason = excluded.reason, quality = excluded.quality,
        parameter_format = excluded.parameter_format, components = excluded.components, synced_at = excluded.synced_at
      where t.synced_at <= excluded.synced_at
      returning *
    ), gone as (
      update templates t set status = 'DELETED', synced_at = ${startedAt}::timestamptz
      where t.org_id = ${scope.orgId} and t.connection_id = ${connectionId} and t.status <> 'DELETED'
        and t.synced_at <= ${startedAt}::timestamptz
        and not exists (select 1 from x where x."externalId" = t.external_id)
      returning t.id
    )
    select put.id, (old.id is null or (old.name, old.language, old.category, old.status, old.reason, old.quality,
        old.parameter_format, old.components) is distinct from (put.name, put.language, put.category, put.status, put.reason,
        put.quality, put.parameter_format, put.components)) as changed, false as vanished
    from put left join old on old.id = put.id
    union all select id, false, true from gone`;
  return {
    listed: listed.length,
    changed: written.filter((row) => row.changed).map((row) => row.id),
    vanished: written.filter((row) => row.vanished).map((row) => row.id),
  };
}
