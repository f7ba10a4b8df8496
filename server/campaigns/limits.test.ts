import { expect, test } from "vitest";
import { newId } from "@/db/id";
import { inOrg } from "@/db/org";
import { eraseContact } from "@/server/contacts/erasure/erase-contact";
import { eraseSome } from "@/server/contacts/erasure/erase-some";
import { recordHandOvers } from "@/server/conversations/record-hand-overs";
import { recordStatus } from "@/server/conversations/record-status";
import { scopeForSystem } from "@/server/scope";
import { claimRecipients } from "./claim-recipients";
import { createCampaign } from "./create-campaign";
import { launchCampaign } from "./launch-campaign";
import { findCampaign } from "./queries";
import { readWork } from "./read-work";
import { giveSender, takeSender } from "./sender-lease";
import { campaignWorld } from "./test-world";
import { Turns } from "./turns";

/* What may not be passed: the budget, whoever is erased, and the people of a carrier account, however many numbers it has. */

const world = campaignWorld();
const system = () => scopeForSystem(world().org.orgId, "campaigns");
const find = (campaignId: string) => findCampaign(world().org.owner.scope, { campaignId });

async function launched(contactIds: string[], more: object = {}): Promise<string> {
  const { org, draft, prepare } = world();
  const campaignId = newId();
  const given = draft({ audience: { kind: "contacts", contactIds }, ...more });
  await createCampaign(org.owner.scope, { clientCampaignId: campaignId, name: "Límites", draft: given });
  await launchCampaign(org.owner.scope, { campaignId, version: 1 });
  await prepare(campaignId);
  return campaignId;
}

async function claim(campaignId: string, most: number) {
  const { numberId, externalId } = world();
  const account = { id: numberId, connectionId: newId(), channel: "whatsapp", externalId };
  return inOrg(await system(), async (s) => {
    const work = await readWork(s, campaignId);
    return work ? (await claimRecipients(s, work, account, most)).placed : [];
  });
}

async function erase(contactId: string): Promise<void> {
  const { org } = world();
  const { erasureId } = await eraseContact(org.owner.scope, { contactId, reason: "asked" }, () => undefined);
  while (!(await eraseSome(await system(), erasureId, 1_000)));
}

/** Two are meant, the budget pays for two, and the one whose message the carrier took is erased. */
async function erasedMeanwhile() {
  const campaignId = await launched(await world().people(2), { budgetMicros: "52000" });
  const [placed] = await claim(campaignId, 1);
  if (!placed) throw new Error("Nobody was claimed");
  const { messageId, account, contactId } = placed;
  const scope = await system();
  const providerId = `wamid.${messageId}`;
  await inOrg(scope, (s) =>
    recordHandOvers(s, [{ claimed: placed, outcome: { outcome: "accepted", providerId } }]),
  );
  await erase(contactId);
  const tell = (...states: ("sent" | "delivered" | "failed")[]) =>
    inOrg(scope, (s) =>
      recordStatus(
        s,
        states.map((state) => ({
          channelAccountId: account.id,
          status: {
            ...{ type: "status" as const, providerId, messageId, state, occurredAt: new Date() },
            ...(state === "failed" ? {} : { pricing: { type: "regular", category: "utility" } }),
          },
        })),
      ),
    );
  const charges = async () =>
    (
      await world().query<{ micros: string }>(`
        select c.micros from usage_events e join charges c on c.usage_event_id = e.id
        where e.message_id = '${messageId}' order by c.step`)
    ).map(({ micros }) => micros);
  return { campaignId, tell, charges };
}

test("the price of who was erased meanwhile is in the ledger, and counts once towards the budget", async () => {
  const { campaignId, tell, charges } = await erasedMeanwhile();
  await tell("delivered");
  await tell("delivered");
  expect(await find(campaignId)).toMatchObject({ committedMicros: "26000", spentMicros: "26000" });
  expect(await charges()).toEqual(["26000"]);
  // What is left of the budget pays for the other one.
  expect(await claim(campaignId, 1)).toHaveLength(1);
});

test("what failed for who was erased meanwhile is taken back, once, and charged if it arrives after all", async () => {
  const { campaignId, tell, charges } = await erasedMeanwhile();
  await tell("sent");
  await tell("failed");
  await tell("failed");
  expect(await charges()).toEqual(["26000", "-26000"]);
  expect(await find(campaignId)).toMatchObject({ spentMicros: "0" });
  await tell("failed", "delivered");
  expect(await charges()).toEqual(["26000", "-26000", "26000"]);
});

