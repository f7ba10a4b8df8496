import { expect, test } from "vitest";
import { newId } from "@/db/id";
import { sandbox } from "@/server/channels/provision";
import { followLink } from "@/server/conversations/links/follow-link";
import { readTimeline } from "@/server/conversations/queries/timeline";
import { TIMELINE_KINDS } from "@/server/conversations/rules/timeline-kinds";
import { env } from "@/server/env";
import { ownAddress } from "@/server/templates/own-address";
import { listTemplates } from "@/server/templates/queries";
import { unsupportedParts } from "@/server/templates/rules/render";
import { setLinks } from "@/server/templates/set-links";
import { syncConnectionTemplates } from "@/server/templates/sync-all";
import { attributeClick } from "./attribute-click";
import { createCampaign } from "./create-campaign";
import { launchCampaign } from "./launch-campaign";
import { linkOutcomes } from "./link-queries";
import { findCampaign } from "./queries";
import { recipientList } from "./recipient-queries";
import { campaignWorld } from "./test-world";

const world = campaignWorld();
const agent = "Mozilla/5.0 (Linux; Android 14; Pixel 8) Chrome/129.0 Mobile Safari/537.36";
const picture = "https://tienda.example/foto.png";

/** Cards that were written elsewhere, with our address in the button of each; the last one leads where the carrier says. */
async function approved(name: string): Promise<string> {
  const { org, query } = world();
  const card = (url: string) => ({
    components: [
      { type: "HEADER", format: "IMAGE" },
      {
        type: "BUTTONS",
        buttons: [
          { type: "QUICK_REPLY", text: "Quiero este" },
          { type: "URL", text: "Ver", url },
        ],
      },
    ],
  });
  await sandbox().approveTemplate(`org-${org.orgId}`, {
    ...{ name, language: "es_AR", category: "UTILITY" },
    components: [
      { type: "BODY", text: "Mirá lo que guardamos para vos" },
      { type: "CAROUSEL", cards: [card(ownAddress()), card(ownAddress()), card("https://otra.example/")] },
    ],
  });
  await syncConnectionTemplates(org.owner.scope);
  const [row] = await query<{ id: string }>(`select id from templates where name = '${name}'`);
  return row?.id ?? "";
}

const partsOf = async (templateId: string) =>
  (await listTemplates(world().org.owner.scope, {})).find(({ id }) => id === templateId)?.components ?? [];
const lead = (templateId: string, links: { button: number; url: string }[]) =>
  setLinks(world().org.owner.scope, { templateId, links });
const follow = (address: string) => {
  const request = new Request("http://hilo/l/x", { headers: { "user-agent": agent } });
  return followLink(address.split("/l/")[1] ?? "", request, "127.0.0.1", attributeClick);
};

async function sent(templateId: string, contactIds: string[]): Promise<string> {
  const { org, draft, prepare, send } = world();
  const campaignId = newId();
  const values = {
    "card.0.header-media.image": { from: "text", text: picture },
    "card.0.button.1.url": { from: "attribute", key: "planta", fallback: "aloe" },
    "card.1.header-media.image": { from: "text", text: picture },
    "card.2.header-media.image": { from: "text", text: picture },
  };
  const given = draft({
    ...{ audience: { kind: "contacts", contactIds }, variants: [{ templateId, values }] },
    conversion: { kind: "click" },
  });
  await createCampaign(org.owner.scope, { clientCampaignId: campaignId, name: "Vidriera", draft: given });
  await launchCampaign(org.owner.scope, { campaignId, version: 1 });
  await prepare(campaignId);
  await send();
  return campaignId;
}

