import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { json } from "node:stream/consumers";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { newId } from "@/db/id";
import { inOrg } from "@/db/org";
import { createConnector } from "@/server/connectors/create-connector";
import { readLive } from "@/server/connectors/read-live";
import { mergeContacts } from "@/server/contacts/merges/merge-contacts";
import { recordHandOvers } from "@/server/conversations/record-hand-overs";
import { reactionsSettled } from "@/server/reactions";
import { scopeForSystem } from "@/server/scope";
import { claimRecipients } from "./claim-recipients";
import { createCampaign } from "./create-campaign";
import { launchCampaign } from "./launch-campaign";
import { findCampaign } from "./queries";
import { readWork } from "./read-work";
import { resumeCampaign } from "./resume-campaign";
import { mostTries } from "./rules/decide-recipient";
import { sendSlice } from "./send-slice";
import { campaignWorld } from "./test-world";

interface Answer {
  status?: number;
  body: unknown;
}

let answer: (phones: string[], many: boolean) => Answer;
/** A source that is asked about many by POST, and about one by GET. */
const source = createServer(async (request, response) => {
  const many = request.method === "POST";
  const phone = new URL(request.url ?? "/", "http://source").searchParams.get("phone") ?? "";
  const phones = many ? ((await json(request)) as { phones: string[] }).phones : [phone];
  const { status = 200, body } = answer(phones, many);
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
});
afterAll(() => source.close());
const port = () => (source.address() as AddressInfo).port;
const world = campaignWorld(async () => {
  await new Promise<void>((resolve) => source.listen(0, "127.0.0.1", resolve));
  return { EGRESS_ALLOW: `127.0.0.1:${port()}` };
});

const owing = (phone: string) => ({ phone, debt: 500 });
beforeAll(async () => {
  const { org, query } = world();
  await query(
    `insert into attribute_definitions (key, label, type, currency, created_at) values ('debt', 'Deuda', 'money', 'ARS', now())`,
  );
  const url = `http://127.0.0.1:${port()}/`;
  await createConnector(org.owner.scope, {
    ...{
      name: "Core bancario",
      method: "GET",
      url: `${url}?phone={{contact.phone}}`,
      headers: [],
      body: null,
    },
    many: {
      ...{ method: "POST", url, body: '{"phones": "{{keys}}"}', key: "contact.phone" },
      ...{ most: 100, rows: "$", keyPath: "$.phone", place: "$" },
    },
    ...{ cacheSeconds: 3_600, timeoutMs: 2_000, retries: 0 },
    mapping: { attributes: [{ key: "debt", path: "$.debt" }], objects: [] },
  });
});
beforeEach(() => {
  answer = (phones, many) => ({ body: many ? phones.map(owing) : owing(phones[0] ?? "") });
});

const find = (campaignId: string) => findCampaign(world().org.owner.scope, { campaignId });
const leftOut = async (campaignId: string) => (await find(campaignId)).funnel.leftOut;

async function launched(contactIds: string[]): Promise<string> {
  const { org, draft, prepare } = world();
  const campaignId = newId();
  const owes = {
    kind: "attribute",
    attribute: { key: "debt", type: "money", test: { is: "more", value: 0 } },
  };
  const check = { condition: { match: "all", conditions: [owes] }, seconds: 60, words: "Pagó" };
  const given = draft({ audience: { kind: "contacts", contactIds }, check });
  await createCampaign(org.owner.scope, { clientCampaignId: campaignId, name: "Prueba", draft: given });
  await launchCampaign(org.owner.scope, { campaignId, version: 1 });
  await prepare(campaignId);
  return campaignId;
}

/** Sends, whoever was put off being due again, until the campaign stands still. */
async function carry(campaignId: string): Promise<string> {
  const { org, query, numberId } = world();
  const system = await scopeForSystem(org.orgId, "campaigns");
  for (let n = 0; n < 40; n++) {
    await query(
      `update campaign_recipients set due_at = now() where campaign_id = '${campaignId}' and state = 'planned'`,
    );
    await query(`update deliveries set retry_at = now() where campaign_id = '${campaignId}' and pending`);
    await sendSlice(system, numberId, 500);
    const { state } = await find(campaignId);
    if (state !== "running") break;
  }
  await reactionsSettled();
  return (await find(campaignId)).state;
}

test("a source that answers something else than expected stops the campaign by name, and who was tried thrice is left out", async () => {
  const { org, people } = world();
  answer = (phones, many) => ({ body: many ? phones.map((phone) => ({ phone })) : {} });
  const campaignId = await launched(await people(6));
  for (let n = 0; n < 2; n++) {
    expect(await carry(campaignId)).toBe("paused");
    expect(await find(campaignId)).toMatchObject({ pauseReason: "check", pauseDetail: "Core bancario" });
    await resumeCampaign(org.owner.scope, { campaignId });
  }
  expect(await carry(campaignId)).toBe("finished");
  expect(await leftOut(campaignId)).toEqual([{ reason: "unchecked", recipients: 6 }]);
});

test("people whom a source knows nothing of are left out, and do not stop the others", async () => {
  const { people } = world();
  const ids = await people(24);
  const rows = await world().query<{ address: string }>(
    `select address from identities where contact_id = any('{${ids.slice(0, 20).join(",")}}')`,
  );
  const unknown = new Set(rows.map(({ address }) => address.replace(/\D/g, "")));
  answer = (phones, many) => {
    const known = phones.filter((phone) => !unknown.has(phone)).map(owing);
    return many ? { body: known } : { status: known.length > 0 ? 200 : 404, body: known[0] ?? {} };
  };
  const campaignId = await launched(ids);
  expect(await carry(campaignId)).toBe("finished");
  expect(await leftOut(campaignId)).toEqual([{ reason: "unchecked", recipients: 20 }]);
});

