import { createHash } from "node:crypto";
import { expect, test, vi } from "vitest";
import { newId } from "@/db/id";
import { inOrg, type OrgScope } from "@/db/org";
import { scopeForSystem } from "@/server/scope";
import { advanceCampaigns } from "./advance-campaigns";
import { cancelCampaign } from "./cancel-campaign";
import { createCampaign } from "./create-campaign";
import { launchCampaign } from "./launch-campaign";
import { findCampaign } from "./queries";
import { campaignWorld } from "./test-world";

/* Who is meant by a campaign is written down, while others do what they do. */

const world = campaignWorld();

async function launch(contactIds: string[]): Promise<string> {
  const { org, draft } = world();
  const campaignId = newId();
  const given = draft({ audience: { kind: "contacts", contactIds } });
  await createCampaign(org.owner.scope, { clientCampaignId: campaignId, name: "Congelada", draft: given });
  await launchCampaign(org.owner.scope, { campaignId, version: 1 });
  return campaignId;
}

const find = (campaignId: string) => findCampaign(world().org.owner.scope, { campaignId });

/** Does something in a transaction that stays open until it is told how to end. */
async function held(fn: (s: OrgScope) => Promise<unknown>) {
  let end: (commit: boolean) => void = () => undefined;
  let begun: () => void = () => undefined;
  const started = new Promise<void>((resolve) => {
    begun = resolve;
  });
  const told = new Promise<boolean>((resolve) => {
    end = resolve;
  });
  const over = inOrg(world().org.owner.scope, async (s) => {
    await fn(s);
    begun();
    if (!(await told)) throw new Error("Taken back");
  });
  await Promise.race([started, over]);
  return {
    commit: () => {
      end(true);
      return over;
    },
    takeBack: () => {
      end(false);
      return over.catch(() => undefined);
    },
  };
}

/** Resolves once somebody waits for a lock. */
const untilSomebodyWaits = () =>
  vi.waitFor(
    async () =>
      expect(
        await world().query(
          `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
        ),
      ).not.toEqual([]),
    { timeout: 8_000 },
  );

test("the digest is that of the ids of all who were meant, in order", async () => {
  const { people, prepare } = world();
  const ids = await people(30);
  const campaignId = await launch(ids.toReversed());
  await prepare(campaignId);
  const text = ids.sort().map((id) => `${id}\n`);
  expect(await find(campaignId)).toMatchObject({
    audienceSize: 30,
    audienceHash: createHash("sha256").update(text.join("")).digest("hex"),
  });
});

test("a cancel does not wait until all are gathered, and nothing is left of them", async () => {
  const { people, org, prepare, query } = world();
  const campaignId = await launch(await people(3));
  const other = await held(
    ({ sql }) =>
      sql`insert into campaign_audience (campaign_id, piece, contact_ids) values (${campaignId}, 0, '{}')`,
  );
  const preparing = prepare(campaignId);
  await untilSomebodyWaits();
  await cancelCampaign(org.owner.scope, { campaignId });
  await other.takeBack();
  await preparing;
  expect(await find(campaignId)).toMatchObject({ state: "cancelling", audienceSize: null });
  await advanceCampaigns(await scopeForSystem(org.orgId, "campaigns"));
  expect(await find(campaignId)).toMatchObject({ state: "cancelled", funnel: { all: 0 } });
  expect(await query(`select 1 from campaign_audience where campaign_id = '${campaignId}'`)).toEqual([]);
  expect(await query(`select 1 from campaign_recipients where campaign_id = '${campaignId}'`)).toEqual([]);
});

test("of two who gather at once the second takes nothing away", async () => {
  const { people, prepare, query } = world();
  const campaignId = await launch(await people(30));
  const other = await held(
    ({ sql }) => sql`select pg_advisory_xact_lock(hashtextextended('campaign:' || ${campaignId}, 0))`,
  );
  const both = [prepare(campaignId), prepare(campaignId)];
  await vi.waitFor(
    async () =>
      expect(
        await query(
          `select 1 from pg_stat_activity where datname = current_database() and wait_event = 'advisory'`,
        ),
      ).toHaveLength(2),
    { timeout: 8_000 },
  );
  await other.commit();
  await Promise.all(both);
  expect(await find(campaignId)).toMatchObject({ audienceSize: 30, funnel: { all: 30 } });
});

test("a recipient is a contact of the organization, and no contact goes who is one", async () => {
  const { query } = world();
  const contactId = newId();
  const write = (id: string) =>
    query(
      `insert into campaign_recipients (campaign_id, contact_id, state, place) values ('${newId()}', '${id}', 'planned', 1)`,
    );
  const refused = { code: "23503" };
  await expect(write(contactId)).rejects.toMatchObject(refused);
  await query(`insert into contacts (id) values ('${contactId}')`);
  await write(contactId);
  await expect(query(`delete from contacts where id = '${contactId}'`)).rejects.toMatchObject(refused);
  await expect(
    query(`update campaign_recipients set contact_id = '${newId()}' where contact_id = '${contactId}'`),
  ).rejects.toMatchObject(refused);
});

test("who is written down while they are deleted stays, or is not written: whoever is second is refused", async () => {
  const { query } = world();
  const [stays, goes] = [newId(), newId()];
  await query(`insert into contacts (id) values ('${stays}'), ('${goes}')`);
  const write = (id: string) =>
    `insert into campaign_recipients (campaign_id, contact_id, state, place) values ('${newId()}', '${id}', 'planned', 1)`;
  const remove = (id: string) => `delete from contacts where id = '${id}'`;
  for (const [first, second] of [
    [write(stays), remove(stays)],
    [remove(goes), write(goes)],
  ] as const) {
    const before = await held(({ sql }) => sql.unsafe(first));
    const after = query(second).then(
      () => "done",
      (error) => error.code,
    );
    await untilSomebodyWaits();
    await before.commit();
    expect(await after).toBe("23503");
  }
});
