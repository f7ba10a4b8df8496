import { barriers, expect, test } from "@/server/testing/browser-fixture";
import { desk } from "@/server/testing/desk";
import { words } from "@/server/testing/words";

const t = words("es");
const ana = { name: "Ana Paz", phone: "+54 9 11 5263 4471" };
const again = { name: "Ana M. Paz", phone: "+54 9 11 5263 4472" };

test("two contacts become one by keyboard, with what each said and agreed to, and two again", async ({
  office,
  visit,
}) => {
  const clinic = await office();
  const page = await visit(clinic, "/inbox", { viewport: { width: 1440, height: 1800 } });
  const inbox = desk(page, t);
  await clinic.hears(again, "Escribo del trabajo");
  await expect(inbox.row(again.name)).toBeVisible();
  await clinic.hears(again, "BAJA");
  await clinic.hears(ana, "Escribo de casa");
  await inbox.row(ana.name).click();
  await page.getByRole("button", { name: t("inbox.thread.panel") }).click();
  await page.getByRole("link", { name: t("profile.open") }).click();
  await page.waitForURL(/\/contacts\//);
  const address = page.url();
  const identity = page.getByRole("region", { name: t("identity.title") });
  const consent = page.getByRole("region", { name: t("consent.card.title"), exact: true });
  const said = (text: string) => page.getByRole("article").filter({ hasText: text });
  const refused = t("consent.refused", { purpose: t("consent.purpose.marketing") });
  await expect(said("Escribo de casa")).toBeVisible();
  await expect(identity.getByRole("listitem").filter({ hasText: "5263 4471" })).toBeVisible();

  await identity.getByRole("button", { name: t("identity.mergeWith") }).focus();
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog");
  await page.keyboard.type("Ana M");
  await dialog
    .getByRole("list", { name: t("identity.found") })
    .getByRole("button")
    .first()
    .focus();
  await page.keyboard.press("Enter");
  await expect(dialog.getByText(again.name).first()).toBeVisible();
  expect(await barriers(page)).toEqual([]);
  await dialog.getByRole("button", { name: t("identity.merge"), exact: true }).focus();
  await page.keyboard.press("Enter");
  await expect(dialog).toBeHidden();

  await expect(page.getByText(t("identity.done"))).toBeVisible();
  for (const text of ["Escribo de casa", "Escribo del trabajo"]) await expect(said(text)).toBeVisible();
  for (const tail of ["5263 4471", "5263 4472"])
    await expect(identity.getByRole("listitem").filter({ hasText: tail })).toBeVisible();
  await expect(consent).toContainText(refused);

  await identity.getByRole("button", { name: t("identity.undo") }).click();
  await expect(page.getByText(t("identity.undone"))).toBeVisible();
  await expect(identity.getByRole("listitem").filter({ hasText: "5263 4472" })).toHaveCount(0);
  await page.goto(address);
  await expect(said("Escribo de casa")).toBeVisible();
  await expect(said("Escribo del trabajo")).toHaveCount(0);
  await expect(consent).not.toContainText(refused);
  await page.goto(`/${clinic.slug}/inbox`);
  await inbox.row(again.name).click();
  await expect(inbox.bubble("Escribo del trabajo")).toBeVisible();
});
