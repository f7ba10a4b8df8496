import { expect, test } from "vitest";
import { newId } from "@/db/id";
import { inOrg } from "@/db/org";
import { withDatabase } from "@/server/testing/environment";
import { createConversation, createOrganization, type TestOrganization } from "@/server/testing/factories";
import { createCampaign } from "./create-campaign";
import { type ExportAsked, exportRecipients } from "./export-recipients";
import { campaignDraft } from "./schema";

withDatabase();

const same = (one: string) => one;
const words = { head: ["Contacto"], outcome: same, reason: same, source: same, result: same };

async function read(org: TestOrganization, asked: ExportAsked): Promise<string[]> {
  let csv = "";
  for await (const lines of await exportRecipients(org.owner.scope, asked, words)) csv += lines;
  return csv.trimEnd().split("\r\n");
}

/** A campaign with one who was left out and one who has a message of that hash, under a name that a spreadsheet would run. */
async function campaignOf(org: TestOrganization) {
  const [out, told] = [await createConversation(org), await createConversation(org)];
  const { campaignId } = await createCampaign(org.owner.scope, {
    clientCampaignId: newId(),
    name: "Aviso",
    draft: campaignDraft.parse({}),
  });
  await inOrg(org.owner.scope, async (s) => {
    await s.sql`update contacts set name = '=HYPERLINK(1)' where id = ${told.contactId}`;
    await s.sql`
      insert into campaign_recipients (campaign_id, contact_id, identity_id, state, reason, place, variant, message_id, intent_hash, decided_at)
      values (${campaignId}, ${out.contactId}, ${out.identityId}, 'excluded', 'no-consent', 1, 0, null, null, null),
        (${campaignId}, ${told.contactId}, ${told.identityId}, 'queued', null, 2, 1, ${told.messageId}, 'abc123', app_now())`;
  });
  return { campaignId, out, told };
}

test("everybody of a campaign leaves as a line, no cell as a formula, and the audit says who took them", async () => {
  const [org, other] = [await createOrganization(), await createOrganization()];
  const { campaignId, told } = await campaignOf(org);
  await campaignOf(other);
  const lines = await read(org, { campaignId, kind: "recipients" });
  expect(lines).toHaveLength(3);
  expect(lines.join("\n")).toContain("'=HYPERLINK(1)");
  expect(lines.join("\n")).toContain("no-consent");
  expect(lines.find((line) => line.startsWith(told.contactId))).toContain(",B,");
  const rows = await inOrg(
    org.owner.scope,
    (s) => s.sql`select actor_id, details from audit_rows where action = 'campaign.exported'`,
  );
  expect(rows).toEqual([{ actor_id: org.owner.memberId, details: { kind: "recipients" } }]);
});

test("the proof holds only what was handed over, with the digest of what was decided", async () => {
  const org = await createOrganization();
  const { campaignId, told } = await campaignOf(org);
  const lines = await read(org, { campaignId, kind: "proof" });
  expect(lines).toHaveLength(2);
  expect(lines[1]).toContain(told.contactId);
  expect(lines[1]).toContain("abc123");
});

test("another organization's campaign is none", async () => {
  const [org, other] = [await createOrganization(), await createOrganization()];
  const { campaignId } = await campaignOf(other);
  await expect(read(org, { campaignId, kind: "recipients" })).rejects.toMatchObject({ code: "NOT_FOUND" });
});
