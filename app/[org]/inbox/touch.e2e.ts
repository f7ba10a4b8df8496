import { expect, test } from "@/server/testing/browser-fixture";
import { desk } from "@/server/testing/desk";
import { words } from "@/server/testing/words";

const t = words("es");
const ines = { name: "Inés Prado", phone: "+54 9 11 5263 4401" };

test("on a phone a message is reacted to and quoted by touch", async ({ office, visit }) => {
  const clinic = await office();
  await clinic.hears(ines, "Gracias por todo");
  const page = await visit(clinic, "/inbox", {
    viewport: { width: 390, height: 844 },
    hasTouch: true,
    isMobile: true,
  });
  const inbox = desk(page, t);
  await inbox.row(ines.name).tap();
  const said = inbox.bubble("Gracias por todo");
  const more = said.getByRole("button", { name: t("inbox.message.actions") });
  await more.tap();
  await page.getByRole("button", { name: "🙏", exact: true }).tap();
  await expect(said.getByRole("button", { name: /🙏/ })).toBeVisible();
  await more.tap();
  await page
    .getByRole("dialog")
    .getByRole("button", { name: t("inbox.message.reply") })
    .tap();
  await expect(page.getByRole("button", { name: t("inbox.composer.dismissQuote") })).toBeVisible();
});

test("the card of a contact is picked, not typed", async ({ office, visit }) => {
  const clinic = await office();
  await clinic.hears({ name: "Raúl Soto", phone: "+54 9 11 5263 4402" }, "Hola");
  await clinic.hears(ines, "¿Me pasás el teléfono de Raúl?");
  const page = await visit(clinic, "/inbox");
  const inbox = desk(page, t);
  await inbox.row(ines.name).click();
  await page.getByRole("button", { name: t("insert.title"), exact: true }).click();
  await page.getByRole("menuitem", { name: t("insert.kind.contacts") }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("searchbox", { name: t("insert.pick") }).fill("raul");
  await dialog.getByRole("button", { name: /Raúl Soto/ }).click();
  await expect(dialog.getByLabel(t("insert.name"), { exact: true })).toHaveValue("Raúl Soto");
  await expect(dialog.getByLabel(t("insert.phone"), { exact: true })).toHaveValue(/5263/);
  await dialog.getByRole("button", { name: new RegExp(`^${t("inbox.composer.send")}`) }).click();
  await expect(inbox.tick(inbox.bubble("Raúl Soto"), "delivered")).toBeVisible();
});
