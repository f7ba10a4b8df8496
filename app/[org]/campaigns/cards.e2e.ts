import type { Locator, Page } from "@playwright/test";
import { barriers, barriersInBoth, expect, saved, test } from "@/server/testing/browser-fixture";
import { desk } from "@/server/testing/desk";
import { askAs, callAs, type Office, type openOffice } from "@/server/testing/office";
import { button, choose, hear, next, people, pickEverybody } from "@/server/testing/wizard";
import { words } from "@/server/testing/words";

/* A marketer sends what is written elsewhere: cards side by side, and an offer that ends. */

const t = words("es");
const shop = "https://tienda.example/p/{{1}}";
const picture = (name: string) => `https://tienda.example/fotos/${name}.png`;
const inCard = (card: number, place: string) => t("parts.place.card", { card, place });
const press = (name: string) => t("parts.place.button", { name });
const image = t("parts.kind.IMAGE");

/** The templates as the carrier has them; the first card's link goes by our address, so that it can be measured. */
async function approve(clinic: Office): Promise<void> {
  const card = (text: string, url: string) => ({
    components: [
      { type: "HEADER", format: "IMAGE" },
      { type: "BODY", text },
      {
        type: "BUTTONS",
        buttons: [
          { type: "QUICK_REPLY", text: "Quiero esta" },
          { type: "URL", text: "Ver", url },
        ],
      },
    ],
  });
  const cards = [card("Aloe a {{1}}", `${process.env.APP_URL}/l/{{1}}`), card("Cactus", shop)];
  const approved = (name: string, components: object[]) =>
    clinic.carrier.approveTemplate(`org-${clinic.orgId}`, {
      ...{ name, language: "es_AR", category: "MARKETING" },
      components: components as Record<string, unknown>[],
    });
  const example = { body_text: [["Ana"]] };
  await approved("vidriera", [
    { type: "BODY", text: "Hola {{1}}, elegimos estas plantas para vos.", example },
    { type: "CAROUSEL", cards: [...cards, card("Helecho", shop), card("Potus", shop)] },
  ]);
  const offer = { text: "Oferta por vencer", has_expiration: true };
  await approved("oferta", [
    { type: "LIMITED_TIME_OFFER", limited_time_offer: offer },
    { type: "BODY", text: "Hola {{1}}, usá tu código antes de que termine.", example },
    {
      type: "BUTTONS",
      buttons: [
        { type: "COPY_CODE", example: "CARIBE25" },
        { type: "URL", text: "Comprar", url: shop, example: [shop.replace("{{1}}", "aloe")] },
      ],
    },
  ]);
  await callAs(clinic.slug, clinic.person("Olga"), "templates.sync", {});
}

/** Everybody who wrote wants the clinic's news. */
async function agree(clinic: Office): Promise<void> {
  const olga = clinic.person("Olga");
  const all = `contacts.list?input=${encodeURIComponent(JSON.stringify({ json: {} }))}`;
  const known = () => askAs<{ items: { id: string }[] }>(clinic.slug, olga, all);
  await expect.poll(async () => (await known()).items.length).toBe(people.length);
  const { items } = await known();
  const said = { channel: "any", purpose: "marketing", state: "in", how: "call", language: "es" };
  for (const { id: contactId } of items)
    await callAs(clinic.slug, olga, "contacts.consent.note", { contactId, ...said, textId: null });
}

/** A new campaign for everybody with a template, as far as its places. */
async function begin(page: Page, name: string, template: string): Promise<void> {
  await page.getByLabel(t("campaigns.name")).fill(name);
  const created = saved(page, "campaigns.create");
  await pickEverybody(page);
  await created;
  await next(page, "message");
  const control = page.getByRole("combobox", { name: t("campaigns.message.template"), exact: true });
  await control.press("Enter");
  const search = page
    .getByRole("dialog", { name: t("campaigns.message.template") })
    .getByPlaceholder(t("common.searchSelect.search"));
  await search.fill(template);
  await search.press("Enter");
  await expect(control).toContainText(template);
}

