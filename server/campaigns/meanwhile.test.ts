import { expect, test, vi } from "vitest";
import { newId } from "@/db/id";
import { inOrg } from "@/db/org";
import { mergeContacts } from "@/server/contacts/merges/merge-contacts";
import { recordHandOvers } from "@/server/conversations/record-hand-overs";
import { recordStatus } from "@/server/conversations/record-status";
import { scopeForSystem } from "@/server/scope";
import { advanceCampaigns } from "./advance-campaigns";
import { cancelCampaign } from "./cancel-campaign";
import { claimRecipients } from "./claim-recipients";
import { createCampaign } from "./create-campaign";
import { launchCampaign } from "./launch-campaign";
import { pauseCampaign } from "./pause-campaign";
import { findCampaign } from "./queries";
import { readWork } from "./read-work";
import { resumeCampaign } from "./resume-campaign";
import { campaignWorld } from "./test-world";
import { withdrawCampaign } from "./withdraw-campaign";

/* What happens to people, templates and clocks while a campaign is on its way. */

const world = campaignWorld();

async function launched(contactIds: string[], more: object = {}): Promise<string> {
  const { org, draft, prepare } = world();
  const campaignId = newId();
  const given = draft({ audience: { kind: "contacts", contactIds }, ...more });
  await createCampaign(org.owner.scope, {
    clientCampaignId: campaignId,
    name: "Mientras tanto",
    draft: given,
  });
  await launchCampaign(org.owner.scope, { campaignId, version: 1 });
  await prepare(campaignId);
  return campaignId;
}

const find = (campaignId: string) => findCampaign(world().org.owner.scope, { campaignId });
const system = () => scopeForSystem(world().org.orgId, "campaigns");

/** Claims as a sender does, and leaves the hand-over to the test. */
async function claim(campaignId: string, most: number) {
  const { numberId, externalId } = world();
  const account = { id: numberId, connectionId: newId(), channel: "whatsapp", externalId };
  return inOrg(await system(), async (s) => {
    const work = await readWork(s, campaignId);
    return work ? (await claimRecipients(s, work, account, most)).placed : [];
  });
}

test("who is found to be somebody that was written to already is not written to again", async () => {
  const { people, org, send, query } = world();
  const [first = "", second = ""] = await people(2);
  const campaignId = await launched([first, second]);
  const [placed] = await claim(campaignId, 1);
  if (!placed) throw new Error("Nobody was claimed");
  const other = placed.contactId === first ? second : first;
  await inOrg(org.owner.scope, (s) =>
    mergeContacts(s, { keptId: other, mergedId: placed.contactId, reason: "carrier" }),
  );
  await send();
  expect((await find(campaignId)).funnel).toMatchObject({
    handed: 1,
    skipped: 1,
    leftOut: [{ reason: "duplicate" }],
  });
  const said = await query(`select 1 from messages where campaign_id = '${campaignId}'`);
  expect(said).toHaveLength(1);
});

test("nor through a second merge: whoever they came to be is the same person", async () => {
  const { people, org, send, query } = world();
  const [first = "", second = "", third = ""] = await people(3);
  const campaignId = await launched([first, second]);
  const [placed] = await claim(campaignId, 1);
  if (!placed) throw new Error("Nobody was claimed");
  const other = placed.contactId === first ? second : first;
  for (const [keptId, mergedId] of [
    [other, placed.contactId],
    [third, other],
  ] as const)
    await inOrg(org.owner.scope, (s) => mergeContacts(s, { keptId, mergedId, reason: "carrier" }));
  await send();
  expect(await query(`select 1 from messages where campaign_id = '${campaignId}'`)).toHaveLength(1);
  expect((await find(campaignId)).funnel.leftOut).toEqual([{ reason: "duplicate", recipients: 1 }]);
});

test("who is being erased is not written to any more", async () => {
  const { people, send, query } = world();
  const [contact = "", stays = ""] = await people(2);
  const campaignId = await launched([contact, stays]);
  await query(`update identities set value = 'erased:' || id where contact_id = '${contact}'`);
  await send();
  expect((await find(campaignId)).funnel).toMatchObject({
    handed: 1,
    leftOut: [{ reason: "no-address", recipients: 1 }],
  });
});

test("nor when their message waits to be tried again", async () => {
  const { people, send, query, taken } = world();
  const [contact = ""] = await people(1);
  const campaignId = await launched([contact]);
  const placed = await claim(campaignId, 1);
  const outcome = { outcome: "again", code: "130429", afterMs: 0, throttled: true } as const;
  await inOrg(await system(), (s) =>
    recordHandOvers(
      s,
      placed.map((claimed) => ({ claimed, outcome })),
    ),
  );
  await query(`update identities set value = 'erased:' || id where contact_id = '${contact}'`);
  const before = taken().length;
  await send();
  expect(taken()).toHaveLength(before);
  expect(
    await query(
      `select state, failure ->> 'code' as code from deliveries where campaign_id = '${campaignId}'`,
    ),
  ).toEqual([{ state: "rejected", code: "no-consent" }]);
});

test("who has no price any more by the time of their turn cannot be held to a budget, and is left out", async () => {
  const { people, send, query } = world();
  const [moved = "", free = ""] = await people(2);
  const held = await launched([moved], { budgetMicros: "26000" });
  const unheld = await launched([free]);
  await query(`
    update identities set kind = 'scoped', value = 'AR.' || id, address = 'AR.' || id where contact_id in ('${moved}', '${free}')`);
  await query(`update contacts set country = null where id in ('${moved}', '${free}')`);
  await send();
  expect((await find(held)).funnel).toMatchObject({
    handed: 0,
    leftOut: [{ reason: "market", recipients: 1 }],
  });
  expect((await find(unheld)).funnel.handed).toBe(1);
});

