import type { z } from "zod";
import { inOrg, type OrgScope } from "@/db/org";
import { visible } from "@/server/conversations/queries/visible";
import { allows } from "@/server/permissions";
import type { MemberScope } from "@/server/scope";
import { type After, type Box, boxes, type listInput, type Outcome } from "./schema";

export interface Task {
  id: string;
  conversationId: string;
  title: string;
  body: string;
  contact: string | null;
  number: { name: string; color: string };
  team: string | null;
  askedBy: string;
  askedAt: Date;
  dueAt: Date | null;
  state: "waiting" | "assigned" | "done";
  assignee: { id: string; name: string } | null;
  outcome: Outcome | null;
  result: string | null;
  finishedAt: Date | null;
  priority: number;
}

interface Row extends Omit<Task, "askedAt" | "dueAt" | "finishedAt"> {
  askedAt: string;
  dueAt: string | null;
  finishedAt: string | null;
  key: [string, string];
}

export interface TaskPage {
  tasks: Task[];
  next: After | null;
}

const perPage = 50;
/** Times as text order as times do only in one zone and width. */
const far = "9999-12-31T00:00:00.000000";

/** A box of tasks: what is open by priority, then what is due, then who waited longest; what is finished, the newest first. */
export async function listTasks(
  scope: MemberScope,
  { box, cursor: after }: z.infer<typeof listInput>,
): Promise<TaskPage> {
  const rows = await inOrg(scope, (s) => {
    const finished = box === "finished";
    const beyond = after
      ? s.sql`where (x.key ->> 0, x.key ->> 1, x.id) ${finished ? s.sql`<` : s.sql`>`} (${after.key[0] ?? ""}, ${after.key[1] ?? ""}, ${after.id}::uuid)`
      : s.sql``;
    const order = finished
      ? s.sql`x.key ->> 0 desc, x.key ->> 1 desc, x.id desc`
      : s.sql`x.key ->> 0, x.key ->> 1, x.id`;
    return s.sql<Row[]>`
      select * from (${drawn(s)} where t.org_id = ${s.orgId} and ${inBox(s, scope, box)}) x ${beyond}
      order by ${order} limit ${perPage + 1}`;
  });
  const page = rows.slice(0, perPage);
  const last = page.at(-1);
  return {
    tasks: page.map(taskOf),
    next: rows.length > perPage && last ? { key: last.key, id: last.id } : null,
  };
}

/** How many are in each box that is still open. */
export async function countTasks(scope: MemberScope): Promise<Record<Exclude<Box, "finished">, number>> {
  const open = boxes.filter((box): box is Exclude<Box, "finished"> => box !== "finished");
  const [row] = await inOrg(
    scope,
    (s) => s.sql<Record<Exclude<Box, "finished">, number>[]>`
      select ${open.flatMap((box, i) => [
        i > 0 ? s.sql`,` : s.sql``,
        s.sql`count(*) filter (where ${inBox(s, scope, box)})::int as ${s.sql(box)}`,
      ])}
      from work_items w join tasks t on t.org_id = w.org_id and t.id = w.id
      where w.org_id = ${s.orgId} and w.kind = 'task' and w.state <> 'done'`,
  );
  return row ?? { mine: 0, waiting: 0, others: 0, asked: 0 };
}

/** What was asked in one conversation, the newest first, for whoever sees the conversation or has one of its tasks. */
export async function tasksOf(scope: MemberScope, conversationId: string): Promise<Task[]> {
  const rows = await inOrg(
    scope,
    (s) => s.sql<Row[]>`
      ${drawn(s)} where t.org_id = ${s.orgId} and t.conversation_id = ${conversationId}
        and (${visible({ ...scope, ...s, actor: scope.actor })} or ${theirs(s, scope)} or t.asked_by = ${scope.actor.id}) order by t.id desc limit 50`,
  );
  return rows.map(taskOf);
}

function drawn({ sql }: OrgScope) {
  return sql`
    select t.id, t.conversation_id as "conversationId", t.title, t.body, k.name as contact,
      jsonb_build_object('name', a.name, 'color', a.color) as number, g.name as team,
      (select m.name from members m where m.org_id = t.org_id and m.id = t.asked_by) as "askedBy",
      t.asked_at as "askedAt", t.due_at as "dueAt", w.state, case when m.id is not null then jsonb_build_object('id', m.id, 'name', m.name) end
        as assignee, t.outcome, t.result, t.finished_at as "finishedAt", w.priority,
      case when w.state = 'done' then jsonb_build_array(to_char(t.finished_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.US'), '')
        else jsonb_build_array((9 - w.priority)::text, coalesce(to_char(t.due_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.US'), ${far}))
        end as key
    from tasks t join work_items w on w.org_id = t.org_id and w.id = t.id
      join conversations c on c.org_id = t.org_id and c.id = t.conversation_id
      join contacts k on k.org_id = t.org_id and k.id = c.contact_id
      join channel_accounts a on a.org_id = t.org_id and a.id = c.channel_account_id
      left join teams g on g.org_id = t.org_id and g.id = w.team_id
      left join members m on m.org_id = t.org_id and m.id = w.assignee_id`;
}

/** Whose tasks a member sees: theirs, their teams' and nobody's; who sees every conversation sees every task. */
function theirs(s: OrgScope, scope: MemberScope) {
  if (!allows(scope.actor.role, "tasks:work")) return s.sql`false`;
  return visible({ ...scope, ...s, actor: scope.actor }, "w");
}

function inBox(s: OrgScope, scope: MemberScope, box: Box) {
  const { sql } = s;
  const me = scope.actor.id;
  switch (box) {
    case "mine":
      return sql`w.assignee_id = ${me} and w.state = 'assigned'`;
    case "waiting":
      return sql`w.state = 'waiting' and ${theirs(s, scope)}`;
    case "others":
      return sql`w.state = 'assigned' and w.assignee_id <> ${me} and ${theirs(s, scope)}`;
    case "asked":
      return sql`t.asked_by = ${me} and w.state <> 'done'`;
    case "finished":
      return sql`w.state = 'done' and (t.asked_by = ${me} or ${theirs(s, scope)})`;
  }
}

const taskOf = ({ key: _, askedAt, dueAt, finishedAt, ...row }: Row): Task => ({
  ...row,
  askedAt: new Date(askedAt),
  dueAt: dueAt ? new Date(dueAt) : null,
  finishedAt: finishedAt ? new Date(finishedAt) : null,
});
