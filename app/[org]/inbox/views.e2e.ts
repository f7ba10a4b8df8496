import { expect, test } from "@/server/testing/browser-fixture";
import { desk } from "@/server/testing/desk";
import { words } from "@/server/testing/words";

const t = words("es");
const ines = { name: "Inés Prado", phone: "+54 9 11 5263 4411" };
const raul = { name: "Raúl Soto", phone: "+54 9 11 5263 4412" };

test("a filter is set, kept as a view and shared by keyboard, and its address opens the same list", async ({
  office,
  visit,
}) => {
  const clinic = await office({ members: [{ name: "Bruno", role: "supervisor" }] });
  const page = await visit(clinic, "/inbox");
  const inbox = desk(page, t);
  await clinic.hears(ines, "Hola, ¿hay turno?");
  await clinic.hears(raul, "Buenas");
  await inbox.row(raul.name).click();
  await inbox.reply(raul.name, "Sí, el viernes");
  await expect(inbox.bubble("Sí, el viernes")).toBeVisible();
  const bar = page.getByRole("toolbar", { name: t("inbox.views.toolbar") });
  await bar.getByRole("button", { name: t("inbox.views.add"), exact: true }).press("Enter");
  const fields = page.getByRole("menu").first();
  await expect(fields).toBeVisible();
  await page.getByRole("menuitem", { name: t("inbox.views.field.status") }).press("ArrowRight");
  await page.getByRole("menuitemcheckbox", { name: t("inbox.views.status.answered") }).press("Enter");
  await page.keyboard.press("Escape");
  await expect(inbox.row(raul.name)).toBeVisible();
  await expect(inbox.row(ines.name)).toBeHidden();
  await bar.getByRole("button", { name: t("inbox.views.view"), exact: true }).press("Enter");
  await page.getByRole("menuitem", { name: t("inbox.views.save") }).press("Enter");
  await page.getByRole("textbox", { name: t("inbox.views.name") }).fill("Contestadas");
  await page.getByRole("switch", { name: t("inbox.views.shared") }).press("Space");
  await page.getByRole("textbox", { name: t("inbox.views.name") }).press("Enter");
  await expect(page.getByRole("heading", { name: "Contestadas", level: 1 })).toBeVisible();
  const bruno = await visit(clinic, "/inbox", { person: "Bruno" });
  await bruno.getByRole("link", { name: "Contestadas 1" }).press("Enter");
  await expect(desk(bruno, t).row(raul.name)).toBeVisible();
  await expect(desk(bruno, t).row(ines.name)).toBeHidden();
  await bruno.goto(page.url());
  await expect(bruno.getByRole("heading", { name: "Contestadas", level: 1 })).toBeVisible();
  await bruno
    .getByRole("button", { name: t("inbox.views.removeCondition", { condition: "Estado: Respondida" }) })
    .press("Enter");
  await expect(desk(bruno, t).row(ines.name)).toBeVisible();
});

test("several are selected by keys, closed together and taken back", async ({ office, visit }) => {
  const clinic = await office();
  const page = await visit(clinic, "/inbox");
  const inbox = desk(page, t);
  await clinic.hears(ines, "Hola, ¿hay turno?");
  await clinic.hears(raul, "Buenas");
  await expect(inbox.row(raul.name)).toBeVisible();
  await page.keyboard.press("j");
  await expect(page).toHaveURL(/\/inbox\/[0-9a-f-]+/);
  await page.keyboard.press("x");
  await page.keyboard.press("Shift+J");
  const bar = page.getByRole("region", { name: t("inbox.selection.label") });
  await expect(bar.getByText(t("inbox.selection.count", { count: 2 }))).toBeVisible();
  await bar.getByRole("button", { name: t("inbox.selection.close"), exact: true }).press("Enter");
  await page.getByRole("menuitem", { name: t("inbox.selection.closeAll") }).press("Enter");
  await expect(page.getByText(t("inbox.selection.did.close", { count: 2 }))).toBeVisible();
  await expect(inbox.row(ines.name)).toBeHidden();
  await expect(inbox.row(raul.name)).toBeHidden();
  await page.getByRole("button", { name: t("common.action.undo") }).press("Enter");
  await expect(page.getByText(t("inbox.selection.undone", { count: 2 }))).toBeVisible();
  await expect(inbox.row(ines.name)).toBeVisible();
  await expect(inbox.row(raul.name)).toBeVisible();
});