test("a card with our address is not sent before somebody said where it leads, and is told from others", async () => {
  const templateId = await approved("perdida");
  expect(unsupportedParts(await partsOf(templateId))).toEqual(["LOST_LINK"]);
  await lead(templateId, [{ button: 11, url: "https://tienda.example/p/{{1}}" }]);
  expect(unsupportedParts(await partsOf(templateId))).toEqual(["LOST_LINK"]);
  await lead(templateId, [{ button: 21, url: "https://tienda.example/ofertas" }]);
  const components = await partsOf(templateId);
  expect(unsupportedParts(components)).toEqual([]);
  expect(components[1]?.cards?.map(({ components: parts }) => parts[1]?.buttons?.[1])).toEqual([
    {
      ...{ type: "URL", text: "Ver", url: "https://tienda.example/p/{{1}}" },
      ...{ measured: true, example: [""] },
    },
    { type: "URL", text: "Ver", url: "https://tienda.example/ofertas", measured: true },
    { type: "URL", text: "Ver", url: "https://otra.example/" },
  ]);
});

test.each([
  [31, "https://tienda.example/", "url-form"],
  [10, "https://tienda.example/", "url-form"],
  [1, "https://tienda.example/", "url-form"],
  [11, "https://tienda.example{{1}}", "url-host"],
  [11, "https://{{1}}.example/", "url-variable"],
  [11, "javascript:alert(1)", "url-form"],
])("the button at %s leads not to %s", async (button, url, problem) => {
  const templateId = await approved(`negada_${button}_${url.length}`);
  await expect(lead(templateId, [{ button, url }])).rejects.toMatchObject({
    ...{ code: "INVALID", details: { field: `buttons.${button}.url`, problem } },
  });
});

test("each card's link is followed and counted by itself, for its campaign and who followed it", async () => {
  const { org, people, query, taken } = world();
  const templateId = await approved("vidriera");
  await lead(templateId, [
    { button: 11, url: "https://tienda.example/p/{{1}}" },
    { button: 21, url: "https://tienda.example/ofertas" },
  ]);
  const [contactId = ""] = await people(1);
  const campaignId = await sent(templateId, [contactId]);
  const [message] = await query<{ id: string; content: object }>(
    `select id, content from messages where campaign_id = '${campaignId}'`,
  );
  const pattern = "https://tienda.example/p/{{1}}";
  expect(message?.content).toMatchObject({
    links: [
      { button: 11, url: "https://tienda.example/p/aloe", pattern },
      { button: 21, url: "https://tienda.example/ofertas" },
    ],
    values: { "card.0.button.1.url": "aloe" },
  });

  const [first = "", second = "", third] = taken().find(({ id }) => id === message?.id)?.urls ?? [];
  for (const address of [first, second]) expect(address.startsWith(`${env().APP_URL}/l/`)).toBe(true);
  expect(first).not.toBe(second);
  expect(third).toBe("https://otra.example/");
  expect((await follow(second)).headers.get("location")).toBe("https://tienda.example/ofertas");
  expect((await follow(first)).headers.get("location")).toBe("https://tienda.example/p/aloe");
  await follow(first);

  const shown = { template: "vidriera", label: "Ver" };
  expect(await linkOutcomes(org.owner.scope, { campaignId })).toEqual([
    { ...shown, card: 0, destination: pattern, measured: true, people: 1, total: 2 },
    { ...shown, card: 1, destination: "https://tienda.example/ofertas", measured: true, people: 1, total: 1 },
    { ...shown, card: 2, destination: "https://otra.example/", measured: false, people: 0, total: 0 },
  ]);
  const { recipients } = await recipientList(org.owner.scope, { campaignId, filter: "all" });
  expect(recipients).toMatchObject([{ contactId, click: "Ver", clickedLink: true, conversion: "click" }]);
  expect((await findCampaign(org.owner.scope, { campaignId })).funnel).toMatchObject({ linked: 1 });
  const { beside } = await readTimeline(org.owner.scope, {
    ...{ contactId, kinds: [...TIMELINE_KINDS], limit: 60 },
  });
  expect(beside.flatMap(({ click }) => (click ? [[click.label, click.card, click.count]] : []))).toEqual(
    expect.arrayContaining([
      ["Ver", 0, 2],
      ["Ver", 1, 1],
    ]),
  );
});
