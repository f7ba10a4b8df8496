import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { json } from "node:stream/consumers";
import { afterAll, expect, test, vi } from "vitest";
import { newId } from "@/db/id";
import { inOrg } from "@/db/org";
import { sandbox } from "@/server/channels/provision";
import { createConnector } from "@/server/connectors/create-connector";
import { close } from "@/server/conversations/close";
import { reactionsSettled } from "@/server/reactions";
import { scopeForSystem } from "@/server/scope";
import { advanceCampaigns } from "./advance-campaigns";
import { attributeClosings } from "./attribute-closings";
import { cancelCampaign } from "./cancel-campaign";
import { createCampaign } from "./create-campaign";
import { launchCampaign } from "./launch-campaign";
import { pauseCampaign } from "./pause-campaign";
import { findCampaign } from "./queries";
import { resumeCampaign } from "./resume-campaign";
import { sendSlice } from "./send-slice";
import { campaignWorld } from "./test-world";

const debts = new Map<string, number>();
let asked = 0;
/** A source that says who owes what, of one or of many. */
const bank = createServer(async (request, response) => {
  asked++;
  response.setHeader("content-type", "application/json");
  if (request.method === "POST") {
    const { phones } = (await json(request)) as { phones: string[] };
    const rows = phones.flatMap((phone) => (debts.has(phone) ? [{ phone, debt: debts.get(phone) }] : []));
    return void response.end(JSON.stringify(rows.reverse()));
  }
  const phone = new URL(request.url ?? "/", "http://bank").searchParams.get("phone") ?? "";
  const debt = debts.get(phone);
  response.writeHead(debt === undefined ? 500 : 200).end(JSON.stringify({ debt }));
});
afterAll(() => bank.close());
const bankPort = () => (bank.address() as AddressInfo).port;

const world = campaignWorld(async () => {
  await new Promise<void>((resolve) => bank.listen(0, "127.0.0.1", resolve));
  return { EGRESS_ALLOW: `127.0.0.1:${bankPort()}` };
});

async function launched(contactIds: string[], more: object = {}): Promise<string> {
  const { org, draft, prepare } = world();
  const campaignId = newId();
  const given = draft({ audience: { kind: "contacts", contactIds }, ...more });
  await createCampaign(org.owner.scope, { clientCampaignId: campaignId, name: "Prueba", draft: given });
  await launchCampaign(org.owner.scope, { campaignId, version: 1 });
  await prepare(campaignId);
  return campaignId;
}

const find = (campaignId: string) => findCampaign(world().org.owner.scope, { campaignId });
const settled = (campaignId: string, delivered: number) =>
  vi.waitFor(async () => expect((await find(campaignId)).funnel.delivered).toBe(delivered), {
    timeout: 10_000,
  });
/** Whom the carrier took a message of this campaign for. */
async function takenOf(campaignId: string): Promise<string[]> {
  const { query, taken } = world();
  const rows = await query<{ id: string }>(`select id from messages where campaign_id = '${campaignId}'`);
  const ids = new Set(rows.map(({ id }) => id));
  return taken().flatMap(({ id, to }) => (id && ids.has(id) ? [to] : []));
}

test("a budget is never passed: what it pays for leaves, and the campaign stops with that reason", async () => {
  const { people, send } = world();
  const campaignId = await launched(await people(30), { budgetMicros: String(26_000 * 7 + 25_999) });
  await send();
  await settled(campaignId, 7);
  expect(await find(campaignId)).toMatchObject({
    state: "paused",
    pauseReason: "budget",
    spentMicros: String(26_000 * 7),
    funnel: { handed: 7, planned: 23 },
  });
});

test("several processes on one number never take one recipient twice", async () => {
  const { people, org, numberId } = world();
  const campaignId = await launched(await people(60));
  const scope = await scopeForSystem(org.orgId, "campaigns");
  await Promise.all([1, 2, 3].map(() => sendSlice(scope, numberId, 10_000)));
  await settled(campaignId, 60);
  const taken = await takenOf(campaignId);
  expect([taken.length, new Set(taken).size]).toEqual([60, 60]);
});

