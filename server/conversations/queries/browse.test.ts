import { beforeAll, describe, expect, test } from "vitest";
import { newId } from "@/db/id";
import { inOrg } from "@/db/org";
import type { MemberScope } from "@/server/scope";
import { withDatabase } from "@/server/testing/environment";
import {
  createConversation,
  createMember,
  createNumber,
  createOrganization,
  type TestMember,
  type TestOrganization,
} from "@/server/testing/factories";
import type { ConversationFilter, ConversationSort } from "../rules/conversation-filter";
import { lastKinds, sorts, statuses } from "../rules/filter-address";
import { sees } from "../rules/visibility";
import { countFiltered } from "../views/queries";
import { browse, idsOf } from "./browse";

/** What a conversation has that a filter or a sort looks at, read without either. */
interface Plain {
  id: string;
  state: "open" | "closed";
  number: string;
  assignee: string | null;
  team: string | null;
  priority: number;
  unread: number;
  missed: boolean;
  awaiting: number | null;
  ends: number | null;
  due: number | null;
  said: number;
  closed: number | null;
  snoozed: boolean;
  woken: boolean;
  labels: string[];
  kind: string;
}

withDatabase();
let org: TestOrganization;
let agent: TestMember;
let all: Plain[];
let now: number;
const labels = [newId(), newId()];
const hour = 3_600_000;

beforeAll(async () => {
  org = await createOrganization();
  agent = await createMember(org, "agent", { teamIds: [] });
  const numbers = [await createNumber(org), await createNumber(org, { teamId: null })];
  for (let i = 0; i < 60; i++)
    await createConversation(org, { channelAccountId: numbers[i % 2]?.channelAccountId ?? "" });
  await inOrg(org.owner.scope, async ({ sql }) => {
    // Few values, so that keys collide and the identifier has to decide.
    await sql`
      with n as (select id, hashtext(id::text) & 65535 as h from conversations)
      update conversations c set priority = (h % 3) - 1, unread = h % 2, missed = h % 11 = 0,
        assignee_id = case h % 3 when 0 then ${org.owner.memberId}::uuid when 1 then ${agent.memberId}::uuid end,
        awaiting_since = case when h % 5 < 3 and h % 7 <> 0 then app_now() - (h % 4) * interval '50 minutes' end,
        window_expires_at = case when h % 13 > 0 then app_now() + ((h % 9) - 3) * interval '119 minutes' end,
        last_message_at = app_now() - (h % 6) * interval '50 minutes',
        answer_due_at = case when h % 5 < 3 and h % 7 <> 0 and h % 2 = 0 then app_now() + ((h % 7) - 3) * interval '47 minutes' end,
        snoozed_until = case when h % 17 = 1 and h % 7 > 0 then app_now() + interval '1 day' end,
        woken_at = case when h % 3 = 1 and h % 17 <> 1 then app_now() end,
        state = case when h % 7 = 0 then 'closed' else 'open' end,
        closed_at = case when h % 7 = 0 then app_now() - (h % 4) * interval '1 hour' end,
        preview = jsonb_build_object('kind', (array['text', 'audio', 'image'])[1 + h % 3], 'text', '', 'direction', 'in', 'origin', 'customer')
      from n where n.id = c.id`;
    await sql`insert into labels (id, name, color) select x, x::text, 'teal' from unnest(${labels}::uuid[]) x`;
    await sql`
      insert into conversation_labels (conversation_id, label_id, added_at)
      select c.id, x, app_now() from conversations c, unnest(${labels}::uuid[]) x where hashtext(c.id::text || x) % 3 = 0`;
    const rows = await sql<(Plain & { now: number })[]>`
      select id, state, channel_account_id as number, assignee_id as assignee, team_id as team, priority, unread, missed,
        extract(epoch from awaiting_since)::float * 1000 as awaiting, extract(epoch from window_expires_at)::float * 1000 as ends,
        extract(epoch from due_at)::float * 1000 as due,
        extract(epoch from last_message_at)::float * 1000 as said, extract(epoch from closed_at)::float * 1000 as closed,
        snoozed_until is not null as snoozed, woken_at is not null as woken,
        array(select label_id from conversation_labels l where l.conversation_id = conversations.id) as labels,
        preview ->> 'kind' as kind, extract(epoch from app_now())::float * 1000 as now from conversations`;
    all = [...rows];
    now = rows[0]?.now ?? 0;
  });
});

