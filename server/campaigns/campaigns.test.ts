import { expect, test, vi } from "vitest";
import { newId } from "@/db/id";
import { createSegment } from "@/server/segments/create-segment";
import { createMember } from "@/server/testing/factories";
import { approveCampaign } from "./approve-campaign";
import { createCampaign } from "./create-campaign";
import { launchCampaign } from "./launch-campaign";
import { findCampaign } from "./queries";
import { setApproval } from "./set-approval";
import { campaignWorld } from "./test-world";
import { updateCampaign } from "./update-campaign";

const world = campaignWorld();

/** A campaign to these contacts, launched and prepared. */
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

test("a change that is repeated after a lost answer is nobody else's; another's is", async () => {
  const { org, draft } = world();
  const campaignId = newId();
  await createCampaign(org.owner.scope, { clientCampaignId: campaignId, name: "Una", draft: draft({}) });
  const change = (version: number, clientRevisionId: string, name: string) =>
    updateCampaign(org.owner.scope, { campaignId, version, clientRevisionId, name, draft: draft({}) });
  const [mine, next] = [newId(), newId()];
  expect(await change(1, mine, "Dos")).toEqual({ version: 2 });
  expect(await change(1, mine, "Dos")).toEqual({ version: 2 });
  await expect(change(1, newId(), "Tres")).rejects.toMatchObject({ code: "CONFLICT" });
  expect(await change(2, next, "Tres")).toEqual({ version: 3 });
  // What came before the last one is no repetition of it.
  await expect(change(1, mine, "Dos")).rejects.toMatchObject({ code: "CONFLICT" });
  expect(await find(campaignId)).toMatchObject({ name: "Tres", version: 3 });
});

test("each recipient gets one message, whose delivery, price and place in the history are theirs", async () => {
  const { people, send, query, taken } = world();
  const ids = await people(40);
  const campaignId = await launched(ids, { budgetMicros: "2000000" });
  expect(await find(campaignId)).toMatchObject({
    state: "running",
    audienceSize: 40,
    funnel: { planned: 40 },
  });
  await send();
  await vi.waitFor(async () => expect((await find(campaignId)).funnel.delivered).toBe(40), {
    timeout: 10_000,
  });
  const campaign = await find(campaignId);
  expect(campaign).toMatchObject({
    state: "finished",
    funnel: { all: 40, planned: 0, handed: 40, failed: 0 },
    spentMicros: "1040000",
    committedMicros: "1040000",
  });
  expect(taken()).toHaveLength(40);
  expect(new Set(taken().map(({ to }) => to)).size).toBe(40);
  expect(
    await query(`select distinct state, campaign_id from conversations where campaign_id = '${campaignId}'`),
  ).toEqual([{ state: "begun", campaign_id: campaignId }]);
});

test("who gave no consent, has no address or no value is left out, each with the reason", async () => {
  const { people, query } = world();
  const allowed = await people(3);
  const silent = await people(2, { consent: false });
  const [nameless = "", homeless = ""] = await people(2);
  await query(`update contacts set name = null where id = '${nameless}'`);
  await query(`update identities set kind = 'email' where contact_id = '${homeless}'`);
  const campaignId = await launched([...allowed, ...silent, nameless, homeless]);
  const { funnel } = await find(campaignId);
  expect(funnel).toMatchObject({ planned: 3, excluded: 4 });
  expect(Object.fromEntries(funnel.leftOut.map((one) => [one.reason, one.recipients]))).toEqual({
    "no-consent": 2,
    blank: 1,
    "no-address": 1,
  });
});

test("a campaign that two must launch waits for the second, who is not the first", async () => {
  const { people, org, draft, prepare } = world();
  const contactIds = await people(2);
  await setApproval(org.owner.scope, { micros: "1000" });
  const campaignId = newId();
  const given = draft({ audience: { kind: "contacts", contactIds } });
  await createCampaign(org.owner.scope, { clientCampaignId: campaignId, name: "Cara", draft: given });
  await launchCampaign(org.owner.scope, { campaignId, version: 1 });
  await prepare(campaignId);
  expect((await find(campaignId)).state).toBe("approval");
  await expect(approveCampaign(org.owner.scope, { campaignId, version: 2 })).rejects.toMatchObject({
    code: "FORBIDDEN",
  });
  const other = await createMember(org, "supervisor");
  await approveCampaign(other.scope, { campaignId, version: 2 });
  expect((await find(campaignId)).state).toBe("running");
  await setApproval(org.owner.scope, { micros: null });
});

test("an audience of nobody, a budget for nobody and a time that is over are refused; of two launches one runs", async () => {
  const { people, org, draft } = world();
  const contactIds = await people(1);
  const silent = await people(1, { consent: false });
  const launch = async (more: object) => {
    const campaignId = newId();
    const given = draft({ audience: { kind: "contacts", contactIds }, ...more });
    await createCampaign(org.owner.scope, { clientCampaignId: campaignId, name: "Nadie", draft: given });
    const go = () => launchCampaign(org.owner.scope, { campaignId, version: 1 });
    return { go };
  };
  const refused = async (more: object) =>
    (await launch(more)).go().then(
      () => "launched",
      (error) => [error.code, error.details.what, error.details.problems?.[0]?.code],
    );
  expect(await refused({ audience: { kind: "contacts", contactIds: silent } })).toEqual([
    "INVALID",
    "audience-empty",
    undefined,
  ]);
  expect(await refused({ budgetMicros: "25999" })).toEqual(["INVALID", "budget-too-small", undefined]);
  expect(await refused({ startsAt: "2020-01-01T00:00:00Z" })).toEqual(["INVALID", "campaign", "past"]);
  expect(await refused({ variants: [] })).toEqual(["INVALID", "campaign", "no-template"]);
  const { go } = await launch({});
  const both = await Promise.allSettled([go(), go()]);
  expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
});

test("a covered value is written into messages by who may uncover it alone", async () => {
  const { people, org, draft, query, templateId } = world();
  const contactIds = await people(1);
  await query(
    `insert into attribute_definitions (key, label, type, sensitive, created_at) values ('salary', 'Sueldo', 'money', true, now())`,
  );
  const marketer = await createMember(org, "marketer");
  const values = { "1": { from: "attribute", key: "salary", fallback: "x" } };
  const given = draft({ audience: { kind: "contacts", contactIds }, variants: [{ templateId, values }] });
  const make = (scope: typeof org.owner.scope) =>
    createCampaign(scope, { clientCampaignId: newId(), name: "Tapado", draft: given });
  await expect(make(marketer.scope)).rejects.toMatchObject({ code: "FORBIDDEN" });
  await expect(make(org.owner.scope)).resolves.toBeTruthy();
});

test("many of whom the planner knows nothing yet are not each taken through all the others", async () => {
  const { people, org, draft, prepare } = world();
  await people(12_000);
  const segmentId = newId();
  await createSegment(org.owner.scope, {
    clientSegmentId: segmentId,
    name: "Muchos",
    definition: { match: "all", conditions: [{ kind: "country", is: "one-of", countries: ["AR"] }] },
  });
  const campaignId = newId();
  const given = draft({ audience: { kind: "segment", segmentId } });
  await createCampaign(org.owner.scope, { clientCampaignId: campaignId, name: "Muchos", draft: given });
  await launchCampaign(org.owner.scope, { campaignId, version: 1 });
  await prepare(campaignId);
  expect((await find(campaignId)).funnel.planned).toBeGreaterThanOrEqual(12_000);
  // Each taken through all the others would take many minutes.
}, 120_000);
