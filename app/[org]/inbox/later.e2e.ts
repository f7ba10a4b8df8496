import { expect, test } from "@/server/testing/browser-fixture";
import { desk } from "@/server/testing/desk";
import { words } from "@/server/testing/words";

const t = words("es");
/** In Lima it is two hours earlier than where the clinic is. */
const rosa = { name: "Rosa Quispe", phone: "+51 987 654 321" };
const ines = { name: "Inés Prado", phone: "+54 9 11 5263 4401" };

test("a reply is planned by the customer's clock, changed, and leaves by itself", async ({
  office,
  visit,
}) => {
  const clinic = await office();
  const page = await visit(clinic, "/inbox");
  const inbox = desk(page, t);
  await clinic.hears(rosa, "¿Me recordás el turno?");
  await inbox.row(rosa.name).click();
  await inbox.field(rosa.name).fill("Te recuerdo el turno");
  await inbox.field(rosa.name).press("Control+Shift+L");
  const dialog = page.getByRole("dialog");
  await expect(dialog).toContainText(t("composing.later.zone.phone", { zone: "Lima" }));
  await page.keyboard.type("en 3 horas");
  await expect(dialog.getByRole("option").first()).toContainText("acá");
  await page.keyboard.press("Enter");
  await expect(dialog).toBeHidden();
  await expect(inbox.field(rosa.name)).toHaveValue("");
  const planned = page.getByRole("region", { name: t("composing.later.list") });
  await expect(planned).toContainText("Te recuerdo el turno");
  await expect(planned).toContainText("allá");

  await planned.getByRole("button", { name: t("composing.later.acts") }).click();
  await page.getByRole("menuitem", { name: t("composing.later.act.edit") }).click();
  await dialog.getByRole("textbox", { name: t("composing.later.text") }).fill("Te recuerdo: mañana a las 10");
  await dialog.getByRole("button", { name: t("common.action.save") }).click();
  await expect(planned).toContainText("mañana a las 10");
  await expect(inbox.bubble("mañana a las 10")).toHaveCount(0);

  await clinic.later(4);
  await expect(inbox.tick(inbox.bubble("mañana a las 10"), "delivered")).toBeVisible({ timeout: 45_000 });
  await expect(planned).toBeHidden();
});

test("one that was planned is taken back, or sent at once", async ({ office, visit }) => {
  const clinic = await office();
  const page = await visit(clinic, "/inbox");
  const inbox = desk(page, t);
  await clinic.hears(ines, "Hola");
  await inbox.row(ines.name).click();
  const plan = async (text: string) => {
    await inbox.field(ines.name).fill(text);
    await page.getByRole("button", { name: t("composing.later.menu") }).click();
    await page.getByRole("menuitem", { name: t("composing.later.title") }).click();
    await page.getByRole("option", { name: t("composing.later.preset.hour") }).click();
    await expect(planned.filter({ hasText: text })).toBeVisible();
  };
  const planned = page.getByRole("region", { name: t("composing.later.list") });
  const act = async (name: "cancel" | "now") => {
    await planned.getByRole("button", { name: t("composing.later.acts") }).click();
    await page.getByRole("menuitem", { name: t(`composing.later.act.${name}`) }).click();
  };
  await plan("Para después");
  await act("cancel");
  await expect(planned).toBeHidden();
  await plan("Al final, ya");
  await act("now");
  await expect(inbox.tick(inbox.bubble("Al final, ya"), "delivered")).toBeVisible();
  await expect(inbox.bubble("Para después")).toHaveCount(0);
});

test("past the window it warns; when it is shut by then nothing leaves and somebody decides", async ({
  office,
  visit,
}) => {
  const clinic = await office();
  const page = await visit(clinic, "/inbox");
  const inbox = desk(page, t);
  await clinic.hears(ines, "Hola");
  await inbox.row(ines.name).click();
  await inbox.field(ines.name).fill("Feliz fin de semana");
  await inbox.field(ines.name).press("Control+Shift+L");
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByRole("option").first()).toBeVisible();
  await page.keyboard.type("en 2 días");
  await expect(dialog.getByRole("option")).toHaveCount(1);
  await page.keyboard.press("Enter");
  await expect(dialog.getByText(t("composing.later.shut"))).toBeVisible();
  await dialog.getByRole("option", { name: t("composing.later.anyway") }).click();
  await expect(dialog).toBeHidden();

  await clinic.later(49);
  const planned = page.getByRole("region", { name: t("composing.later.list") });
  await expect(planned).toContainText(t("composing.later.trouble.window-closed"));
  await expect(inbox.bubble("Feliz fin de semana")).toHaveCount(0);
  // Its author is told wherever they are in the inbox, and finds it among the queues.
  const elsewhere = await visit(clinic, "/inbox");
  await expect(
    elsewhere.getByText(t("composing.place.notLeft", { name: ines.name, others: 0 })),
  ).toBeVisible();
  await elsewhere.getByRole("link", { name: t("composing.place.held") }).click();
  await elsewhere.getByRole("link", { name: new RegExp(ines.name) }).click();
  await expect(elsewhere.getByRole("region", { name: t("composing.later.list") })).toContainText(
    t("composing.later.trouble.window-closed"),
  );
  await planned.getByRole("button", { name: t("composing.later.act.template") }).click();
  await expect(dialog).toBeVisible();
  await page.keyboard.press("Escape");
  await planned.getByRole("button", { name: t("composing.later.act.discard") }).click();
  await expect(planned).toBeHidden();
});
