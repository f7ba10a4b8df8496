import { z } from "zod";
import { inOrg } from "@/db/org";
import type { MemberScope } from "@/server/scope";
import { openConversations } from "../queries/held-open";
import type { Bound } from "../queries/list";
import { narrowed } from "../queries/narrowed";
import {
  type ConversationFilter,
  type ConversationSort,
  conversationFilter,
} from "../rules/conversation-filter";
import { matcher } from "../rules/filter-matches";

export interface View {
  id: string;
  name: string;
  filter: ConversationFilter;
  sort: ConversationSort;
  shared: boolean;
  mine: boolean;
}

/** The member's own views and those shared with everybody, by name. */
export async function listViews(scope: MemberScope): Promise<View[]> {
  return inOrg(scope, async ({ sql, orgId }) => {
    const rows = await sql<(Omit<View, "mine"> & { owner_id: string })[]>`
      select id, name, filter, sort, shared, owner_id from views
      where org_id = ${orgId} and (shared or owner_id = ${scope.actor.id}) order by lower(name), id`;
    return rows.map(({ owner_id, ...view }) => ({ ...view, mine: owner_id === scope.actor.id }));
  });
}

/** Beyond this a count says only that there are more. */
export const countedUpTo = 999;

/** How many conversations each of the member's views holds, true at this moment; `countedUpTo + 1` for any more. */
export async function countViews(scope: MemberScope): Promise<Record<string, number>> {
  return inOrg(scope, async (s) => {
    const views = await listViews({ ...scope, ...s, actor: scope.actor });
    const totals = await count(
      { ...scope, ...s, actor: scope.actor },
      views.map((view) => view.filter),
    );
    return Object.fromEntries(views.map((view, i) => [view.id, totals[i] ?? 0]));
  });
}

export const countInput = z.object({ filter: conversationFilter });

/** The same for one filter that nobody saved. */
export async function countFiltered(
  scope: MemberScope,
  { filter }: z.infer<typeof countInput>,
): Promise<number> {
  return inOrg(scope, async (s) => {
    const [total = 0] = await count({ ...scope, ...s, actor: scope.actor }, [filter]);
    return total;
  });
}

/** What is open from memory, what is closed by the database; each counted as far as it is told. */
async function count(s: Bound, filters: ConversationFilter[]): Promise<number[]> {
  const held = filters.length > 0 ? await openConversations(s) : null;
  if (!held) return countedBySql(s, filters, () => true);
  const walks = filters.map((filter) => ({ let: matcher(filter, s.actor, held.now), total: 0 }));
  const closed = filters.map((filter) => filter.status?.includes("closed") ?? false);
  for (const conversation of held.conversations)
    for (const walk of walks) if (walk.total <= countedUpTo && walk.let(conversation)) walk.total++;
  const behind = closed.includes(true)
    ? await countedBySql(s, filters, (side, i) => side === "closed" && closed[i] === true)
    : [];
  return walks.map(({ total }, i) => Math.min(countedUpTo + 1, total + (behind[i] ?? 0)));
}

/** One statement for all filters, of the sides of each that are wanted. */
async function countedBySql(
  s: Bound,
  filters: ConversationFilter[],
  wanted: (side: "open" | "closed", place: number) => boolean,
): Promise<number[]> {
  const { sql } = s;
  const most = sql`${sql.unsafe(String(countedUpTo + 1))}`;
  const each = filters.map((filter, i) => {
    const { open, closed } = narrowed(s, filter);
    const sides = [wanted("open", i) ? open : null, wanted("closed", i) ? closed : null];
    const parts = sides.flatMap((where) =>
      where ? [sql`(select 1 from conversations c where ${where} limit ${most})`] : [],
    );
    const [first = sql`(select 1 where false)`, ...rest] = parts;
    const all = rest.reduce((before, next) => sql`${before} union all ${next}`, first);
    return sql`(select ${i}::int as place, (select count(*)::int from (select 1 from (${all}) each_part limit ${most}) counted) as total)`;
  });
  const [first, ...rest] = each;
  if (!first) return [];
  const rows = await sql<{ total: number }[]>`
    select total from (${rest.reduce((before, next) => sql`${before} union all ${next}`, first)}) x order by place`;
  return rows.map((row) => row.total);
}
