import { barriers, expect, test } from "@/server/testing/browser-fixture";
import { desk } from "@/server/testing/desk";
import { words } from "@/server/testing/words";

const t = words("es");
// A number half typed is asked for, and refused.
test.use({ provoked: [/status of 400/] });

test("a conversation begins with a typed phone, a yes that was given, and a template", async ({
  office,
  visit,
}) => {
  const clinic = await office();
  const page = await visit(clinic, "/inbox");
  await page.getByRole("button", { name: t("start.title"), exact: true }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("textbox", { name: t("start.who") }).fill("011 15 5263 4477");
  await dialog.getByRole("button", { name: "+54 9 11 5263 4477" }).click();
  await expect(dialog.getByText(t("start.consentNone"))).toBeVisible();
  await dialog.getByRole("button", { name: /recordatorio_de_turno/ }).click();
  const values = dialog.getByRole("textbox");
  for (const [place, value] of ["Inés", "viernes", "10:30"].entries()) await values.nth(place).fill(value);
  const send = dialog.getByRole("button", { name: /^Enviar/ });
  await expect(send).toBeDisabled();
  await dialog.getByRole("checkbox").click();
  expect(await barriers(page)).toEqual([]);
  await send.click();
  await expect(dialog).toBeHidden();
  const inbox = desk(page, t);
  await expect(inbox.tick(inbox.bubble("te recordamos tu turno del viernes"), "delivered")).toBeVisible();
  await expect(inbox.holder("Olga")).toBeVisible();
});

test("with somebody known it goes on where a conversation is open", async ({ office, visit }) => {
  const clinic = await office();
  const page = await visit(clinic, "/inbox");
  await clinic.hears({ name: "Inés Prado", phone: "+54 9 11 5263 4401" }, "Hola");
  await expect(desk(page, t).row("Inés Prado")).toBeVisible();
  await page.keyboard.press("ControlOrMeta+k");
  await page.getByRole("option", { name: t("start.title") }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("textbox", { name: t("start.who") }).fill("inés");
  await dialog.getByRole("button", { name: /Inés Prado/ }).click();
  await dialog.getByRole("button", { name: t("start.goThere"), exact: true }).click();
  await expect(desk(page, t).bubble("Hola")).toBeVisible();
});
