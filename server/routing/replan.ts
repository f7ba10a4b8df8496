import { inOrg } from "@/db/org";
import type { Scope } from "@/server/scope";
import { lockRouting } from "./assign-waiting";
import { planTasks } from "./plan-tasks";
import { planWork } from "./plan-work";

const perRound = 500;

/**
 * Asks the rules again for what waits: all of it when the rules changed, else only what waits for somebody who is gone. Returns how many
 * were asked. Each round is a transaction of its own, so that arrivals need not wait for all of them.
 */
export async function replan(scope: Scope, which: "all" | "gone"): Promise<number> {
  let asked = 0;
  for (let after = "00000000-0000-0000-0000-000000000000"; ; ) {
    const from = after;
    const round = await inOrg(scope, async (s) => {
      await lockRouting(s);
      // What was asked of a team by name needs no rule.
      const items = await s.sql<{ id: string; kind: string; conversation_id: string }[]>`
        select w.id, w.kind, coalesce(w.conversation_id, t.conversation_id) as conversation_id from work_items w
          left join tasks t on t.org_id = w.org_id and t.id = w.id
        where w.org_id = ${s.orgId} and w.state = 'waiting' and (w.kind = 'conversation' or w.team_id is null) and w.id > ${from}
          and (${which === "all"} or (w.plan is not null and exists (
            select 1 from jsonb_array_elements(w.plan -> 'steps') p where
              exists (select 1 from members m where m.org_id = ${s.orgId} and m.id = (p -> 'to' ->> 'memberId')::uuid and m.removed_at is not null)
              or exists (select 1 from teams t where t.org_id = ${s.orgId} and t.id = (p -> 'to' ->> 'teamId')::uuid and t.removed_at is not null))))
        order by w.id limit ${perRound}`;
      await planWork(
        s,
        items.filter(({ kind }) => kind === "conversation").map((item) => item.conversation_id),
      );
      const tasks = items.filter(({ kind }) => kind === "task");
      await planTasks(
        s,
        tasks.map(({ id, conversation_id }) => ({ id, conversationId: conversation_id })),
      );
      return items;
    });
    asked += round.length;
    if (round.length < perRound) return asked;
    after = round.at(-1)?.id ?? after;
  }
}