/** The filter as one would say it, on rows in memory. */
function lets(filter: ConversationFilter, viewer: MemberScope, c: Plain): boolean {
  const { actor } = viewer;
  const status =
    c.state === "closed"
      ? "closed"
      : c.snoozed
        ? "snoozed"
        : c.awaiting === null
          ? c.woken
            ? "back"
            : "answered"
          : c.missed || (c.ends !== null && c.ends <= now)
            ? "missed"
            : "awaiting";
  const assignee = filter.assignee?.map((who) => (who === "me" ? actor.id : who === "nobody" ? null : who));
  const team = filter.team?.flatMap((t) => (t === "mine" ? actor.teamIds : t === "none" ? [null] : [t]));
  return (
    sees(actor, { assigneeId: c.assignee, teamId: c.team }) &&
    (filter.status ?? ["awaiting", "missed", "back", "answered"]).includes(status) &&
    (!assignee || assignee.includes(c.assignee)) &&
    (!team || team.includes(c.team)) &&
    (!filter.number || filter.number.includes(c.number)) &&
    (!filter.label || filter.label.some((id) => c.labels.includes(id))) &&
    (!filter.priority || filter.priority.includes(c.priority)) &&
    (!filter.unread || c.unread > 0) &&
    (!filter.ends || (c.ends !== null && c.ends > now && c.ends <= now + filter.ends * hour)) &&
    (!filter.due || (c.due !== null && c.due <= now + filter.due * hour)) &&
    (!filter.late || (c.due !== null && c.due <= now)) &&
    (!filter.quiet || (c.closed ?? c.said) <= now - filter.quiet * hour) &&
    (!filter.recent || (c.closed ?? c.said) > now - filter.recent * hour) &&
    (!filter.kind || filter.kind.some((kind) => kind === c.kind))
  );
}

/** What orders a row: numbers from first to last; ids go with the direction of the stretch. */
function keyOf(sort: ConversationSort, c: Plain): [rank: number, level: number, at: number, up: boolean] {
  const { closed, said, awaiting, ends } = c;
  if (sort === "newest" || sort === "oldest") return [0, 0, closed ?? said, sort === "oldest"];
  if (closed !== null) return [9, 0, closed, false];
  if (sort === "priority") return [0, -c.priority, said, true];
  if (sort === "due") return c.due === null ? [1, 0, said, false] : [0, 0, c.due, true];
  if (sort === "waiting") return awaiting === null ? [1, 0, said, false] : [0, 0, awaiting, true];
  if (ends === null) return [2, 0, said, false];
  return ends > now ? [0, 0, ends, true] : [1, 0, ends, false];
}

function inOrder(sort: ConversationSort) {
  return (a: Plain, b: Plain): number => {
    const [ka, kb] = [keyOf(sort, a), keyOf(sort, b)];
    const way = ka[3] ? 1 : -1;
    return ka[0] - kb[0] || ka[1] - kb[1] || way * (ka[2] - kb[2] || (a.id < b.id ? -1 : 1));
  };
}

async function paged(scope: MemberScope, filter: ConversationFilter, sort: ConversationSort, limit: number) {
  const ids: string[] = [];
  for (let cursor: string | null = null; ; ) {
    const page: Awaited<ReturnType<typeof browse>> = await browse(scope, { filter, sort, limit, cursor });
    ids.push(...page.items.map((item) => item.id));
    if (!page.next) return ids;
    cursor = page.next;
  }
}

/** Numbers that look like chance and are the same at every run. */
function dice(seed: number) {
  let state = seed;
  return (below: number) => {
    state = (state * 48_271) % 2_147_483_647;
    return state % below;
  };
}

function filterOf(seed: number): ConversationFilter {
  const roll = dice(seed * 7919 + 1);
  const some = <T>(list: readonly T[]): T[] | undefined => {
    const picked = list.filter(() => roll(2) === 0);
    return picked.length > 0 && roll(10) < 4 ? picked : undefined;
  };
  const filter: Record<string, unknown> = {
    status: some(statuses),
    assignee: some(["me", "nobody", org.owner.memberId]),
    team: some(["mine", "none", org.teamId]),
    number: some(all.slice(0, 2).map((c) => c.number)),
    label: some(labels),
    priority: some([-1, 0, 1]),
    unread: roll(5) === 0 || undefined,
    ends: roll(5) === 0 ? 1 + roll(8) : undefined,
    due: roll(5) === 0 ? 1 + roll(3) : undefined,
    late: roll(8) === 0 || undefined,
    quiet: roll(6) === 0 ? 1 + roll(4) : undefined,
    recent: roll(6) === 0 ? 1 + roll(4) : undefined,
    kind: some(lastKinds),
  };
  return Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined));
}

describe.each(sorts)("in the order %s", (sort) => {
  test("pages of any filter are the whole of it, in order, each row once, and its count is theirs", async () => {
    for (let seed = 0; seed < 40; seed++) {
      const filter = seed === 0 ? { status: [...statuses] } : filterOf(seed);
      const { scope } = seed % 2 ? agent : org.owner;
      const expected = all
        .filter((c) => lets(filter, scope, c))
        .sort(inOrder(sort))
        .map((c) => c.id);
      const found = await paged(scope, filter, sort, 1 + (seed % 9));
      expect({ filter, found }).toEqual({ filter, found: expected });
      expect(await countFiltered(scope, { filter })).toBe(expected.length);
      const { ids, more } = await idsOf(scope, { filter });
      expect({ ids: ids.sort(), more }).toEqual({ ids: [...expected].sort(), more: false });
    }
  });
});

test("a cursor that nobody gave begins at the beginning", async () => {
  const input = { filter: {}, sort: "ends" as const, limit: 5 };
  const first = await browse(org.owner.scope, input);
  for (const cursor of ["", "{", "[0]", '[0,0,"x"]', "null"])
    expect(await browse(org.owner.scope, { ...input, cursor })).toEqual(first);
});
