import type { OrgScope } from "@/db/org";
import type { OpenFacts } from "../rules/filter-matches";

/**
 * What filters look at in an organization's open conversations, held by this process: counting thirty views is then a walk in memory
 * and not thirty over the table. Kept true by the change feed, into which every write of a conversation goes in its own transaction.
 */
interface Held {
  byId: Map<string, OpenFacts>;
  /** Where the feed was read up to, and when. */
  xid: string;
  at: number;
  /** The latest refresh: the next one begins after it, so that no older row overwrites a newer one. */
  turn: Promise<unknown>;
}

export interface OpenNow {
  conversations: Iterable<OpenFacts>;
  /** The organization's own now, in ms. */
  now: number;
}

/** More than this of one organization is left to the database, and more than that of all is let go, the longest unused first. */
const mostOfOne = 200_000;
const mostOfAll = 600_000;
/** The feed keeps two days; what is older than this, in ms, is read anew. */
const feedKept = 36 * 3_600_000;
/** With more changes than this, reading anew costs less. */
const mostChanges = 5_000;

const organizations = new Map<string, Held>();

/**
 * All that is open as of a moment after the call; null where there is too much to hold. For transactions that only read: what one wrote
 * and took back would stay here.
 */
export async function openConversations(scope: OrgScope): Promise<OpenNow | null> {
  const { orgId } = scope;
  const held = organizations.get(orgId) ?? { byId: new Map(), xid: "", at: 0, turn: Promise.resolve() };
  // Last in the order of use.
  organizations.delete(orgId);
  organizations.set(orgId, held);
  const refreshed = held.turn.then(() => refresh(scope, held));
  held.turn = refreshed.catch(() => undefined);
  const now = await refreshed;
  if (held.byId.size > mostOfOne) organizations.delete(orgId);
  letGo();
  return held.byId.size > mostOfOne ? null : { conversations: held.byId.values(), now };
}

/** Reads what changed since the last time. The edge is read before the rows: what is not seen now stands behind it, and is read again. */
async function refresh({ sql, orgId }: OrgScope, held: Held): Promise<number> {
  const known = held.xid !== "" && Date.now() - held.at < feedKept;
  const at = Date.now();
  const [edge] = await sql<{ xid: string; now: number; ids: string[] | null }[]>`
    select pg_snapshot_xmin(pg_current_snapshot())::text as xid, extract(epoch from app_now())::float8 * 1000 as now,
      (select array_agg(ref_id) from (select distinct ref_id from changes where org_id = ${orgId}
        and xid >= ${known ? held.xid : "18446744073709551615"}::text::xid8 and kind = 'conversation' and ref_id is not null
        limit ${mostChanges + 1}) changed) as ids`;
  if (!edge) throw new Error("The database says nothing of the moment");
  const all = !known || (edge.ids?.length ?? 0) > mostChanges;
  const ids = edge.ids ?? [];
  const rows = all || ids.length > 0 ? await read({ sql, orgId }, all ? null : ids) : [];
  if (all) held.byId.clear();
  else for (const id of ids) held.byId.delete(id);
  for (const { id, ...facts } of rows) held.byId.set(id, facts);
  held.xid = edge.xid;
  held.at = at;
  return edge.now;
}

async function read({ sql, orgId }: Pick<OrgScope, "sql" | "orgId">, ids: string[] | null) {
  return sql<(OpenFacts & { id: string })[]>`
    select c.id, c.assignee_id as "assigneeId", c.team_id as "teamId", c.channel_account_id as "numberId", c.priority,
      c.unread > 0 as unread, c.awaiting_since is not null as awaiting, c.missed, c.snoozed_until is not null as snoozed,
      c.woken_at is not null as woken, extract(epoch from c.awaiting_since)::float8 * 1000 as "sinceAt", extract(epoch from c.window_expires_at)::float8 * 1000 as "endsAt",
      extract(epoch from c.due_at)::float8 * 1000 as "dueAt",
      extract(epoch from c.last_message_at)::float8 * 1000 as "saidAt", c.preview ->> 'kind' as kind,
      array(select l.label_id from conversation_labels l where l.org_id = c.org_id and l.conversation_id = c.id) as "labelIds"
    from conversations c
    where c.org_id = ${orgId} and c.state = 'open' ${ids ? sql`and c.id = any(${ids}::uuid[])` : sql``} limit ${mostOfOne + 1}`;
}

function letGo(): void {
  let all = [...organizations.values()].reduce((sum, held) => sum + held.byId.size, 0);
  for (const [orgId, held] of organizations) {
    if (all <= mostOfAll || organizations.size === 1) return;
    organizations.delete(orgId);
    all -= held.byId.size;
  }
}
