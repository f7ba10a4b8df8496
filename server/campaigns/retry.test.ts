import { expect, test, vi } from "vitest";
import { newId } from "@/db/id";
import { inOrg } from "@/db/org";
import { recordHandOvers } from "@/server/conversations/record-hand-overs";
import { scopeForSystem } from "@/server/scope";
import { claimRecipients } from "./claim-recipients";
import { createCampaign } from "./create-campaign";
import { launchCampaign } from "./launch-campaign";
import { draftOutlook } from "./preview-queries";
import { findCampaign } from "./queries";
import { readWork } from "./read-work";
import { campaignWorld } from "./test-world";

/* Those to whom a campaign could not be delivered are tried again, and nobody who may have got it. */

const world = campaignWorld();
const find = (campaignId: string) => findCampaign(world().org.owner.scope, { campaignId });

async function launched(audience: object): Promise<string> {
  const { org, draft, prepare } = world();
  const campaignId = newId();
  await createCampaign(org.owner.scope, {
    clientCampaignId: campaignId,
    name: "Intento",
    draft: draft({ audience }),
  });
  await launchCampaign(org.owner.scope, { campaignId, version: 1 });
  await prepare(campaignId);
  return campaignId;
}

/** A campaign that came to these words of the carrier's, one per person; the last code stands for one that nobody knows of. */
async function ended(codes: string[]): Promise<{ campaignId: string; byCode: Map<string, string> }> {
  const { people, org, numberId, externalId, query } = world();
  const campaignId = await launched({ kind: "contacts", contactIds: await people(codes.length) });
  const account = { id: numberId, connectionId: newId(), channel: "whatsapp", externalId };
  const byCode = new Map<string, string>();
  await inOrg(await scopeForSystem(org.orgId, "campaigns"), async (s) => {
    const work = await readWork(s, campaignId);
    if (!work) throw new Error("No campaign");
    const { placed } = await claimRecipients(s, work, account, codes.length);
    await recordHandOvers(
      s,
      placed.map((claimed, n) => {
        const code = codes[n] ?? "";
        byCode.set(code, claimed.contactId);
        if (code === "unknown") return { claimed, outcome: { outcome: "unknown", detail: "severed" } };
        if (code === "ok")
          return { claimed, outcome: { outcome: "accepted", providerId: `wamid.${newId()}` } };
        return { claimed, outcome: { outcome: "rejected", code } };
      }),
    );
  });
  await query(`update campaigns set state = 'finished', finished_at = now() where id = '${campaignId}'`);
  return { campaignId, byCode };
}

/** Claims all of a campaign; `then` is done before that is committed. */
async function claimed(
  campaignId: string,
  then: () => Promise<void> = async () => undefined,
): Promise<string[]> {
  const { org, numberId, externalId } = world();
  const account = { id: numberId, connectionId: newId(), channel: "whatsapp", externalId };
  return inOrg(await scopeForSystem(org.orgId, "campaigns"), async (s) => {
    const work = await readWork(s, campaignId);
    if (!work) throw new Error("No campaign");
    const { placed } = await claimRecipients(s, work, account, 50);
    await then();
    return placed.map((one) => one.contactId);
  });
}

/** Resolves once somebody waits for a claim of the family. */
const somebodyWaits = () =>
  vi.waitFor(
    async () =>
      expect(
        await world().query(
          `select 1 from pg_stat_activity where datname = current_database() and wait_event = 'advisory'`,
        ),
      ).not.toEqual([]),
    { timeout: 8_000 },
  );

const meant = async (audience: object): Promise<string[]> => {
  const rows = await world().query<{ contact_id: string }>(
    `select contact_id from campaign_recipients where campaign_id = '${await launched(audience)}' order by 1`,
  );
  return rows.map((row) => row.contact_id);
};

