import { expect, test } from "vitest";
import { newId } from "@/db/id";
import { inOrg } from "@/db/org";
import { createCampaign } from "./create-campaign";
import { launchCampaign } from "./launch-campaign";
import { campaignWorld } from "./test-world";
import { variantOutcomes } from "./variant-queries";

const world = campaignWorld();

test("two wordings share the recipients by halves, and each is told apart with what it came to", async () => {
  const { org, people, draft, templateId, prepare, send } = world();
  const contactIds = await people(60);
  const { campaignId } = await createCampaign(org.owner.scope, {
    clientCampaignId: newId(),
    name: "Dos textos",
    draft: draft({
      audience: { kind: "contacts", contactIds },
      variants: ["Ana", "Beto"].map((text) => ({ templateId, values: { "1": { from: "text", text } } })),
    }),
  });
  await launchCampaign(org.owner.scope, { campaignId, version: 1 });
  await prepare(campaignId);
  await send();
  const outcomes = await variantOutcomes(org.owner.scope, { campaignId });
  expect(outcomes.map(({ variant }) => variant)).toEqual([0, 1]);
  expect(outcomes.reduce((sum, { handed }) => sum + handed, 0)).toBe(60);
  for (const { handed } of outcomes) expect(handed).toBeGreaterThan(12);
  const [row] = await inOrg(
    org.owner.scope,
    ({ sql, orgId }) => sql<{ replied: string }[]>`
      update campaign_recipients set replied_at = app_now() where org_id = ${orgId} and campaign_id = ${campaignId} and variant = 1
        and contact_id = (select min(contact_id::text)::uuid from campaign_recipients where campaign_id = ${campaignId} and variant = 1)
      returning contact_id as replied`,
  );
  expect(row).toBeDefined();
  const after = await variantOutcomes(org.owner.scope, { campaignId });
  expect(after.map(({ replied }) => replied)).toEqual([0, 1]);
});
