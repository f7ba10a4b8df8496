import { expect, test, vi } from "vitest";
import { newId } from "@/db/id";
import { answerUnsubscribe } from "@/server/contacts/consent/answer-unsubscribe";
import { env } from "@/server/env";
import { createTeam } from "@/server/organizations/create-team";
import { allows, roles } from "@/server/permissions";
import type { MemberScope } from "@/server/scope";
import { createMember } from "@/server/testing/factories";
import { attributeReplies } from "./attribute-replies";
import { createCampaign } from "./create-campaign";
import { launchCampaign } from "./launch-campaign";
import { draftSamples, testPrice } from "./preview-queries";
import { findCampaign } from "./queries";
import { sendTest } from "./send-test";
import { campaignWorld } from "./test-world";

const world = campaignWorld();

const marketer = async () => (await createMember(world().org, "marketer")).scope;

/** A test of a draft to one contact. */
async function asked(phone: string, clientMessageId = newId()) {
  const { people, draft } = world();
  const [contactId = ""] = await people(1);
  const given = draft({ audience: { kind: "contacts", contactIds: [contactId] } });
  return { draft: given, contactId, phone, agreed: true as const, clientMessageId };
}

const messages = (clientMessageId: string) =>
  world().query<{ id: string; origin: string; campaign_id: string | null; state: string; thread: string }>(`
    select m.id, m.origin, m.campaign_id, d.state, c.state as thread from messages m join deliveries d on d.message_id = m.id
      join conversations c on c.id = m.conversation_id where m.client_message_id = '${clientMessageId}'`);

test("those who write campaigns have the message on their own phone, without the right to answer customers", async () => {
  expect(roles.filter((role) => allows(role, "campaigns:test"))).toEqual(
    roles.filter((role) => allows(role, "campaigns:update")),
  );
  const { taken, query } = world();
  const input = await asked("+54 9 11 7000-0001");
  const scope = await marketer();
  expect(await sendTest(scope, input)).toEqual({ outcome: "accepted" });
  // A repetition of the request is no second message.
  expect(await sendTest(scope, input)).toEqual({ outcome: null });
  const [said, ...more] = await messages(input.clientMessageId);
  expect(more).toEqual([]);
  expect(said).toMatchObject({ origin: "campaign", campaign_id: null, thread: "begun" });
  expect(taken().filter(({ id }) => id === said?.id)).toHaveLength(1);
  const consents = await query<{ state: string; source: string }>(`
    select s.state, s.source from consents s join messages m on m.identity_id = s.identity_id where m.id = '${said?.id}'`);
  expect(consents).toEqual([{ state: "in", source: "agent" }]);
});

test("a test has its price in the ledger, and counts for no campaign", async () => {
  const { query, org, prepare, send } = world();
  const input = await asked("+54 9 11 7000-0002");
  expect(await testPrice(await marketer(), input)).toEqual({ micros: "26000", currency: "USD" });
  const campaignId = newId();
  await createCampaign(org.owner.scope, { clientCampaignId: campaignId, name: "Una", draft: input.draft });
  await sendTest(await marketer(), input);
  await launchCampaign(org.owner.scope, { campaignId, version: 1 });
  await prepare(campaignId);
  await send();
  await vi.waitFor(async () => {
    const [charged] = await query<{ micros: string; campaign_id: string | null }>(`
      select c.micros, e.campaign_id from messages m join usage_events e on e.message_id = m.id join charges c on c.usage_event_id = e.id
      where m.client_message_id = '${input.clientMessageId}'`);
    expect(charged).toEqual({ micros: "26000", campaign_id: null });
    expect(await findCampaign(org.owner.scope, { campaignId })).toMatchObject({
      spentMicros: "26000",
      funnel: { all: 1, handed: 1, delivered: 1 },
    });
  });
});

test("neither a no nor a customer's silence is overruled by who tests", async () => {
  const { people, query, org } = world();
  const [silent = "", refused = ""] = await people(2, { consent: false });
  await query(`insert into consents (id, identity_id, channel, purpose, state, source, occurred_at)
    select gen_random_uuid(), id, 'any', 'service', 'out', 'agent', now() from identities where contact_id = '${refused}'`);
  const phoneOf = async (id: string) =>
    (await query<{ address: string }>(`select address from identities where contact_id = '${id}'`))[0]
      ?.address ?? "";
  const attempt = async (scope: MemberScope, id: string) =>
    sendTest(scope, await asked(`+${await phoneOf(id)}`));
  const no = { code: "NO_CONSENT" };
  await expect(attempt(await marketer(), silent)).rejects.toMatchObject(no);
  await expect(attempt(await marketer(), refused)).rejects.toMatchObject(no);
  await expect(attempt(org.owner.scope, refused)).rejects.toMatchObject(no);
  expect(await attempt(org.owner.scope, silent)).toEqual({ outcome: "accepted" });
});

