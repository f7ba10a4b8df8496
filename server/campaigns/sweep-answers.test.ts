import { expect, test } from "vitest";
import { sql } from "@/db/client";
import { newId } from "@/db/id";
import { scopeForSystem } from "@/server/scope";
import { createCampaign } from "./create-campaign";
import { launchCampaign } from "./launch-campaign";
import { findCampaign } from "./queries";
import { sweepAnswers } from "./sweep-answers";
import { campaignWorld } from "./test-world";

const world = campaignWorld();

test("an answer whose reaction a crash ate is found by the sweeper, once", async () => {
  const { people, org, draft, prepare, send, hear, query } = world();
  const [contactId = ""] = await people(1);
  const campaignId = newId();
  const given = draft({ audience: { kind: "contacts", contactIds: [contactId] } });
  await createCampaign(org.owner.scope, { clientCampaignId: campaignId, name: "Una", draft: given });
  await launchCampaign(org.owner.scope, { campaignId, version: 1 });
  await prepare(campaignId);
  await send();
  // The process dies before it reacts.
  const [answerId] = await hear(contactId);
  const scope = await scopeForSystem(org.orgId, "sweep-answers");
  const replied = async () => (await findCampaign(org.owner.scope, { campaignId })).funnel.replied;

  // Whoever received it a moment ago is at it.
  await sweepAnswers(scope);
  expect(await replied()).toBe(0);
  await query(`update campaign_answers set at = at - interval '2 minutes' where message_id = '${answerId}'`);
  const due = await sql()<{ org_id: string }[]>`select org_id from resolve_unheard_answers()`;
  expect(due.map((row) => row.org_id)).toEqual([org.orgId]);
  await sweepAnswers(scope);
  expect(await replied()).toBe(1);
  expect(await sql()`select org_id from resolve_unheard_answers()`).toEqual([]);
  await sweepAnswers(scope);
  expect(await replied()).toBe(1);
});
