import { inOrg } from "@/db/org";
import type { Scope } from "@/server/scope";
import { type Assigned, assignWaiting } from "./assign-waiting";
import { enqueueWork } from "./enqueue-work";
import { replan } from "./replan";

/** Open conversations that a crash left without work become work, what waits for somebody who is gone is asked again, and what waits goes to whoever has room. Returns what went to whom. */
export async function sweepRouting(scope: Scope): Promise<Assigned[]> {
  await inOrg(scope, async (s) => {
    const orphans = await s.sql<{ id: string }[]>`
      select c.id from conversations c where c.org_id = ${s.orgId} and c.state = 'open' and c.assignee_id is null
        and not exists (select 1 from work_items w where w.org_id = c.org_id and w.conversation_id = c.id and w.state <> 'done') limit 1000`;
    await enqueueWork(
      s,
      orphans.map((o) => o.id),
    );
  });
  await replan(scope, "gone");
  return assignWaiting(scope);
}
