import { randomUUID } from "node:crypto";
import type { Page } from "@playwright/test";
import { barriers, expect, saved, test } from "@/server/testing/browser-fixture";
import { desk } from "@/server/testing/desk";
import { askAs, callAs, type Office } from "@/server/testing/office";
import { button, choose, hear, next, people, pickEverybody, writeMessage } from "@/server/testing/wizard";
import { words } from "@/server/testing/words";

const t = words("es");

const measured = "turno_con_mapa";

interface Options {
  numbers: { connectionId: string }[];
  templates: { name: string; status: string }[];
}

/** A template with a measured link, once the carrier has approved it. */
async function writeMeasured(clinic: Office): Promise<void> {
  const marta = clinic.person("Marta");
  const options = () => askAs<Options>(clinic.slug, marta, "campaigns.options");
  const url = "https://taller.example/mapa";
  await callAs(clinic.slug, marta, "templates.create", {
    clientTemplateId: randomUUID(),
    connectionId: (await options()).numbers[0]?.connectionId,
    draft: {
      ...{
        name: measured,
        language: "es_AR",
        category: "UTILITY",
        headerKind: "none",
        header: "",
        footer: "",
      },
      headerFile: null,
      body: "Hola {{1}}, te recordamos tu turno del {{2}} a las {{3}} en la sede de siempre. Te esperamos.",
      buttons: [{ type: "url", text: "Cómo llegar", url, example: "", measured: true }],
      examples: { "1": "Ana", "2": "viernes 4", "3": "10:30" },
    },
  });
  await expect
    .poll(async () => (await options()).templates.find(({ name }) => name === measured)?.status)
    .toBe("APPROVED");
}

/** The hour at which the tests run is nobody's night. */
const unquiet = (page: Page) => page.getByRole("switch", { name: t("campaigns.when.quiet") }).press("Space");
const launch = (page: Page) =>
  page.getByRole("button", { name: /^(Enviar|Programar|Pedir)/ }).filter({ hasText: "USD" });
const step = (page: Page, name: "handed" | "delivered" | "replied" | "clicked" | "converted") =>
  page
    .getByRole("region", { name: t("campaigns.report.funnel") })
    .getByText(t(`campaigns.report.step.${name}`), { exact: true })
    .locator("xpath=following-sibling::dd[1]");

/** The address behind the button of the last message on a customer's phone. */
async function linkOn(clinic: Office, phone: string): Promise<string> {
  const { messages } = await clinic.carrier.thread(clinic.phoneId, phone.replace(/\D/g, ""));
  const buttons = messages.flatMap(({ rendered }) => (rendered?.buttons ?? []) as { url?: string }[]);
  return buttons.at(-1)?.url ?? "";
}

/** As a phone's browser does, but for going where it leads: that is outside. What is no link of ours is a plain page. */
async function follow(link: string, page: Page): Promise<void> {
  const agent = "Mozilla/5.0 (Linux; Android 14; Pixel 8) Chrome/129.0 Mobile Safari/537.36";
  const get = (url: string) =>
    page.request.get(url, { maxRedirects: 0, headers: { "user-agent": agent, "accept-language": "es" } });
  const answer = await get(link);
  expect(answer.status()).toBe(302);
  expect(answer.headers()).toMatchObject({
    location: "https://taller.example/mapa",
    "cache-control": "no-store",
    "referrer-policy": "no-referrer",
  });
  const forged = await get(`${link.slice(0, -4)}AAAA`);
  expect(forged.status()).toBe(404);
  expect(await forged.text()).toContain(t("consent.link.goneTitle"));
}

/** On one's own phone, with its price on the button. */
async function sendTest(page: Page): Promise<void> {
  await button(page, t("campaigns.test.open")).press("Enter");
  const dialog = page.getByRole("dialog", { name: t("campaigns.test.title") });
  await dialog.getByLabel(t("campaigns.test.phone")).fill("+54 9 11 5263 2399");
  await dialog.getByRole("checkbox", { name: t("campaigns.test.consent") }).press("Space");
  expect(await barriers(page)).toEqual([]);
  await dialog.getByRole("button", { name: /^Enviar prueba · USD/ }).press("Enter");
  await expect(page.getByText(t("campaigns.test.sent"))).toBeVisible();
  await expect(dialog).toBeHidden();
}

