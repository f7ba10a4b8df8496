import { expect, test } from "vitest";
import { newId } from "@/db/id";
import { inOrg } from "@/db/org";
import { createCampaign } from "./create-campaign";
import { foldDeltas } from "./fold-deltas";
import { campaignWorld } from "./test-world";

const world = campaignWorld();

/* What is folded while somebody else changes the campaign's row: every delta is counted, once. */

test("deltas are added while another transaction holds the campaign's row", async () => {
  const { org, draft, query } = world();
  const id = newId();
  const scope = org.owner.scope;
  await createCampaign(scope, { clientCampaignId: id, name: "Cuentas", draft: draft({}) });
  const say = (amount: number) =>
    query(
      `insert into campaign_deltas (campaign_id, key, amount) values ('${id}', 'd:sent', ${amount}), ('${id}', 'committed', ${amount})`,
    );
  await say(1);
  let release = () => {};
  const released = new Promise<void>((done) => {
    release = done;
  });
  let held = () => {};
  const holding = new Promise<void>((done) => {
    held = done;
  });
  const first = inOrg(scope, async (s) => {
    await foldDeltas(s, id);
    await s.sql`update campaigns set served_at = now() where id = ${id}`;
    held();
    await released;
  });
  await holding;
  await say(2);
  const second = inOrg(scope, (s) => foldDeltas(s, id));
  await waiting();
  release();
  await Promise.all([first, second]);
  const [row] = await query<{ tally: object; committed: string }>(
    `select tally, committed_micros::text as committed from campaigns where id = '${id}'`,
  );
  expect(row).toEqual({ tally: { "d:sent": 3 }, committed: "3" });
});

/** Until somebody waits for a row. */
async function waiting(): Promise<void> {
  for (;;) {
    const [row] = await world().query<{ n: number }>(
      `select count(*)::int as n from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`,
    );
    if (row && row.n > 0) return;
  }
}
