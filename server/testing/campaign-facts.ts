import { readFileSync } from "node:fs";
import path from "node:path";
import { inOrg } from "@/db/org";
import { scopeForSystem } from "@/server/scope";
import type { CampaignFacts } from "./office";

/** The newest campaign that was launched, by the tables themselves and by what the simulated carrier wrote down. */
export async function campaignFacts({
  orgId,
  late,
}: {
  orgId: string;
  late: number;
}): Promise<CampaignFacts> {
  const { ids, last, ...facts } = await inOrg(await scopeForSystem(orgId, "test"), async ({ sql }) => {
    const [row] = await sql<
      (Omit<CampaignFacts, "taken" | "people" | "late"> & { ids: string[]; last: string[] })[]
    >`
      with c as (select id from campaigns where launched_at is not null order by launched_at desc limit 1),
      r as (select r.*, d.state as delivery, i.address from campaign_recipients r join c on c.id = r.campaign_id
        left join deliveries d on d.message_id = r.message_id left join identities i on i.id = r.identity_id)
      select count(*) filter (where state = 'queued')::int as handed,
        count(*) filter (where delivery in ('delivered', 'read'))::int as delivered,
        count(*) filter (where reason = 'no-longer')::int as "noLonger", count(replied_at)::int as replied,
        count(converted_at)::int as converted, (select coalesce(sum(h.micros), 0)::text from usage_events e
          join charges h on h.usage_event_id = e.id join c on c.id = e.campaign_id) as "spentMicros",
        (select t.name from conversations v join c on c.id = v.campaign_id join work_items w on w.conversation_id = v.id
          join teams t on t.id = w.team_id where v.state <> 'begun' limit 1) as team,
        coalesce(array_agg(message_id::text) filter (where message_id is not null), '{}') as ids,
        array(select address from r where state = 'planned' order by place desc limit ${late}) as last
      from r`;
    if (!row) throw new Error("An aggregate has a row");
    return row;
  });
  const own = new Set(ids);
  const taken = logged().filter(({ id }) => own.has(id));
  return {
    ...facts,
    taken: taken.length,
    people: new Set(taken.map(({ to }) => to)).size,
    // As the bank numbers its debtors: the first has the phone of sevens and zeros (server/local/bank/customers.ts).
    late: last.map((phone) => String(30_000_000 + Number(phone.replace(/\D/g, "").slice(6)))),
  };
}

function logged(): { id: string; to: string }[] {
  return readFileSync(path.join(process.env.LOCAL_DIR ?? "", "carrier/carrier.jsonl"), "utf8")
    .split("\n")
    .filter((line) => line.startsWith('{"kind":"message.accepted"'))
    .map((line) => JSON.parse(line) as { biz_opaque_callback_data: string; to: string })
    .map(({ biz_opaque_callback_data: id, to }) => ({ id, to }));
}