/** A second number of the same carrier account. */
async function secondNumber(): Promise<string> {
  const { numberId, query } = world();
  const id = newId();
  await query(`
    insert into channel_accounts (id, connection_id, channel, external_id, name, color, address, health, created_at)
    select '${id}', connection_id, channel, '${id}', 'Segundo', color, address, health, created_at
    from channel_accounts where id = '${numberId}'`);
  return id;
}

test("two numbers of one carrier account do not pass its people of the day together", async () => {
  const { people, query, numberId } = world();
  const other = await secondNumber();
  await query(
    `update channel_accounts set health = health || '{"limit": "TIER_250"}' where id in ('${numberId}', '${other}')`,
  );
  const [connection] = await query<{ id: string }>(
    `select connection_id as id from channel_accounts where id = '${numberId}'`,
  );
  const known = await people(230);
  await query(`
    insert into reached (connection_id, contact_id, at)
    select '${connection?.id}', id, now() from contacts where id = any('{${known.join(",")}}'::uuid[]) on conflict do nothing`);
  const [{ reached: before } = { reached: 0 }] = await query<{ reached: number }>(
    `select count(*)::int as reached from reached where connection_id = '${connection?.id}'`,
  );
  const campaignId = await launched(await people(100), { numberIds: [numberId, other] });
  const scope = await system();
  const until = performance.now() + 60_000;
  // Both have their turn before either has written to anybody.
  const senders = [await takeSender(scope, numberId), await takeSender(scope, other)];
  const turns = senders.flatMap((sender) => (sender ? [new Turns(scope, sender, until)] : []));
  expect(turns).toHaveLength(2);
  let claimed = 0;
  for (;;) {
    const batches = await Promise.all(turns.map((one) => one.next(16)));
    const taken = batches.flat().length;
    claimed += taken;
    if (taken === 0) break;
  }
  expect(before + claimed).toBe(250);
  expect(turns.some((one) => one.full)).toBe(true);
  for (const [n, sender] of senders.entries())
    if (sender) await giveSender(scope, sender, { rate: 80, full: turns[n]?.full ?? false });
  expect(await takeSender(scope, numberId)).toBeNull();
  await query(`update campaigns set state = 'paused' where id = '${campaignId}'`);
});

test.each([
  ["TIER_250", 250],
  ["TIER_1K", 1_000],
  ["TIER_100K", 100_000],
  ["TIER_UNLIMITED", null],
])("the carrier's word %s lets %s people be written to first", async (word, limit) => {
  const { query, numberId } = world();
  await query("update campaign_senders set lease_until = now(), people_left = 0, full_until = null");
  await query(
    `update channel_accounts set health = health || '{"limit": "${word}"}' where id = '${numberId}'`,
  );
  const sender = await takeSender(await system(), numberId);
  expect(sender?.limit).toBe(limit);
  if (sender) await giveSender(await system(), sender, { rate: 80, full: false });
});

test("who is reached by others meanwhile takes places of what is set aside", async () => {
  const { people, query, numberId } = world();
  await query("delete from reached");
  await query("update campaign_senders set lease_until = now(), people_left = 0, full_until = null");
  await query(
    `update channel_accounts set health = health || '{"limit": "TIER_250"}' where id = '${numberId}'`,
  );
  const known = await people(244);
  const reach = (ids: string[]) =>
    query(`
      insert into reached (connection_id, contact_id, at)
      select a.connection_id, k.id, now() from channel_accounts a, contacts k where a.id = '${numberId}'
        and k.id = any('{${ids.join(",")}}'::uuid[])`);
  await reach(known.slice(0, 150));
  const campaignId = await launched(await people(40));
  const sender = await takeSender(await system(), numberId);
  if (!sender) throw new Error("The number is taken");
  const turns = new Turns(await system(), sender, performance.now() + 60_000);
  const claimed = [...(await turns.next(1))];
  await reach(known.slice(150));
  for (let batch = claimed; batch.length > 0; claimed.push(...batch)) batch = await turns.next(16);
  expect(claimed).toHaveLength(6);
  expect(turns.full).toBe(true);
  await giveSender(await system(), sender, { rate: 80, full: true });
  await query(`update campaigns set state = 'paused' where id = '${campaignId}'`);
});

test("who is erased takes a place for the rest of the day, and is not named", async () => {
  const { people, query, numberId } = world();
  const [contactId = ""] = await people(1);
  await query(`
    insert into reached (connection_id, contact_id, at)
    select connection_id, '${contactId}', now() from channel_accounts where id = '${numberId}'`);
  const counted = async () => (await query("select 1 from reached")).length;
  const before = await counted();
  await erase(contactId);
  expect(await counted()).toBe(before);
  expect(await query(`select 1 from reached where contact_id = '${contactId}'`)).toEqual([]);
});
