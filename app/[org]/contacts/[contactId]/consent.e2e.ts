import type { Page } from "@playwright/test";
import { barriers, expect, test } from "@/server/testing/browser-fixture";
import { desk } from "@/server/testing/desk";
import { followMail } from "@/server/testing/mail-page";
import { callAs, type Office } from "@/server/testing/office";
import { words } from "@/server/testing/words";

// Erasing is refused while a conversation is open; a link to who was erased leads nowhere.
test.use({ provoked: [/status of 40[49]/] });

const t = words("es");
const ines = { name: "Inés Prado", phone: "+54 9 11 5263 4461" };
const card = (page: Page) => page.getByRole("region", { name: t("consent.card.title"), exact: true });
const gave = t("consent.gave", { purpose: t("consent.purpose.marketing") });
const refused = t("consent.refused", { purpose: t("consent.purpose.marketing") });

/** The newest line of the ledger on the card. */
const newest = (page: Page) => card(page).getByRole("listitem").and(page.locator("ol > li")).first();

async function contactPage(office: Office, page: Page): Promise<void> {
  await office.hears(ines, "Hola");
  await desk(page, t).row(ines.name).click();
  await page.getByRole("button", { name: t("inbox.thread.panel") }).click();
  await expect(card(page)).toBeVisible();
}

test("a yes and a no come five ways, and each is seen with what proves it", async ({
  office,
  visit,
  another,
}) => {
  const clinic = await office();
  const page = await visit(clinic, "/inbox", { viewport: { width: 1440, height: 900 } });
  await contactPage(clinic, page);
  const note = async (answer: "yes" | "no") => {
    await card(page)
      .getByRole("button", { name: t("consent.note.act"), exact: true })
      .click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("radio", { name: t(`consent.note.${answer}`), exact: true }).click();
    if (answer === "yes") await expect(dialog.locator("blockquote")).toContainText("te pide permiso");
    expect(await barriers(page)).toEqual([]);
    await dialog.getByRole("button", { name: t("consent.note.save"), exact: true }).click();
    await expect(dialog).toBeHidden();
  };
  await note("yes");
  await expect(newest(page)).toContainText(gave);
  await expect(newest(page)).toContainText("Olga");
  await note("no");
  await expect(newest(page)).toContainText(refused);

  await card(page)
    .getByRole("button", { name: t("consent.ask.act"), exact: true })
    .click();
  await page.getByRole("textbox", { name: t("consent.ask.email") }).fill("ines.prado@example.com");
  await page.getByRole("button", { name: t("consent.ask.send"), exact: true }).click();
  const mail = await followMail(await another(), "ines.prado@example.com", t("mail.consent.action"));
  await mail.getByRole("button").click();
  await expect(mail.getByRole("heading", { level: 1 })).toBeVisible();
  await expect(mail).toHaveURL(/\/s\/c\//);
  await expect(newest(page)).toContainText(t("consent.source.email"));

  const leaving = await followMail(await another(), "ines.prado@example.com", t("mail.consent.leave"));
  await leaving.getByRole("button").click();
  await expect(leaving.getByRole("heading", { level: 1 })).toContainText("Ya no");
  expect(await barriers(leaving)).toEqual([]);
  await expect(newest(page)).toContainText(t("consent.source.link"));

  await clinic.hears(ines, "BAJA");
  await expect(newest(page)).toContainText(t("consent.source.keyword"));
  await expect(newest(page)).toContainText("BAJA");

  const act = (value: "stop" | "resume") =>
    callAs(clinic.slug, clinic.person("Olga"), "sandbox.act", {
      ...{ numberId: clinic.numberId, customer: ines.phone, act: { type: "preference", value } },
    });
  // Within one second the no counts, since the carrier's clock tells no more.
  await callAs(clinic.slug, clinic.person("Olga"), "sandbox.moveClock", { offsetMs: 60_000 });
  await act("resume");
  await expect(newest(page)).toContainText(t("consent.source.carrier"));
  await act("stop");
  await expect(newest(page)).toContainText(refused);
});

test("a person is given a copy of everything, then erased, and nothing of them is found", async ({
  office,
  visit,
}) => {
  const clinic = await office();
  const page = await visit(clinic, "/inbox", { viewport: { width: 1440, height: 900 } });
  await contactPage(clinic, page);
  await page.getByRole("link", { name: t("timeline.all") }).click();
  await page.waitForURL(/\/contacts\//);
  await expect(page.getByRole("article").filter({ hasText: "Hola" })).toBeVisible();
  const address = page.url();
  const copy = await page.request.get(
    await page
      .getByRole("link", { name: t("erasure.copy") })
      .evaluate((link: HTMLAnchorElement) => link.href),
  );
  expect(JSON.stringify(await copy.json())).toContain(ines.name);
  const erase = async () => {
    await page.getByRole("button", { name: t("erasure.act"), exact: true }).click();
    await page.getByLabel(t("erasure.type", { word: t("erasure.word") })).fill(t("erasure.word"));
    expect(await barriers(page)).toEqual([]);
    await page.getByRole("button", { name: t("erasure.confirm"), exact: true }).click();
  };
  await erase();
  await expect(page.getByRole("dialog")).toContainText(t("erasure.open"));
  const conversationId = JSON.parse(await copy.text()).conversations[0].id as string;
  await callAs(clinic.slug, clinic.person("Olga"), "conversations.close", {
    conversationIds: [conversationId],
  });
  await page.getByRole("button", { name: t("erasure.confirm"), exact: true }).click();
  await expect(page.getByText(t("erasure.done"))).toBeVisible();
  expect((await page.goto(address))?.status()).toBe(404);
  await page.goto(`/${clinic.slug}/inbox`);
  await page.keyboard.press("ControlOrMeta+k");
  await page.getByRole("combobox").fill(ines.name);
  await expect(page.getByRole("option", { name: ines.name })).toHaveCount(0);
});
