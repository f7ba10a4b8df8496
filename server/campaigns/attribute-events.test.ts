import { beforeAll, expect, test } from "vitest";
import { newId } from "@/db/id";
import { inOrg } from "@/db/org";
import { createAttribute } from "@/server/contacts/create-attribute";
import { rankOf } from "@/server/conversations/rules/delivery-state";
import { scopeForSystem } from "@/server/scope";
import { advanceCampaigns } from "./advance-campaigns";
import { attributeEvents } from "./attribute-events";
import { claimRecipients } from "./claim-recipients";
import { createCampaign } from "./create-campaign";
import { finishCampaign } from "./finish-campaign";
import { launchCampaign } from "./launch-campaign";
import { findCampaign } from "./queries";
import { readWork } from "./read-work";
import { campaignWorld, paid } from "./test-world";

const world = campaignWorld();
beforeAll(async () => {
  await createAttribute(world().org.owner.scope, { label: "Deuda", type: "number", choices: [] });
});

async function launched(contactIds: string[]): Promise<string> {
  const { org, draft, prepare } = world();
  const campaignId = newId();
  const given = draft({ audience: { kind: "contacts", contactIds }, conversion: paid });
  await createCampaign(org.owner.scope, { clientCampaignId: campaignId, name: "Cuotas", draft: given });
  await launchCampaign(org.owner.scope, { campaignId, version: 1 });
  await prepare(campaignId);
  return campaignId;
}

async function sent(contactIds: string[]): Promise<string> {
  const campaignId = await launched(contactIds);
  await world().send();
  return campaignId;
}

const look = async () => attributeEvents(await scopeForSystem(world().org.orgId, "sweep-campaigns"));
const converted = async (campaignId: string) =>
  (await findCampaign(world().org.owner.scope, { campaignId })).funnel.converted;
const pay = (contactId: string) =>
  world().query(`update contacts set attributes = '{"deuda": 0}' where id = '${contactId}'`);
const watched = async (campaignId: string) => {
  const [row] = await world().query<{ watched: boolean }>(
    `select watched from campaigns where id = '${campaignId}'`,
  );
  return row?.watched;
};
const owing = (n: number) => ({ deuda: n === 1 ? 0 : 900 });

test("who comes to pay after the message is a result, once; who had paid before it is none", async () => {
  const [debtor = "", paidAlready = "", other = ""] = await world().people(3, { attributes: owing });
  const campaignId = await sent([debtor, paidAlready, other]);
  await look();
  expect(await converted(campaignId)).toBe(0);
  await pay(debtor);
  await Promise.all([look(), look()]);
  await look();
  expect(await converted(campaignId)).toBe(1);
  const rows = await world().query(`
    select contact_id from campaign_recipients where campaign_id = '${campaignId}' and conversion = 'event' and converted_at is not null`);
  expect(rows).toEqual([{ contact_id: debtor }]);
  const lines = await world().query<{ details: object }>(`
    select details from audit_rows where action = 'campaign.converted' and subject_id = '${campaignId}'`);
  expect(lines).toEqual([{ details: { ids: [campaignId], count: 1 } }]);
});

test("who pays without a message that arrived is none", async () => {
  const states = ["failed", "rejected", "claimed", "unconfirmed", "read"] as const;
  const contactIds = await world().people(states.length, { attributes: () => ({ deuda: 900 }) });
  const campaignId = await launched(contactIds);
  const { numberId, externalId } = world();
  const account = { id: numberId, connectionId: newId(), channel: "whatsapp", externalId };
  // Claimed and not handed over: the carrier says nothing about them meanwhile.
  await inOrg(await scopeForSystem(world().org.orgId, "campaigns"), async (s) => {
    const work = await readWork(s, campaignId);
    if (work) await claimRecipients(s, work, account, states.length);
  });
  for (const [n, state] of states.entries())
    await world().query(`
      update deliveries set state = '${state}', rank = ${rankOf(state)} where message_id = (
        select message_id from campaign_recipients where campaign_id = '${campaignId}' and contact_id = '${contactIds[n]}')`);
  for (const contactId of contactIds) await pay(contactId);
  await look();
  const rows = await world().query(
    `select contact_id from campaign_recipients where campaign_id = '${campaignId}' and converted_at is not null`,
  );
  expect(rows).toEqual([{ contact_id: contactIds.at(-1) }]);
});

test("what becomes true when the days are over is none, and the campaign is looked at no more", async () => {
  const [late = ""] = await world().people(1, { attributes: () => ({ deuda: 900 }) });
  const campaignId = await sent([late]);
  await finishCampaign(await scopeForSystem(world().org.orgId, "campaigns"), campaignId);
  expect(await watched(campaignId)).toBe(true);
  await world().query(`
    update campaign_recipients set decided_at = decided_at - interval '8 days' where campaign_id = '${campaignId}'`);
  await pay(late);
  await look();
  expect(await converted(campaignId)).toBe(0);
  expect(await watched(campaignId)).toBe(true);
  await world().query(
    `update campaigns set finished_at = finished_at - interval '8 days' where id = '${campaignId}'`,
  );
  await look();
  expect(await watched(campaignId)).toBe(false);
});

test("a campaign that cannot be looked at takes nothing from the others", async () => {
  const { people, query, org } = world();
  const [one = "", two = ""] = await people(2, { attributes: () => ({ deuda: 900 }) });
  const broken = await sent([one]);
  const whole = await sent([two]);
  await query(`
    update campaigns set watched_at = null, watched_to = null, draft = jsonb_set(draft, '{conversion,condition}', '{"match": "all"}')
    where id = '${broken}'`);
  await query(`update campaigns set watched_at = now() - interval '1 day' where id = '${whole}'`);
  await pay(two);
  await advanceCampaigns(await scopeForSystem(org.orgId, "campaigns"));
  expect(await converted(whole)).toBe(1);
  const behind = await query(`select 1 from campaigns where id = '${broken}' and watched_at is not null`);
  expect(behind).toHaveLength(1);
  await query(`update campaigns set watched = false where id = '${broken}'`);
});

test("a campaign that stands still is looked for again after a while only", async () => {
  const { people, query, org } = world();
  const campaignId = await sent(await people(1, { attributes: owing }));
  await query(`update campaigns set watched = id = '${campaignId}', state = 'paused'`);
  const due = async (set: string) => {
    await query(`update campaigns set ${set} where id = '${campaignId}'`);
    return (await query(`select 1 from resolve_due_campaigns() where org_id = '${org.orgId}'`)).length;
  };
  expect(await due("watched_at = null")).toBe(1);
  expect(await due("watched_at = app_now()")).toBe(0);
  expect(await due(`watched_to = '${campaignId}'`)).toBe(1);
  expect(await due("watched_to = null, watched_at = app_now() - interval '11 minutes'")).toBe(1);
});