/** The same for all at a place. */
async function say(page: Page, place: string, text: string): Promise<void> {
  await choose(
    page,
    page.getByRole("combobox", { name: t("campaigns.slot.source", { place }), exact: true }),
    t("campaigns.slot.text"),
  );
  await page.getByLabel(t("campaigns.slot.typed", { place }), { exact: true }).fill(text);
}

/** The hour at which the tests run is nobody's night; gives the phone of the samples. */
async function review(page: Page): Promise<Locator> {
  await button(page, new RegExp(`${t("campaigns.step.when")}$`)).press("Enter");
  const kept = saved(page, "campaigns.update");
  await page.getByRole("switch", { name: t("campaigns.when.quiet") }).press("Space");
  await kept;
  await next(page, "review");
  return page.getByRole("region", { name: t("campaigns.review.samples") });
}

async function launch(page: Page): Promise<void> {
  await page
    .getByRole("button", { name: /^Enviar/ })
    .filter({ hasText: "USD" })
    .press("Enter");
  await expect(page.getByText(t("campaigns.state.finished"), { exact: true })).toBeVisible();
}

/** What the carrier was handed last for Ana, and what her phone made of it. */
async function onPhone(clinic: Office) {
  const { messages } = await clinic.carrier.thread(clinic.phoneId, people[0]?.phone.replace(/\D/g, "") ?? "");
  const last = messages.filter(({ type }) => type === "template").at(-1);
  const rendered = last?.rendered as { cards: { buttons: { url?: string }[] }[] } | undefined;
  return { content: last?.content, link: rendered?.cards[0]?.buttons[1]?.url ?? "" };
}

/** A marketer, customers who said yes, and the templates. */
async function openShop(office: typeof openOffice): Promise<Office> {
  const clinic = await office({ members: [{ name: "Marta", role: "marketer" }] });
  await hear(clinic);
  await agree(clinic);
  await approve(clinic);
  return clinic;
}

const cardsIn = (within: Locator) => within.getByRole("list", { name: t("parts.place.cards", { count: 4 }) });
const text = (said: unknown) => [{ type: "text", text: said }];
const sent = (place: number, file: string, more: object[]) => ({
  card_index: place,
  components: [{ type: "header", parameters: [{ type: "image", image: { link: picture(file) } }] }, ...more],
});
const link = (value: unknown) => ({ type: "button", sub_type: "url", index: "1", parameters: text(value) });

