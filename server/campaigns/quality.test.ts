import { beforeEach, expect, test } from "vitest";
import { newId } from "@/db/id";
import { createCampaign } from "./create-campaign";
import { launchCampaign } from "./launch-campaign";
import { findCampaign } from "./queries";
import { resumeCampaign } from "./resume-campaign";
import { campaignWorld } from "./test-world";

/* The carrier's word on a number or a template gets bad while a campaign goes out. */

const world = campaignWorld();
const find = (campaignId: string) => findCampaign(world().org.owner.scope, { campaignId });

const rateNumber = (quality: string) =>
  world().query(
    `update channel_accounts set health = health || '{"quality": "${quality}"}' where id = '${world().numberId}'`,
  );
const rateTemplate = (quality: string) =>
  world().query(`update templates set quality = '${quality}' where id = '${world().templateId}'`);

beforeEach(async () => {
  await rateNumber("GREEN");
  await rateTemplate("GREEN");
});

async function launched(people: number, more: object = {}): Promise<string> {
  const { org, draft, prepare, people: make } = world();
  const campaignId = newId();
  const audience = { kind: "contacts", contactIds: await make(people) };
  const given = draft({ audience, ...more });
  await createCampaign(org.owner.scope, { clientCampaignId: campaignId, name: "Calidad", draft: given });
  await launchCampaign(org.owner.scope, { campaignId, version: 1 });
  await prepare(campaignId);
  return campaignId;
}

test.each([
  ["number", rateNumber],
  ["template", rateTemplate],
] as const)(
  "a %s that turns red stops it with that reason; whoever looked at it lets it go on",
  async (what, rate) => {
    const { org, send } = world();
    const campaignId = await launched(3);
    await rate("RED");
    await send();
    expect(await find(campaignId)).toMatchObject({
      state: "paused",
      pauseReason: "quality",
      pauseDetail: what,
      funnel: { handed: 0, planned: 3 },
    });
    await resumeCampaign(org.owner.scope, { campaignId });
    await send();
    expect(await find(campaignId)).toMatchObject({ state: "finished", funnel: { handed: 3 } });
  },
);

test("what was red at the launch is no drop; once it got better, it is one again", async () => {
  const { send, query } = world();
  await rateNumber("RED");
  const campaignId = await launched(4);
  // Two of them have their turn now, the others later.
  await query(`update campaign_recipients set due_at = now() + interval '1 day' where campaign_id = '${campaignId}'
    and place > (select place from campaign_recipients where campaign_id = '${campaignId}' order by place offset 1 limit 1)`);
  await send();
  expect(await find(campaignId)).toMatchObject({ state: "running", funnel: { handed: 2 } });
  await rateNumber("GREEN");
  await query(`update campaign_recipients set due_at = now() where state = 'planned' and contact_id = (
    select contact_id from campaign_recipients where campaign_id = '${campaignId}' and state = 'planned' limit 1)`);
  await send();
  expect(await find(campaignId)).toMatchObject({ state: "running", funnel: { handed: 3 } });
  await rateNumber("RED");
  await query(
    `update campaign_recipients set due_at = now() where campaign_id = '${campaignId}' and state = 'planned'`,
  );
  await send();
  expect(await find(campaignId)).toMatchObject({
    state: "paused",
    pauseReason: "quality",
    funnel: { handed: 3 },
  });
});

test("while the first are tried it is their outcome", async () => {
  const { send } = world();
  const campaignId = await launched(60, { canaryMinutes: 30 });
  await rateNumber("RED");
  await send();
  expect(await find(campaignId)).toMatchObject({
    state: "paused",
    pauseReason: "canary",
    pauseDetail: "quality",
    funnel: { handed: 0 },
  });
});