test("from a starter to the launch with keys alone, and from the launch to the answer in the report", async ({
  office,
  visit,
}) => {
  const clinic = await office({ members: [{ name: "Marta", role: "marketer" }] });
  await hear(clinic);
  const page = await visit(clinic, "/campaigns", { person: "Marta", viewport: { width: 1440, height: 900 } });
  await expect(page.getByText(t("campaigns.empty"))).toBeVisible();
  expect(await barriers(page)).toEqual([]);
  await page.getByRole("link", { name: t("campaigns.starter.care.title") }).press("Enter");

  await page.getByLabel(t("campaigns.name")).fill("Turnos del viernes");
  const created = saved(page, "campaigns.create");
  await pickEverybody(page);
  await created;
  expect(await barriers(page)).toEqual([]);
  await next(page, "message");
  await expect(page.locator("#step-message")).toBeFocused();
  await writeMessage(page);
  await expect(page.getByRole("region", { name: t("templates.preview.title") })).toContainText("viernes 4");
  expect(await barriers(page)).toEqual([]);
  await next(page, "check");
  expect(await barriers(page)).toEqual([]);
  await next(page, "when");
  const kept = saved(page, "campaigns.update");
  await unquiet(page);
  await kept;
  expect(await barriers(page)).toEqual([]);

  // Left and resumed: it is as it was.
  await expect(page.getByText(t("campaigns.saving.saved"), { exact: true })).toBeVisible();
  await page.reload();
  await expect(page.getByRole("switch", { name: t("campaigns.when.quiet") })).not.toBeChecked();
  await next(page, "review");
  await expect(page.getByText(t("campaigns.review.whole"))).toBeVisible();
  const samples = page.getByRole("region", { name: t("campaigns.review.samples") });
  await expect(samples).toContainText(/Hola (Ana|Beto), te recordamos tu turno del viernes 4 a las 10:30/);
  await button(page, t("campaigns.review.after")).press("Enter");
  await expect(samples).toContainText(t("campaigns.review.sampleOf", { n: 2, total: 2 }));
  expect(await barriers(page)).toEqual([]);
  await sendTest(page);
  await launch(page).press("Enter");

  await expect(page.getByText(t("campaigns.state.finished"), { exact: true })).toBeVisible();
  await expect(page.getByRole("main")).toBeFocused();
  await expect(step(page, "handed")).toContainText("2");
  await expect(step(page, "delivered")).toContainText("2");
  await clinic.hears(people[0] ?? { name: "", phone: "" }, "Confirmo");
  await expect(step(page, "replied")).toContainText("1");
  await expect(page.getByRole("row", { name: /Ana Ríos/ })).toContainText(/Respondió/);
  expect(await barriers(page)).toEqual([]);

  await button(page, t("campaigns.report.download")).press("Enter");
  const file = page.waitForEvent("download");
  await page.getByRole("menuitem", { name: t("campaigns.report.csv") }).press("Enter");
  const csv = Buffer.concat(await (await (await file).createReadStream()).toArray()).toString();
  expect(csv).toContain("Ana Ríos");
  expect(csv.trimEnd().split("\r\n")).toHaveLength(3);

  const olga = await visit(clinic, "/inbox");
  const inbox = desk(olga, t);
  await inbox.row("Ana Ríos").first().click();
  await expect(olga.getByRole("link", { name: "Turnos del viernes" }).first()).toBeVisible();
});