test("cards reach each with values of their own, are read with keys, and their links are counted by card", async ({
  office,
  visit,
}) => {
  const clinic = await openShop(office);

  // Nobody said yet where the first card's link leads.
  const olga = await visit(clinic, "/templates");
  await olga.getByRole("link", { name: "vidriera" }).press("Enter");
  const lead = olga.getByRole("region", { name: t("templates.lead.title") });
  await lead.getByLabel(inCard(1, "Ver")).fill("tienda");
  await lead.getByRole("button", { name: t("common.action.save") }).press("Enter");
  await expect(lead.getByText(t("templates.problem.url-form"))).toBeVisible();
  await lead.getByLabel(inCard(1, "Ver")).fill(shop);
  await lead.getByRole("button", { name: t("common.action.save") }).press("Enter");
  await expect(olga.getByText(t("templates.lead.saved"))).toBeVisible();
  const preview = olga.getByRole("region", { name: t("templates.preview.title") });
  await expect(cardsIn(preview)).toContainText(`${t("common.measured")} ·tienda.example/p/{{1}}`);
  expect(await barriersInBoth(olga)).toEqual([]);

  const page = await visit(clinic, "/campaigns/new?starter=blank", { person: "Marta" });
  await begin(page, "Plantas de primavera", "vidriera");
  await say(page, inCard(1, t("parts.place.body", { name: "1" })), "$ 12.900");
  for (const [at, file] of ["aloe", "cactus", "helecho", "potus"].entries()) {
    await say(page, inCard(at + 1, image), picture(file));
    await say(page, inCard(at + 1, press("Ver")), file);
  }
  await expect(cardsIn(page.getByRole("region", { name: t("templates.preview.title") }))).toContainText(
    "Aloe a $ 12.900",
  );
  expect(await barriersInBoth(page)).toEqual([]);
  const samples = await review(page);
  await expect(cardsIn(samples)).toContainText("Aloe a $ 12.900");
  await launch(page);

  const phone = await onPhone(clinic);
  expect(phone.content).toMatchObject({
    name: "vidriera",
    components: [
      { type: "body", parameters: text("Ana") },
      {
        type: "carousel",
        cards: [
          sent(0, "aloe", [{ type: "body", parameters: text("$ 12.900") }, link(expect.any(String))]),
          sent(1, "cactus", [link("cactus")]),
          sent(2, "helecho", [link("helecho")]),
          sent(3, "potus", [link("potus")]),
        ],
      },
    ],
  });
  const headers = {
    "user-agent": "Mozilla/5.0 (Linux; Android 14; Pixel 8) Chrome/129.0 Mobile Safari/537.36",
  };
  const answer = await page.request.get(phone.link, { maxRedirects: 0, headers });
  expect(answer.headers().location).toBe("https://tienda.example/p/aloe");
  const links = page.getByRole("region", { name: t("campaigns.report.links") });
  await expect(links.getByRole("row", { name: inCard(1, "Ver") })).toContainText("11");
  await expect(links.getByRole("row", { name: inCard(2, "Ver") })).toContainText(
    t("campaigns.report.unmeasured"),
  );
  expect(await barriers(page)).toEqual([]);

  await olga.goto(`/${clinic.slug}/inbox`);
  await desk(olga, t).row("Ana Ríos").first().click();
  const bubble = desk(olga, t).bubble("elegimos estas plantas");
  const cards = cardsIn(bubble);
  const first = cards.getByRole("listitem", { name: t("parts.place.cardName", { card: 1, count: 4 }) });
  await expect(first).toContainText("Aloe a $ 12.900");
  await expect(first.getByRole("link")).toHaveAttribute("href", picture("aloe"));
  await expect(first).toContainText(`${t("common.measured")} ·tienda.example/p/aloe`);
  await cards.press("End");
  await cards.press("ArrowRight");
  await expect.poll(() => cards.evaluate((list) => list.scrollLeft)).toBeGreaterThan(0);
  expect(await barriersInBoth(olga)).toEqual([]);
});

test("an offer leaves with its end and its code, and both are seen in the thread", async ({
  office,
  visit,
}) => {
  const clinic = await openShop(office);
  const page = await visit(clinic, "/campaigns/new?starter=blank", { person: "Marta" });
  await begin(page, "Fin de mes", "oferta");
  await say(page, t("parts.place.offer"), "2099-12-01T20:30");
  await say(page, press(t("parts.button.copyCode")), "CARIBE25");
  await say(page, press("Comprar"), "todo");
  const end = "2099-12-01T23:30:00.000Z";
  const preview = page.getByRole("region", { name: t("templates.preview.title") });
  await expect(preview.locator(`time[datetime="${end}"]`)).toBeVisible();
  expect(await barriersInBoth(page)).toEqual([]);
  await expect((await review(page)).locator(`time[datetime="${end}"]`)).toBeVisible();
  await launch(page);

  const coupon = { type: "coupon_code", coupon_code: "CARIBE25" };
  expect((await onPhone(clinic)).content).toMatchObject({
    name: "oferta",
    components: [
      { type: "body", parameters: text("Ana") },
      {
        type: "limited_time_offer",
        parameters: [
          { type: "limited_time_offer", limited_time_offer: { expiration_time_ms: Date.parse(end) } },
        ],
      },
      { type: "button", sub_type: "copy_code", index: "0", parameters: [coupon] },
      { ...link("todo"), index: "1" },
    ],
  });

  const olga = await visit(clinic, "/inbox");
  await desk(olga, t).row("Ana Ríos").first().click();
  const bubble = desk(olga, t).bubble("usá tu código");
  await expect(bubble).toContainText("Oferta por vencer");
  await expect(bubble.locator(`time[datetime="${end}"]`)).toBeVisible();
  await expect(bubble).toContainText(`${t("parts.button.copyCode")} · CARIBE25`);
  expect(await barriersInBoth(olga)).toEqual([]);
});