test("paused, nobody more is written to; resumed, it goes on; cancelled, the rest is named", async () => {
  const { people, org, numberId, send } = world();
  const campaignId = await launched(await people(200));
  const scope = await scopeForSystem(org.orgId, "campaigns");
  const sending = sendSlice(scope, numberId, 20_000);
  await vi.waitFor(async () => expect((await find(campaignId)).funnel.handed).toBeGreaterThan(20), {
    timeout: 10_000,
  });
  await pauseCampaign(org.owner.scope, { campaignId });
  await sending;
  const { handed } = (await find(campaignId)).funnel;
  expect(handed).toBeLessThan(120);
  await settled(campaignId, handed);
  expect((await find(campaignId)).pauseReason).toBe("member");
  await resumeCampaign(org.owner.scope, { campaignId });
  const again = sendSlice(scope, numberId, 20_000);
  await vi.waitFor(async () => expect((await find(campaignId)).funnel.handed).toBeGreaterThan(handed), {
    timeout: 10_000,
  });
  await cancelCampaign(org.owner.scope, { campaignId });
  await again;
  await advanceCampaigns(scope);
  const ended = await find(campaignId);
  expect(ended).toMatchObject({ state: "cancelled", funnel: { planned: 0, all: 200 } });
  expect(ended.funnel.leftOut).toEqual([{ reason: "cancelled", recipients: 200 - ended.funnel.handed }]);
  await send();
  expect((await takenOf(campaignId)).length).toBe(ended.funnel.handed);
});

test("a hundred do not wait for a thousand: campaigns on one number take turns", async () => {
  const { people, send, query } = world();
  const large = await launched(await people(160));
  const small = await launched(await people(20));
  await send();
  expect(await Promise.all([find(large), find(small)])).toMatchObject([
    { state: "finished" },
    { state: "finished" },
  ]);
  const [order] = await query<{
    before: boolean;
  }>(`select (select max(decided_at) from campaign_recipients where campaign_id = '${small}')
    < (select max(decided_at) from campaign_recipients where campaign_id = '${large}') as before`);
  expect(order?.before).toBe(true);
});

test("who has quiet hours is written to when they are over, and a number that is gone stops the campaign", async () => {
  const { people, org, send, query, numberId } = world();
  const now = new Date();
  const hour = (n: number) => `${String((now.getUTCHours() + n + 24) % 24).padStart(2, "0")}:00`;
  const ids = await people(2);
  await query(`update contacts set time_zone = 'UTC' where id = any('{${ids.join(",")}}')`);
  const campaignId = await launched(ids, { quiet: { from: hour(-1), to: hour(2), sundays: false } });
  await send();
  const waiting = await find(campaignId);
  expect(waiting).toMatchObject({
    state: "running",
    funnel: { handed: 0, planned: 2 },
    waits: { because: "quiet" },
  });
  expect(waiting.waits?.until.toISOString().slice(11, 16)).toBe(hour(2));
  await query(`update channel_accounts set active = false where id = '${numberId}'`);
  await advanceCampaigns(await scopeForSystem(org.orgId, "campaigns"));
  expect(await find(campaignId)).toMatchObject({ state: "paused", pauseReason: "number" });
  await query(`update channel_accounts set active = true where id = '${numberId}'`);
  await cancelCampaign(org.owner.scope, { campaignId });
});

test("a consent taken back between the freeze and the hand-over counts", async () => {
  const { people, send, query } = world();
  const [first = "", second = ""] = await people(2);
  const campaignId = await launched([first, second]);
  await query(`insert into consents (id, identity_id, channel, purpose, state, source, occurred_at)
    select gen_random_uuid(), id, 'any', 'service', 'out', 'agent', now() from identities where contact_id = '${second}'`);
  await send();
  await settled(campaignId, 1);
  expect((await find(campaignId)).funnel.leftOut).toEqual([{ reason: "no-consent", recipients: 1 }]);
});

test("a template that the carrier pauses stops the campaign; it goes on when it is back, and nobody was lost or doubled", async () => {
  const { people, org, send, query, templateId } = world();
  const campaignId = await launched(await people(50));
  await query(`update templates set status = 'PAUSED' where id = '${templateId}'`);
  await send();
  expect(await find(campaignId)).toMatchObject({
    state: "paused",
    pauseReason: "template",
    pauseDetail: "PAUSED",
    funnel: { handed: 0 },
  });
  await query(`update templates set status = 'APPROVED' where id = '${templateId}'`);
  await resumeCampaign(org.owner.scope, { campaignId });
  await send();
  await settled(campaignId, 50);
  const taken = await takenOf(campaignId);
  expect([taken.length, new Set(taken).size]).toEqual([50, 50]);
});