test("only a cause that passes is tried again, and what nobody knows stays out", async () => {
  const { campaignId, byCode } = await ended([
    "131000",
    "131042",
    "131026",
    "131049",
    "131050",
    "ok",
    "unknown",
  ]);
  const contactOf = (...codes: string[]) => codes.map((code) => byCode.get(code) ?? "").sort();
  expect(await meant({ kind: "failed", campaignId })).toEqual(contactOf("131000", "131042"));
  expect((await find(campaignId)).failures.map(({ code, retry }) => [code, retry]).sort()).toEqual([
    ["131000", "now"],
    ["131026", "never"],
    ["131042", "now"],
    ["131049", "tomorrow"],
    ["131050", "never"],
  ]);
  // One cause that stays means nobody.
  const { org, draft } = world();
  const outlook = await draftOutlook(org.owner.scope, {
    draft: draft({ audience: { kind: "failed", campaignId, code: "131026" } }),
  });
  expect(outlook.reckoned?.meant).toBe(0);
});

test("a day later too much marketing is a cause that passed, and who answered all the same has got it", async () => {
  const { query } = world();
  const { campaignId, byCode } = await ended(["131000", "131042", "131049"]);
  await query(
    `update deliveries set failed_at = failed_at - interval '25 hours' where campaign_id = '${campaignId}'`,
  );
  await query(`update campaign_recipients set replied_at = now() where campaign_id = '${campaignId}'
    and contact_id = '${byCode.get("131042")}'`);
  const contactOf = (...codes: string[]) => codes.map((code) => byCode.get(code) ?? "").sort();
  expect(await meant({ kind: "failed", campaignId, code: "131000" })).toEqual(contactOf("131000"));
  expect(await meant({ kind: "failed", campaignId })).toEqual(contactOf("131000", "131049"));
});

test("both campaigns name each other, and of two retries nobody gets the message twice", async () => {
  const { send } = world();
  const { campaignId } = await ended(["131000", "131016"]);
  const [first, second] = [
    await launched({ kind: "failed", campaignId }),
    await launched({ kind: "failed", campaignId }),
  ];
  await send();
  const both = [await find(first), await find(second)];
  expect(both.map(({ source }) => source)).toEqual([
    { id: campaignId, name: "Intento", kind: "failed" },
    { id: campaignId, name: "Intento", kind: "failed" },
  ]);
  expect(both.reduce((sum, { funnel }) => sum + funnel.handed, 0)).toBe(2);
  expect(new Set(both.flatMap(({ funnel }) => funnel.leftOut.map(({ reason }) => reason)))).toEqual(
    new Set(["arrived"]),
  );
  expect((await find(campaignId)).followUps.map(({ id }) => id)).toEqual([first, second]);
  await expect(launched({ kind: "failed", campaignId })).rejects.toMatchObject({
    code: "INVALID",
    details: { what: "audience-empty" },
  });
});

test("who has it after all by the time of their turn is left out, with the reason", async () => {
  const { send, query } = world();
  const { campaignId, byCode } = await ended(["131000", "131016"]);
  const again = await launched({ kind: "failed", campaignId });
  await query(`update deliveries set state = 'delivered', rank = 50 where campaign_id = '${campaignId}' and message_id = (
    select message_id from campaign_recipients where campaign_id = '${campaignId}' and contact_id = '${byCode.get("131000")}')`);
  await send();
  expect((await find(again)).funnel).toMatchObject({
    handed: 1,
    skipped: 1,
    leftOut: [{ reason: "arrived", recipients: 1 }],
  });
});

test("of two retries that claim at once the second sees whom the first has taken", async () => {
  const { campaignId, byCode } = await ended(["131000", "131042"]);
  const audience = { kind: "failed", campaignId };
  const [one, other] = [await launched(audience), await launched(audience)];
  let second: Promise<string[]> = Promise.resolve([]);
  const first = await claimed(one, async () => {
    second = claimed(other);
    await somebodyWaits();
  });
  expect(first.sort()).toEqual([...byCode.values()].sort());
  expect(await second).toEqual([]);
});