test("one that is dear waits for a second person, is scheduled, held, resumed and seen to its end", async ({
  office,
  visit,
}) => {
  const clinic = await office({ members: [{ name: "Marta", role: "marketer" }] });
  await hear(clinic);
  await writeMeasured(clinic);
  const olga = await visit(clinic, "/settings/campaigns");
  await olga.getByRole("switch", { name: t("settings.campaigns.approval") }).press("Space");
  await olga.getByLabel(t("settings.campaigns.from")).fill("0,01");
  await olga.getByRole("button", { name: t("common.action.save") }).press("Enter");
  await expect(olga.getByText(t("settings.saved"))).toBeVisible();
  expect(await barriers(olga)).toEqual([]);

  const page = await visit(clinic, "/campaigns/new?starter=blank", { person: "Marta" });
  await page.getByLabel(t("campaigns.name")).fill("Aviso caro");
  await pickEverybody(page);
  await next(page, "message");
  await writeMessage(page, measured);
  await button(page, new RegExp(`${t("campaigns.step.when")}$`)).press("Enter");
  await unquiet(page);
  await page.getByRole("radio", { name: t("campaigns.when.at") }).press("Space");
  await page.getByLabel(t("campaigns.when.budget")).fill("5");
  await choose(
    page,
    page.getByRole("combobox", { name: t("campaigns.when.result") }),
    t("campaigns.when.results.click"),
  );
  expect(await barriers(page)).toEqual([]);
  await next(page, "review");
  await expect(page.getByText(t("campaigns.launch.dear", { threshold: "USD\u00a00,01" }))).toBeVisible();
  await launch(page).press("Enter");
  await expect(page.getByText(t("campaigns.state.approval"), { exact: true })).toBeVisible();
  await expect(button(page, t("campaigns.act.approve"))).toHaveCount(0);

  await olga.goto(page.url().replace(/\?.*/, ""));
  await button(olga, t("campaigns.act.approve")).press("Enter");
  await olga
    .getByRole("dialog")
    .getByRole("button", { name: t("campaigns.act.approve") })
    .press("Enter");
  await expect(olga.getByText(t("campaigns.state.scheduled"), { exact: true })).toBeVisible();
  await button(olga, t("campaigns.act.pause")).press("Enter");
  await expect(olga.getByText(t("campaigns.pause.member"))).toBeVisible();
  // Who works by keys stays where they were: what goes on stands in the place of what held it.
  await expect(button(olga, t("campaigns.act.resume"))).toBeFocused();
  expect(await barriers(olga)).toEqual([]);
  await clinic.later(3);
  await button(olga, t("campaigns.act.resume")).press("Enter");
  await expect(olga.getByText(t("campaigns.state.finished"), { exact: true })).toBeVisible();
  await expect(step(olga, "delivered")).toContainText("2");
  await expect(olga.getByRole("img", { name: /de USD/ })).toBeVisible();

  // Ana follows the link on her phone.
  await follow(await linkOn(clinic, people[0]?.phone ?? ""), olga);
  await expect(step(olga, "clicked")).toContainText("1");
  await expect(step(olga, "converted")).toContainText("1");
  await expect(olga.getByText(t("campaigns.report.clickedFrom", { links: 1, replies: 0 }))).toBeVisible();
  const links = olga.getByRole("region", { name: t("campaigns.report.links") });
  await expect(links.getByRole("row", { name: /Cómo llegar/ })).toContainText("https://taller.example/mapa");
  await expect(olga.getByRole("row", { name: /Ana Ríos/ })).toContainText("Siguió «Cómo llegar»");
  expect(await barriers(olga)).toEqual([]);

  await olga
    .getByRole("link", { name: t("campaigns.report.openThreadOf", { name: "Ana Ríos" }) })
    .press("Enter");
  await expect(desk(olga, t).bubble("viernes 4")).toContainText(
    `${t("common.measured")} ·taller.example/mapa`,
  );

  await olga.goto(`/${clinic.slug}/campaigns`);
  await expect(olga.getByRole("listitem").filter({ hasText: "Aviso caro" })).toContainText(
    t("campaigns.state.finished"),
  );
  expect(await barriers(olga)).toEqual([]);
});