test("an answer opens the conversation for the campaign's team, and counts; a closing with the reason is a result", async () => {
  const { people, org, send, query, externalId } = world();
  const [contact = ""] = await people(1);
  const teamId = newId();
  const reasonId = newId();
  await query(`insert into teams (id, name) values ('${teamId}', 'Cobranzas')`);
  await query(`insert into close_reasons (id, name) values ('${reasonId}', 'Promesa de pago')`);
  const campaignId = await launched([contact], {
    teamId,
    conversion: { kind: "close-reason", closeReasonId: reasonId },
  });
  await send();
  await settled(campaignId, 1);
  const [identity] = await query<{ address: string }>(
    `select address from identities where contact_id = '${contact}'`,
  );
  await sandbox().inbound(externalId, {
    customer: { phone: `+${identity?.address.replace(/\D/g, "")}`, country: "AR" },
    message: { type: "text", text: { body: "Pago el viernes" } },
  });
  await vi.waitFor(async () => expect((await find(campaignId)).funnel.replied).toBe(1), { timeout: 10_000 });
  await reactionsSettled();
  const [conversation] = await query<{
    id: string;
    state: string;
    team: string;
    said: number;
    work: string;
  }>(`
    select c.id, c.state, c.team_id as team, c.last_seq as said, w.team_id as work from conversations c
      left join work_items w on w.conversation_id = c.id where c.contact_id = '${contact}'`);
  expect(conversation).toMatchObject({ state: "open", team: teamId, said: 2, work: teamId });
  await close(org.owner.scope, { conversationIds: [conversation?.id ?? ""], reasonId }, async (ids) =>
    attributeClosings(await scopeForSystem(org.orgId, "test"), ids),
  );
  expect((await find(campaignId)).funnel).toMatchObject({ replied: 1, converted: 1 });
});

const together = {
  ...({ method: "POST", body: '{"phones": "{{keys}}"}', key: "contact.phone", most: 100 } as const),
  ...{ rows: "$", keyPath: "$.phone", place: "$" },
};

test.each([
  ["one by one", "owed", null],
  ["together", "due", together],
])("who paid a second ago, or cannot be asked about, gets no reminder: %s", async (_, key, many) => {
  const { people, org, send, query } = world();
  await query(
    `insert into attribute_definitions (key, label, type, currency, created_at) values ('${key}', '${key}', 'money', 'ARS', now())`,
  );
  const address = `http://127.0.0.1:${bankPort()}/`;
  await createConnector(org.owner.scope, {
    ...{
      name: key,
      method: "GET",
      headers: [],
      body: null,
      many: many && { ...many, url: address },
      cacheSeconds: 3_600,
      timeoutMs: 2_000,
      retries: 0,
    },
    url: `${address}?phone={{contact.phone}}`,
    mapping: { attributes: [{ key, path: "$.debt" }], objects: [] },
  });
  const ids = await people(40, { attributes: () => ({ [key]: 500 }) });
  const rows = await query<{ contact_id: string; address: string }>(
    `select contact_id, address from identities where contact_id = any('{${ids.join(",")}}')`,
  );
  const phones = new Map(rows.map((row) => [row.contact_id, row.address.replace(/\D/g, "")]));
  const paid = ids.slice(0, 7);
  const unknown = ids.slice(7, 9);
  for (const id of ids)
    if (!unknown.includes(id)) debts.set(phones.get(id) ?? "", paid.includes(id) ? 0 : 500);
  const owes = {
    kind: "attribute",
    attribute: { key, type: "money", test: { is: "more", value: 0 } },
  };
  const condition = { match: "all", conditions: [owes] };
  const campaignId = await launched(ids, { check: { condition, seconds: 60, words: "Pagó" } });
  const before = asked;
  await send();
  await inOrg(
    org.owner.scope,
    ({ sql }) => sql`update campaign_recipients set due_at = now() where state = 'planned'`,
  );
  await send();
  await inOrg(
    org.owner.scope,
    ({ sql }) => sql`update campaign_recipients set due_at = now() where state = 'planned'`,
  );
  await send();
  await settled(campaignId, 31);
  expect((await find(campaignId)).funnel.leftOut).toEqual([
    { reason: "no-longer", recipients: 7 },
    { reason: "unchecked", recipients: 2 },
  ]);
  const taken = new Set(await takenOf(campaignId));
  const written = ids.filter((id) => taken.has(phones.get(id) ?? ""));
  expect(written).toEqual(ids.filter((id) => !paid.includes(id) && !unknown.includes(id)));
  const told = await query<{ detail: string }>(
    `select detail from campaign_recipients where campaign_id = '${campaignId}' and reason = 'no-longer'`,
  );
  for (const { detail } of told) expect(Date.now() - Date.parse(detail)).toBeLessThan(60_000);
  // Of forty, sixteen at a time; who could not be asked about is asked about again, each time alone or with few.
  expect(asked - before < 30).toBe(many !== null);
});
