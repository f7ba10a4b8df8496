import postgres from "postgres";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { newId } from "@/db/id";
import { scopeForSystem } from "@/server/scope";
import { createCampaign } from "./create-campaign";
import { launchCampaign } from "./launch-campaign";
import { sendSlice } from "./send-slice";
import { campaignWorld } from "./test-world";

const world = campaignWorld();
let owner: postgres.Sql;
beforeAll(() => {
  owner = postgres(process.env.DATABASE_OWNER_URL ?? "", { max: 1 });
});
afterAll(() => owner.end());

test("a database that fails while a batch leaves ends the slice with its error, and nothing behind anybody's back", async () => {
  const { org, draft, people, prepare, numberId, taken, query } = world();
  const campaignId = newId();
  const contactIds = await people(300);
  await createCampaign(org.owner.scope, {
    clientCampaignId: campaignId,
    name: "A medias",
    draft: draft({ audience: { kind: "contacts", contactIds } }),
  });
  await launchCampaign(org.owner.scope, { campaignId, version: 1 });
  await prepare(campaignId);
  const unheard: unknown[] = [];
  const listen = (reason: unknown) => unheard.push(reason);
  process.on("unhandledRejection", listen);
  const sending = sendSlice(await scopeForSystem(org.orgId, "campaigns"), numberId, 10_000).catch(
    (error: unknown) => error,
  );
  await vi.waitFor(() => expect(taken().length).toBeGreaterThan(0), { timeout: 5_000 });
  await owner`alter table campaigns rename column served_at to gone_at`;
  try {
    expect(await sending).toMatchObject({ code: "42703" });
  } finally {
    await owner`alter table campaigns rename column gone_at to served_at`;
    process.off("unhandledRejection", listen);
  }
  expect(unheard).toEqual([]);
  // Whoever was claimed was handed over all the same.
  expect(
    await query(`select 1 from deliveries where campaign_id = '${campaignId}' and state = 'claimed'`),
  ).toEqual([]);
});
