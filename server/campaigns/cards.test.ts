import { expect, test } from "vitest";
import { newId } from "@/db/id";
import { sandbox } from "@/server/channels/provision";
import { syncConnectionTemplates } from "@/server/templates/sync-all";
import { createCampaign } from "./create-campaign";
import { launchCampaign } from "./launch-campaign";
import { campaignWorld } from "./test-world";

const world = campaignWorld();

const card = {
  components: [
    { type: "HEADER", format: "IMAGE" },
    { type: "BUTTONS", buttons: [{ type: "QUICK_REPLY", text: "Quiero este" }] },
  ],
};

/** Service words, since the people of this world said yes to those. */
async function approved(name: string, components: object[]): Promise<string> {
  const { org, query } = world();
  await sandbox().approveTemplate(`org-${org.orgId}`, {
    name,
    language: "es_AR",
    category: "UTILITY",
    components,
  });
  await syncConnectionTemplates(org.owner.scope);
  const [row] = await query<{ id: string }>(`select id from templates where name = '${name}'`);
  return row?.id ?? "";
}

async function sent(templateId: string, contactIds: string[], values: object): Promise<string> {
  const { org, draft, prepare, send } = world();
  const campaignId = newId();
  const given = draft({ audience: { kind: "contacts", contactIds }, variants: [{ templateId, values }] });
  await createCampaign(org.owner.scope, { clientCampaignId: campaignId, name: "Tarjetas", draft: given });
  await launchCampaign(org.owner.scope, { campaignId, version: 1 });
  await prepare(campaignId);
  await send();
  return campaignId;
}

test("each person gets cards with pictures of their own, and an offer until the end of a day of their own", async () => {
  const { people, query } = world();
  await query(`insert into attribute_definitions (key, label, type, position, created_at) values
    ('foto', 'Foto', 'url', 90, now()), ('hasta', 'Hasta', 'date', 91, now())`);
  const [one = "", two = "", late = ""] = await people(3, {
    attributes: (n) => ({
      foto: `https://example.com/${n}.png`,
      hasta: n === 2 ? "2020-01-01" : `2099-12-0${n + 1}`,
    }),
  });
  const templateId = await approved("tarjetas", [
    { type: "LIMITED_TIME_OFFER", limited_time_offer: { text: "Por vencer", has_expiration: true } },
    { type: "BODY", text: "Mirá lo que guardamos para vos" },
    { type: "CAROUSEL", cards: [card, card] },
  ]);
  const campaignId = await sent(templateId, [one, two, late], {
    "offer.expires": { from: "attribute", key: "hasta", fallback: null },
    "card.0.header-media.image": { from: "attribute", key: "foto", fallback: null },
    "card.1.header-media.image": { from: "text", text: "https://example.com/todos.png" },
  });
  const rows = await query<{
    contact_id: string;
    state: string;
    reason: string | null;
    detail: string | null;
  }>(`select contact_id, state, reason, detail from campaign_recipients where campaign_id = '${campaignId}'`);
  expect(rows.find((row) => row.contact_id === late)).toMatchObject({
    reason: "blank",
    detail: "offer.expires",
  });
  const messages = await query<{ contact_id: string; content: { values: object }; state: string }>(
    `select m.contact_id, m.content, d.state from messages m join deliveries d on d.org_id = m.org_id and d.message_id = m.id
      where m.campaign_id = '${campaignId}'`,
  );
  expect(messages).toHaveLength(2);
  for (const [n, contactId] of [one, two].entries())
    expect(messages.find((message) => message.contact_id === contactId)).toMatchObject({
      content: {
        offer: "Por vencer",
        cards: [{ buttons: ["Quiero este"] }, { buttons: ["Quiero este"] }],
        values: {
          "offer.expires": `2099-12-0${n + 1}T23:59:59Z`,
          "card.0.header-media.image": `https://example.com/${n}.png`,
        },
      },
    });
  expect(messages.map(({ state }) => state)).not.toContain("rejected");
});

test("a code goes to a telephone, in the text and in its button", async () => {
  const { people, query } = world();
  const [known = "", hidden = ""] = await people(2);
  await query(`update identities set kind = 'scoped' where contact_id = '${hidden}'`);
  await query(`insert into consents (id, identity_id, channel, purpose, state, source, occurred_at)
    select gen_random_uuid(), id, 'any', 'authentication', 'in', 'import', now() - interval '1 day' from identities
    where contact_id in ('${known}', '${hidden}')`);
  const { org } = world();
  await sandbox().approveTemplate(`org-${org.orgId}`, {
    ...{ name: "clave", language: "es_AR", category: "AUTHENTICATION" },
    components: [{ type: "BODY" }, { type: "BUTTONS", buttons: [{ type: "OTP", otp_type: "COPY_CODE" }] }],
  });
  await syncConnectionTemplates(org.owner.scope);
  const [template] = await query<{ id: string }>(`select id from templates where name = 'clave'`);
  const campaignId = await sent(template?.id ?? "", [known, hidden], {
    "1": { from: "text", text: "482913" },
  });
  const rows = await query<{
    contact_id: string;
    reason: string | null;
    content: object | null;
    state: string;
  }>(
    `select r.contact_id, r.reason, m.content, d.state from campaign_recipients r
      left join messages m on m.org_id = r.org_id and m.id = r.message_id
      left join deliveries d on d.org_id = m.org_id and d.message_id = m.id where r.campaign_id = '${campaignId}'`,
  );
  expect(rows.find((row) => row.contact_id === hidden)).toMatchObject({
    reason: "no-address",
    content: null,
  });
  expect(rows.find((row) => row.contact_id === known)?.content).toMatchObject({
    values: { "1": "482913", "button.0.url": "482913" },
  });
  expect(rows.map(({ state }) => state)).not.toContain("rejected");
});