test("a hand-over under way at a cancel has its word, and nothing stays claimed", async () => {
  const { people, org, query } = world();
  const campaignId = await launched(await people(3));
  const [one, two] = await claim(campaignId, 2);
  if (!one || !two) throw new Error("Two were to be claimed");
  await cancelCampaign(org.owner.scope, { campaignId });
  const scope = await system();
  await advanceCampaigns(scope);
  expect((await find(campaignId)).state).toBe("cancelling");
  await inOrg(scope, (s) =>
    recordHandOvers(s, [
      { claimed: one, outcome: { outcome: "again", code: "130429", afterMs: 60_000, throttled: true } },
      { claimed: two, outcome: { outcome: "accepted", providerId: `wamid.${two.messageId}` } },
    ]),
  );
  await advanceCampaigns(scope);
  expect(await find(campaignId)).toMatchObject({
    state: "cancelled",
    committedMicros: "26000",
    funnel: { failed: 1, skipped: 1 },
  });
  expect(await query(`select 1 from deliveries where campaign_id = '${campaignId}' and pending`)).toEqual([]);
});

test("what is tried again is asked everything once more: quiet hours come before it, and a no is a no", async () => {
  const { people, org, send, query, taken } = world();
  const [first = "", second = ""] = await people(2);
  const campaignId = await launched([first, second]);
  const scope = await system();
  const placed = await claim(campaignId, 2);
  const outcome = { outcome: "again", code: "130429", afterMs: 0, throttled: true } as const;
  await inOrg(scope, (s) =>
    recordHandOvers(
      s,
      placed.map((claimed) => ({ claimed, outcome })),
    ),
  );
  await query(`insert into consents (id, identity_id, channel, purpose, state, source, occurred_at)
    select gen_random_uuid(), id, 'any', 'service', 'out', 'agent', now() from identities where contact_id = '${second}'`);
  const hour = (n: number) => `${String((new Date().getUTCHours() + n + 24) % 24).padStart(2, "0")}:00`;
  const night = { from: hour(-1), to: hour(2), sundays: false };
  await query(`update contacts set time_zone = 'UTC' where id = '${first}'`);
  await query(
    `update campaigns set draft = jsonb_set(draft, '{quiet}', '${JSON.stringify(night)}') where id = '${campaignId}'`,
  );
  const before = taken().length;
  await send();
  expect(taken()).toHaveLength(before);
  const rows = await query<{ state: string; code: string | null; later: boolean | null }>(`
    select d.state, d.failure ->> 'code' as code, d.retry_at > now() + interval '30 minutes' as later from deliveries d
    where d.campaign_id = '${campaignId}' order by d.state`);
  expect(rows).toEqual([
    { state: "claimed", code: "130429", later: true },
    { state: "rejected", code: "no-consent", later: null },
  ]);
  await cancelCampaign(org.owner.scope, { campaignId });
});

test("a category that the carrier moved before the start stops it, and its price is agreed to by whoever goes on", async () => {
  const { people, org, send, query, templateId } = world();
  const campaignId = await launched(await people(2));
  await query(`update templates set category = 'MARKETING' where id = '${templateId}'`);
  await send();
  expect(await find(campaignId)).toMatchObject({
    state: "paused",
    pauseReason: "category",
    pauseDetail: "MARKETING",
  });
  await resumeCampaign(org.owner.scope, { campaignId });
  await send();
  // Nobody said yes to marketing.
  expect((await find(campaignId)).funnel).toMatchObject({
    handed: 0,
    leftOut: [{ reason: "no-consent", recipients: 2 }],
  });
  await query(`update templates set category = 'UTILITY' where id = '${templateId}'`);
});

test("a message that was refused and arrives all the same counts towards the budget", async () => {
  const { people } = world();
  const campaignId = await launched(await people(1), { budgetMicros: "26000" });
  const [placed] = await claim(campaignId, 1);
  if (!placed) throw new Error("Nobody was claimed");
  const scope = await system();
  await inOrg(scope, (s) =>
    recordHandOvers(s, [{ claimed: placed, outcome: { outcome: "rejected", code: "131026" } }]),
  );
  expect((await find(campaignId)).committedMicros).toBe("0");
  const { messageId, account } = placed;
  await inOrg(scope, (s) =>
    recordStatus(s, [
      {
        channelAccountId: account.id,
        status: {
          ...{
            type: "status",
            providerId: `wamid.${messageId}`,
            messageId,
            state: "delivered",
            occurredAt: new Date(),
          },
          pricing: { type: "regular", category: "utility" },
        },
      },
    ]),
  );
  expect(await find(campaignId)).toMatchObject({ committedMicros: "26000", spentMicros: "26000" });
});

test("one that has written to somebody does not become a draft again, whatever the clock says", async () => {
  const { people, org, send, query } = world();
  const campaignId = await launched(await people(30));
  await claim(campaignId, 1);
  await query(`update campaigns set starts_at = now() + interval '3 days' where id = '${campaignId}'`);
  await pauseCampaign(org.owner.scope, { campaignId });
  await resumeCampaign(org.owner.scope, { campaignId });
  expect((await find(campaignId)).state).toBe("running");
  const { version } = await find(campaignId);
  await expect(withdrawCampaign(org.owner.scope, { campaignId, version })).rejects.toMatchObject({
    code: "CONFLICT",
  });
  await send();
  await vi.waitFor(async () => expect((await find(campaignId)).funnel.delivered).toBe(29), {
    timeout: 10_000,
  });
});
