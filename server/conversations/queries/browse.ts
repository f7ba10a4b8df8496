import { z } from "zod";
import { inOrg } from "@/db/org";
import type { MemberScope } from "@/server/scope";
import { type ConversationSort, conversationFilter, conversationSort } from "../rules/conversation-filter";
import { type Bound, type ConversationItem, itemOf, type Piece, select } from "./list";
import { type Narrowed, narrowed, nowOf } from "./narrowed";

export const browseInput = z.object({
  filter: conversationFilter,
  sort: conversationSort,
  cursor: z.string().max(400).nullish(),
  limit: z.number().int().min(1).max(100).default(50),
});

/**
 * One page of what a filter lets through, in a view's order. `cursor` is the `next` of the page before; a conversation that
 * moves is shown where it is now. What is closed stands behind what is open, except where the last message alone decides.
 */
export async function browse(
  scope: MemberScope,
  input: z.infer<typeof browseInput>,
): Promise<{ items: ConversationItem[]; next: string | null }> {
  return inOrg(scope, async (s) => {
    const bound: Bound = { ...scope, ...s, actor: scope.actor };
    const page = pageOf(bound, input);
    if (!page) return { items: [], next: null };
    const rows = await select(bound, page);
    const last = rows.length === input.limit ? rows[rows.length - 1] : undefined;
    return { items: rows.map(itemOf), next: last ? JSON.stringify(last.keys) : null };
  });
}

export const allInput = z.object({ filter: conversationFilter });

/** More than this is not worked on at once. */
export const selectedUpTo = 5_000;

/** The ids of all that a filter lets through, as far as a selection goes. */
export async function idsOf(
  scope: MemberScope,
  { filter }: z.infer<typeof allInput>,
): Promise<{ ids: string[]; more: boolean }> {
  return inOrg(scope, async (s) => {
    const { open, closed } = narrowed({ ...scope, ...s, actor: scope.actor }, filter);
    const most = s.sql.unsafe(String(selectedUpTo + 1));
    const rows = await Promise.all(
      [open, closed].map(async (where) =>
        where ? s.sql<{ id: string }[]>`select c.id from conversations c where ${where} limit ${most}` : [],
      ),
    );
    const ids = rows.flat().map((row) => row.id);
    return { ids: ids.slice(0, selectedUpTo), more: ids.length > selectedUpTo };
  });
}

/** A stretch of the order that one index gives: `rank` places it among the others, within it `at` decides. */
interface Branch {
  rank: number;
  where: Piece;
  /** By priority before `at`. */
  levels?: boolean;
  at: Piece;
  up: boolean;
}

type Cursor = z.infer<typeof cursorSchema>;
const cursorSchema = z.tuple([z.int(), z.int(), z.string().max(60), z.uuid()]);

/** The statement of one page: each branch gives at most a page from where its index says, however deep the page. */
function pageOf(s: Bound, { filter, sort, cursor, limit }: z.infer<typeof browseInput>): Piece | null {
  const { sql } = s;
  const read = cursorSchema.safeParse(parsed(cursor));
  const after = read.success ? read.data : null;
  // In the text: a plan made for any limit would read whole tables.
  const most = sql`${sql.unsafe(String(limit))}`;
  const [first, ...rest] = branches(s, sort, narrowed(s, filter))
    .filter((branch) => !after || branch.rank >= after[0])
    .flatMap((branch) => stretch(s, branch, after, most));
  if (!first) return null;
  const all = rest.reduce((before, next) => sql`${before} union all (${next})`, sql`(${first})`);
  return sql`
    select c.*, jsonb_build_array(sort_rank, sort_level, sort_at, c.id) as keys from (${all}) c
    order by sort_rank, sort_level, case when sort_up then sort_at end, case when sort_up then null else sort_at end desc,
      case when sort_up then c.id end, c.id desc limit ${most}`;
}

function parsed(cursor: string | null | undefined): unknown {
  try {
    return JSON.parse(cursor ?? "null");
  } catch {
    return null;
  }
}

function stretch(s: Bound, branch: Branch, after: Cursor | null, limit: Piece): Piece[] {
  const { sql } = s;
  const { rank, where, levels, at, up } = branch;
  const way = up ? sql`` : sql`desc`;
  const order = sql`${levels ? sql`c.priority desc,` : sql``} ${at} ${way}, c.id ${way}`;
  return beyond(s, branch, after).map(
    (more) => sql`
      select c.*, ${rank}::int as sort_rank, ${levels ? sql`- c.priority` : sql`0`} as sort_level, ${at} as sort_at, ${up}::boolean as sort_up
      from conversations c where ${where} ${more} order by ${order} limit ${limit}`,
  );
}

/** Beyond a cursor: the rest of its priority, then all below it, so that each part begins where the index says. */
function beyond({ sql }: Bound, { rank, levels, at, up }: Branch, after: Cursor | null): Piece[] {
  if (after?.[0] !== rank) return [sql``];
  const [, level, atAfter, id] = after;
  const than = up ? sql`>` : sql`<`;
  const rest = sql`and (${at}, c.id) ${than} (${atAfter}::timestamptz, ${id}::uuid)`;
  if (!levels) return [rest];
  const priority = sql`${-level}::smallint`;
  return [sql`and c.priority = ${priority} ${rest}`, sql`and c.priority < ${priority}`];
}

/** The order of a sort as stretches, from first to last. */
function branches(s: Bound, sort: ConversationSort, { open, closed }: Narrowed): Branch[] {
  const { sql } = s;
  const said = sql`c.last_message_at`;
  const opened = (rank: number, more: Piece, at: Piece, up: boolean, levels = false): Branch[] =>
    open ? [{ rank, where: sql`${open} ${more}`, at, up, levels }] : [];
  const ended = (rank: number, up = false): Branch[] =>
    closed ? [{ rank, where: closed, at: sql`c.closed_at`, up }] : [];
  switch (sort) {
    case "newest":
    case "oldest":
      return [...opened(0, sql``, said, sort === "oldest"), ...ended(0, sort === "oldest")];
    case "waiting":
      return [
        ...opened(0, sql`and c.awaiting_since is not null`, sql`c.awaiting_since`, true),
        ...opened(1, sql`and c.awaiting_since is null`, said, false),
        ...ended(2),
      ];
    case "due":
      return [
        ...opened(0, sql`and c.due_at is not null`, sql`c.due_at`, true),
        ...opened(1, sql`and c.due_at is null`, said, false),
        ...ended(2),
      ];
    case "priority":
      return [...opened(0, sql``, said, true, true), ...ended(1)];
    case "ends":
      return [
        ...opened(0, sql`and c.window_expires_at > ${nowOf(s)}`, sql`c.window_expires_at`, true),
        ...opened(1, sql`and c.window_expires_at <= ${nowOf(s)}`, sql`c.window_expires_at`, false),
        ...opened(2, sql`and c.window_expires_at is null`, said, false),
        ...ended(3),
      ];
  }
}
