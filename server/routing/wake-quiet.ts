import { inOrg, type OrgScope } from "@/db/org";
import { record } from "@/server/audit/record";
import { type Attendance, attendanceOf } from "@/server/organizations/rules/attendance";
import { publish } from "@/server/realtime/publish";
import type { Scope } from "@/server/scope";
import { lockInOrder, lockRouting } from "./assign-waiting";
import { type Held, putBack } from "./put-back";
import { readCandidates } from "./read-candidates";
import { wakesTo } from "./rules/wake";

/** Conversations that took no place and in which somebody spoke take one again, or go back to routing. Returns how many went back. */
export async function wakeQuiet(scope: Scope): Promise<number> {
  return inOrg(scope, async (s) => {
    if ((await readWoken(s)).length === 0) return 0;
    await lockRouting(s);
    const woken = await readWoken(s);
    await lockInOrder(
      s,
      woken.map((item) => item.conversationId),
    );
    const back = await chooseBack(s, woken);
    await takePlaces(
      s,
      woken.filter((item) => !back.includes(item)),
    );
    await putBack(s, back);
    return back.length;
  });
}

interface Woken extends Held {
  /** The customer waits; else the member spoke by themselves. */
  waits: boolean;
  attendance: Partial<Attendance>;
}

async function readWoken({ sql, orgId }: OrgScope): Promise<Woken[]> {
  const rows = await sql<Omit<Woken, "reason">[]>`
    select w.id, w.conversation_id as "conversationId", w.team_id as "teamId", w.assignee_id as "memberId", o.attendance,
      c.awaiting_since is not null as waits
    from work_items w join conversations c on c.org_id = w.org_id and c.id = w.conversation_id join organizations o on o.id = w.org_id
    where w.org_id = ${orgId} and w.state = 'assigned' and w.quiet_since is not null
      and (c.awaiting_since is not null or c.last_message_at > w.quiet_since)
    order by c.awaiting_since, w.id`;
  return rows.map((row) => ({ ...row, reason: "full" }));
}

/** One after the other: each takes a place that the next one cannot have. */
async function chooseBack(s: OrgScope, woken: Woken[]): Promise<Woken[]> {
  const members = new Map((await readCandidates(s)).map((c) => [c.memberId, c]));
  return woken.filter((item) => {
    const holder = members.get(item.memberId);
    if (item.waits && wakesTo(holder, attendanceOf(item.attendance).wakesTo) === "routing") return true;
    if (holder) holder.load++;
    return false;
  });
}

async function takePlaces(s: OrgScope, items: Woken[]): Promise<void> {
  const [first] = items;
  if (!first) return;
  const ids = items.map((item) => item.id);
  await s.sql`update work_items set quiet_since = null where org_id = ${s.orgId} and id = any(${ids}::uuid[])`;
  await record(s, { action: "work.woke", subject: ["work-item", first.id], details: { ids } });
  await publish(
    s,
    [...new Set(items.map((item) => item.memberId))].map((id) => ({ kind: "member", id })),
  );
}