test("one whom a source refuses keeps nobody else from their message", async () => {
  const { people, query } = world();
  const ids = await people(20);
  const [row] = await query<{ address: string }>(
    `select address from identities where contact_id = '${ids[3]}'`,
  );
  const refused = row?.address.replace(/\D/g, "") ?? "";
  answer = (phones, many) => {
    if (phones.includes(refused)) return { status: 422, body: {} };
    return { body: many ? phones.map(owing) : owing(phones[0] ?? "") };
  };
  const campaignId = await launched(ids);
  expect(await carry(campaignId)).toBe("finished");
  expect(await leftOut(campaignId)).toEqual([{ reason: "unchecked", recipients: 1 }]);
});

test("a source that says nothing yet costs nobody a try; who was merged does not wait for it", async () => {
  const { org, people, query, numberId } = world();
  const ids = await people(10);
  const [kept = ""] = await people(1);
  const campaignId = await launched(ids);
  for (const mergedId of ids.slice(0, 4))
    await inOrg(org.owner.scope, (s) => mergeContacts(s, { keptId: kept, mergedId, reason: "carrier" }));
  const scope = await scopeForSystem(org.orgId, "campaigns");
  const account = await query<{ id: string; connectionId: string; channel: string; externalId: string }>(
    `select id, connection_id as "connectionId", channel, external_id as "externalId" from channel_accounts where id = '${numberId}'`,
  );
  const claim = await inOrg(scope, async (s) => {
    const work = await readWork(s, campaignId);
    if (!work || !account[0]) throw new Error("There is no such campaign");
    return claimRecipients(s, work, account[0], 16);
  });
  expect(claim).toMatchObject({ placed: [], stop: null, seen: 10 });
  const rows = await query<{ state: string; reason: string | null; tries: number; people: number }>(
    `select state, reason, tries, count(*)::int as people from campaign_recipients where campaign_id = '${campaignId}' group by 1, 2, 3 order by 1`,
  );
  // Of the four who are one person now, the first carries its place over.
  expect(rows).toEqual([
    { state: "planned", reason: null, tries: 0, people: 7 },
    { state: "skipped", reason: "merged", tries: 1, people: 3 },
  ]);
});

/** Messages that the carrier did not take for now, and takes later. */
async function refusedForNow(contactIds: string[]): Promise<string> {
  const campaignId = await launched(contactIds);
  const { org, numberId, externalId, query } = world();
  const account = { id: numberId, connectionId: newId(), channel: "whatsapp", externalId };
  const outcome = { outcome: "again", code: "130429", afterMs: 60_000, throttled: true } as const;
  const scope = await scopeForSystem(org.orgId, "campaigns");
  await readLive(scope, { contactIds });
  await inOrg(scope, async (s) => {
    const work = await readWork(s, campaignId);
    if (!work) throw new Error("There is no such campaign");
    const { placed } = await claimRecipients(s, work, account, contactIds.length);
    await recordHandOvers(
      s,
      placed.map((claimed) => ({ claimed, outcome })),
    );
  });
  // By then what was read before the first hand-over is too old.
  await query(`update connector_readings set attempted_at = attempted_at - interval '1 hour'`);
  return campaignId;
}

test("a source that fails before a second hand-over stops the campaign by name; nobody is written to unchecked, nobody lost", async () => {
  const { org, people, taken } = world();
  const campaignId = await refusedForNow(await people(2));
  const before = taken().length;
  answer = () => ({ status: 500, body: {} });
  expect(await carry(campaignId)).toBe("paused");
  expect(await find(campaignId)).toMatchObject({
    ...{ pauseReason: "check", pauseDetail: "Core bancario", waiting: 2 },
    word: { goodAt: expect.any(Date), again: false },
  });
  await world().query(`update connector_health set open_until = null, probe_until = null`);
  await resumeCampaign(org.owner.scope, { campaignId });
  expect(await carry(campaignId)).toBe("paused");
  expect(taken()).toHaveLength(before);
  answer = (phones, many) => ({ body: many ? phones.map(owing) : owing(phones[0] ?? "") });
  await world().query(`update connector_health set open_until = null, probe_until = null`);
  await resumeCampaign(org.owner.scope, { campaignId });
  expect(await carry(campaignId)).toBe("finished");
  expect(taken()).toHaveLength(before + 2);
});

test("of whom a source says nothing any more before a second hand-over ends by name, and may be tried again", async () => {
  const { people, taken, query } = world();
  const [one = "", two = ""] = await people(2);
  const campaignId = await refusedForNow([one, two]);
  const before = taken().length;
  const [row] = await query<{ address: string }>(
    `select address from identities where contact_id = '${one}'`,
  );
  const known = row?.address.replace(/\D/g, "") ?? "";
  answer = (phones, many) => {
    const rows = phones.filter((phone) => phone === known).map(owing);
    return many ? { body: rows } : { status: rows.length > 0 ? 200 : 404, body: rows[0] ?? {} };
  };
  expect(await carry(campaignId)).toBe("finished");
  expect(taken()).toHaveLength(before + 1);
  expect((await find(campaignId)).failures).toEqual([
    { code: "unchecked", key: "unchecked", recipients: 1, retry: "now" },
  ]);
  const rows = await query<{ tries: number }>(
    `select tries from campaign_recipients where campaign_id = '${campaignId}' and contact_id = '${two}'`,
  );
  expect(rows).toEqual([{ tries: mostTries }]);
});
