import { beforeAll, describe, expect, test } from "vitest";
import { newId } from "@/db/id";
import { inOrg } from "@/db/org";
import { sandbox } from "@/server/channels/provision";
import { answerUnsubscribe } from "@/server/contacts/consent/answer-unsubscribe";
import { followLink } from "@/server/conversations/links/follow-link";
import { linkToken } from "@/server/conversations/links/link-token";
import { readTimeline } from "@/server/conversations/queries/timeline";
import { TIMELINE_KINDS } from "@/server/conversations/rules/timeline-kinds";
import { env } from "@/server/env";
import { createTemplate } from "@/server/templates/create-template";
import { readStudio } from "@/server/templates/queries";
import { syncConnectionTemplates } from "@/server/templates/sync-all";
import { createOrganization } from "@/server/testing/factories";
import { draftTemplate } from "@/server/testing/template-cases";
import { attributeClick } from "./attribute-click";
import { createCampaign } from "./create-campaign";
import { launchCampaign } from "./launch-campaign";
import { linkOutcomes } from "./link-queries";
import { findCampaign } from "./queries";
import { recipientList } from "./recipient-queries";
import { campaignWorld } from "./test-world";

const world = campaignWorld();
const agent =
  "Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/129.0 Mobile Safari/537.36";
let templateId: string;

/** A template with a measured link that has a part of its own, a measured one without, and one that is not measured. */
beforeAll(async () => {
  const { org } = world();
  const { scope } = org.owner;
  const { accounts } = await readStudio(scope, {});
  const url = { type: "url" as const, example: "" };
  ({ templateId } = await createTemplate(scope, {
    clientTemplateId: newId(),
    connectionId: accounts[0]?.connectionId ?? "",
    draft: draftTemplate({
      name: "cuotas",
      buttons: [
        {
          ...{ ...url, text: "Pagar", url: "https://pagos.example/c/{{1}}", measured: true },
          example: "https://pagos.example/c/8",
        },
        { ...url, text: "Ayuda", url: "https://ayuda.example/" },
      ],
    }),
  }));
  const [row] = await world().query<{ externalId: string }>(
    `select external_id as "externalId" from templates where id = '${templateId}'`,
  );
  const event = { type: "template.status" as const, templateId: row?.externalId ?? "", status: "APPROVED" };
  await sandbox().happen(`org-${org.orgId}`, event);
  await syncConnectionTemplates(scope);
});

async function sent(contactIds: string[], more: object = {}): Promise<string> {
  const { org, draft, prepare, send } = world();
  const campaignId = newId();
  const name = { from: "name", part: "whole", fallback: null };
  const values = { "1": name, "button.0.url": { from: "attribute", key: "cuota", fallback: "0" } };
  const given = draft({
    ...{ audience: { kind: "contacts", contactIds }, variants: [{ templateId, values }] },
    ...more,
  });
  await createCampaign(org.owner.scope, { clientCampaignId: campaignId, name: "Cuotas", draft: given });
  await launchCampaign(org.owner.scope, { campaignId, version: 1 });
  await prepare(campaignId);
  await send();
  return campaignId;
}

test("a place may hold the contact's own page to stop: it stops that one, and nobody else", async () => {
  const [one = "", other = ""] = await world().people(2);
  const values = {
    "1": { from: "link", to: "opt-out" },
    "button.0.url": { from: "text", text: "1" },
  };
  const campaignId = await sent([one, other], { variants: [{ templateId, values }] });
  const [row] = await world().query<{ link: string }>(`
    select content -> 'values' ->> '1' as link from messages where campaign_id = '${campaignId}' and contact_id = '${one}'`);
  const token = row?.link.split("/s/u/")[1] ?? "";
  expect(row?.link.startsWith(`${env().APP_URL}/s/u/`)).toBe(true);
  await answerUnsubscribe(
    token,
    { state: "out", language: "es", oneClick: false },
    { ip: "127.0.0.1", userAgent: null },
  );
  const states = await world().query(`
    select id, consent_state(id, 'any', 'service') as state from contacts where id in ('${one}', '${other}') order by id`);
  expect(states).toEqual([
    { id: one, state: "out" },
    { id: other, state: "in" },
  ]);
});

const find = (campaignId: string) => findCampaign(world().org.owner.scope, { campaignId });
const outcomes = (campaignId: string) => linkOutcomes(world().org.owner.scope, { campaignId });
const linesOf = async (campaignId: string) =>
  (await recipientList(world().org.owner.scope, { campaignId, filter: "all" })).recipients;
const audited = (action: string) => world().query(`select 1 from audit_rows where action = '${action}'`);

/** The address that the carrier's phone shows behind the first button of each message of a campaign. */
async function addressesOf(campaignId: string): Promise<string[]> {
  const { query, taken } = world();
  const rows = await query<{ id: string }>(
    `select id from messages where campaign_id = '${campaignId}' order by contact_id`,
  );
  return rows.map(({ id }) => taken().find((one) => one.id === id)?.urls[0] ?? "");
}

const tokenOf = (address: string) => address.split("/l/")[1] ?? "";
const follow = (token: string, init: RequestInit = { headers: { "user-agent": agent } }) =>
  followLink(token, new Request("http://hilo/l/x", init), "127.0.0.1", attributeClick);