test("a second test reaches a phone whose conversation is open, and leaves what a campaign said in it alone", async () => {
  const { query } = world();
  const scope = await marketer();
  const first = await asked("+54 9 11 7000-0003");
  await sendTest(scope, first);
  const campaignId = newId();
  await query(`update conversations set state = 'open', campaign_id = '${campaignId}' where id = (
    select conversation_id from messages where client_message_id = '${first.clientMessageId}')`);
  const second = await asked("+54 9 11 7000-0003");
  expect(await sendTest(scope, second)).toEqual({ outcome: "accepted" });
  const [row] = await query<{ state: string; campaign_id: string; said: number }>(`
    select c.state, c.campaign_id, c.last_seq as said from conversations c join messages m on m.conversation_id = c.id
    where m.client_message_id = '${second.clientMessageId}'`);
  expect(row).toEqual({ state: "open", campaign_id: campaignId, said: 2 });
});

test("the page to stop in a test is that of whose phone it is; a sample shows nobody's", async () => {
  const { query, templateId } = world();
  const input = await asked("+54 9 11 7000-0005");
  const variants = [{ templateId, values: { "1": { from: "link" as const, to: "opt-out" as const } } }];
  const draft = { ...input.draft, variants };
  const scope = await marketer();
  const [sample] = await draftSamples(scope, { draft });
  expect(sample?.values).toEqual({ "1": `${env().APP_URL}/s/u/…` });
  await sendTest(scope, { ...input, draft });
  const [said] = await query<{ link: string; contact_id: string }>(`
    select content -> 'values' ->> '1' as link, contact_id from messages where client_message_id = '${input.clientMessageId}'`);
  const token = said?.link.split("/s/u/")[1] ?? "";
  const browser = { ip: "127.0.0.1", userAgent: null };
  await answerUnsubscribe(token, { state: "out", language: "es", oneClick: false }, browser);
  const states = await query(`
    select id, consent_state(id, 'any', 'service') as state from contacts
    where id in ('${said?.contact_id}', '${input.contactId}') order by id = '${input.contactId}'`);
  expect(states).toEqual([
    { id: said?.contact_id, state: "out" },
    { id: input.contactId, state: "in" },
  ]);
});

test("nobody else is reached once the carrier account has reached all it may in a day", async () => {
  const { people, query, numberId } = world();
  const known = await asked("+54 9 11 7000-0007");
  await sendTest(await marketer(), known);
  await query(
    `update channel_accounts set health = health || '{"limit": "TIER_250"}' where id = '${numberId}'`,
  );
  await query(`
    insert into reached (connection_id, contact_id, at) select a.connection_id, k.id, now() from channel_accounts a, contacts k
    where a.id = '${numberId}' and k.id = any('{${(await people(250)).join(",")}}'::uuid[])`);
  const attempt = sendTest(await marketer(), await asked("+54 9 11 7000-0008"));
  await expect(attempt).rejects.toMatchObject({ code: "RATE_LIMITED", details: { what: "people" } });
  expect(await sendTest(await marketer(), await asked(known.phone))).toEqual({ outcome: "accepted" });
  await query(`update channel_accounts set health = health - 'limit' where id = '${numberId}'`);
});

/** A campaign to one contact, sent, and its draft tried out on their own phone afterwards. */
async function sentAndTried(more: object) {
  const { people, query, org, draft, prepare, send } = world();
  const [contactId = ""] = await people(1);
  const given = draft({ audience: { kind: "contacts", contactIds: [contactId] }, ...more });
  const campaignId = newId();
  await createCampaign(org.owner.scope, { clientCampaignId: campaignId, name: "Una", draft: given });
  await launchCampaign(org.owner.scope, { campaignId, version: 1 });
  await prepare(campaignId);
  await send();
  const [identity] = await query<{ address: string }>(
    `select address from identities where contact_id = '${contactId}'`,
  );
  const input = { draft: given, contactId, phone: `+${identity?.address}`, agreed: true as const };
  expect(await sendTest(org.owner.scope, { ...input, clientMessageId: newId() })).toEqual({
    outcome: "accepted",
  });
  return { campaignId, contactId };
}

test("what is answered after a test is an answer to the campaign before it", async () => {
  const { org, hear } = world();
  const { campaignId, contactId } = await sentAndTried({});
  await attributeReplies(org.owner.scope, await hear(contactId));
  expect((await findCampaign(org.owner.scope, { campaignId })).funnel).toMatchObject({ replied: 1 });
});

test("a test leaves the conversation that a campaign began with the campaign's team", async () => {
  const { org, query } = world();
  const { teamId } = await createTeam(org.owner.scope, { name: "Cobros" });
  const { contactId } = await sentAndTried({ teamId });
  const rows = await query(`
    select state, team_id, home_team_id, last_seq from conversations where contact_id = '${contactId}'`);
  expect(rows).toEqual([{ state: "begun", team_id: teamId, home_team_id: teamId, last_seq: 2 }]);
});

test("so many an hour, and no more", async () => {
  const input = await asked("+54 9 11 7000-0004");
  const scope = await marketer();
  for (let n = 0; n < 20; n++) await sendTest(scope, input);
  await expect(sendTest(scope, input)).rejects.toMatchObject({ code: "RATE_LIMITED" });
});