describe("a measured link", () => {
  test("leaves as our address with a token, stands in the thread as where it leads, and sends on there", async () => {
    const [contactId = ""] = await world().people(1);
    const campaignId = await sent([contactId]);
    const [address = ""] = await addressesOf(campaignId);
    expect(address.startsWith(`${env().APP_URL}/l/`)).toBe(true);
    expect(tokenOf(address)).toHaveLength(77);
    const [message] = await world().query<{ content: object }>(
      `select content from messages where campaign_id = '${campaignId}'`,
    );
    const pattern = "https://pagos.example/c/{{1}}";
    expect(message?.content).toMatchObject({
      links: [{ button: 0, url: "https://pagos.example/c/0", pattern }],
      values: { "button.0.url": "0" },
    });
    const answer = await follow(tokenOf(address));
    expect(answer.status).toBe(302);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      location: "https://pagos.example/c/0",
      "cache-control": "no-store",
      "referrer-policy": "no-referrer",
    });
    expect(await outcomes(campaignId)).toEqual([
      {
        ...{ template: "cuotas", label: "Pagar", card: null, destination: pattern },
        ...{ measured: true, people: 1, total: 1 },
      },
      {
        ...{ template: "cuotas", label: "Ayuda", card: null, destination: "https://ayuda.example/" },
        ...{ measured: false, people: 0, total: 0 },
      },
    ]);
    expect(await linesOf(campaignId)).toMatchObject([{ click: "Pagar", clickedLink: true, repliedAt: null }]);
    expect((await find(campaignId)).funnel).toMatchObject({ clicked: 1, linked: 1, converted: 0 });
    const all = { kinds: [...TIMELINE_KINDS], limit: 60 };
    const { beside } = await readTimeline(world().org.owner.scope, { contactId, ...all });
    expect(beside.find(({ click }) => click)?.click).toEqual({
      ...{ label: "Pagar", card: null, count: 1, campaign: { id: campaignId, name: "Cuotas" } },
    });
  });

  test("counts each person once, however many follow it at the same moment, and no machine", async () => {
    const campaignId = await sent(await world().people(2), { conversion: { kind: "click" } });
    const [mine = "", theirs = ""] = (await addressesOf(campaignId)).map(tokenOf);
    const before = (await audited("campaign.clicked")).length;
    await Promise.all([follow(mine), follow(mine), follow(mine)]);
    await follow(theirs, { headers: { "user-agent": "WhatsApp/2.23.20.0 A" } });
    await follow(theirs, { method: "HEAD", headers: { "user-agent": agent } });
    expect((await outcomes(campaignId))[0]).toMatchObject({ people: 1, total: 3 });
    expect((await find(campaignId)).funnel).toMatchObject({ clicked: 1, linked: 1, converted: 1 });
    expect((await linesOf(campaignId)).filter(({ conversion }) => conversion === "click")).toHaveLength(1);
    expect((await audited("campaign.clicked")).length).toBe(before + 1);
  });

  test("sends on whoever follows it even if nothing can be counted", async () => {
    const campaignId = await sent(await world().people(1));
    const [address = ""] = await addressesOf(campaignId);
    const request = new Request("http://hilo/l/x", { headers: { "user-agent": agent } });
    const broken = () => Promise.reject(new Error("The disk is full"));
    const answer = await followLink(tokenOf(address), request, "127.0.0.1", broken);
    expect(answer.headers.get("location")).toBe("https://pagos.example/c/0");
    // One transaction: what was not attributed is not counted either.
    expect((await outcomes(campaignId))[0]).toMatchObject({ people: 0, total: 0 });
  });

  test("leads nowhere once its days are over for the campaign: followed, and no result", async () => {
    const campaignId = await sent(await world().people(1), { conversion: { kind: "click" } });
    await world().query(
      `update campaign_recipients set decided_at = decided_at - interval '8 days' where campaign_id = '${campaignId}'`,
    );
    const [address = ""] = await addressesOf(campaignId);
    expect((await follow(tokenOf(address))).status).toBe(302);
    expect((await outcomes(campaignId))[0]).toMatchObject({ people: 1 });
    expect((await find(campaignId)).funnel).toMatchObject({ clicked: 0, converted: 0 });
  });

  test("is nothing that somebody else can make, or that is left of what was erased", async () => {
    const gone = { code: "LINK_INVALID" };
    const campaignId = await sent(await world().people(1));
    const [token = ""] = (await addressesOf(campaignId)).map(tokenOf);
    const [row] = await world().query<{ id: string }>(
      `select id from messages where campaign_id = '${campaignId}'`,
    );
    const messageId = row?.id ?? "";
    const { org } = world();
    const other = await createOrganization();
    // Another organization's signature over this message, another button, a changed letter, another kind of link.
    await expect(follow(linkToken(other.orgId, messageId, 0))).rejects.toMatchObject(gone);
    await expect(follow(linkToken(org.orgId, messageId, 1))).rejects.toMatchObject(gone);
    await expect(follow(linkToken(org.orgId, newId(), 0))).rejects.toMatchObject(gone);
    await expect(follow(`${token.slice(0, -1)}${token.endsWith("A") ? "B" : "A"}`)).rejects.toMatchObject(
      gone,
    );
    await expect(follow("")).rejects.toMatchObject(gone);
    await inOrg(org.owner.scope, async (s) => {
      await s.sql`delete from deliveries where message_id = ${messageId}`;
      await s.sql`delete from messages where id = ${messageId}`;
    });
    await expect(follow(token)).rejects.toMatchObject(gone);
  });

  test("keeps its clicks to its organization", async () => {
    const campaignId = await sent(await world().people(1));
    const [address = ""] = await addressesOf(campaignId);
    await follow(tokenOf(address));
    const other = await createOrganization();
    expect(await linkOutcomes(other.owner.scope, { campaignId })).toEqual([]);
    const seen = await inOrg(other.owner.scope, (s) => s.sql`select 1 from link_clicks`);
    expect(seen).toHaveLength(0);
  });
});
