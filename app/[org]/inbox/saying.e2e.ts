import { expect, test } from "@/server/testing/browser-fixture";
import { desk } from "@/server/testing/desk";
import { phone } from "@/server/testing/phone";
import { words } from "@/server/testing/words";

const t = words("es");
const ines = { name: "Inés Prado", phone: "+54 9 11 5263 4401" };

test("buttons are written, counted, sent, pressed on the phone, and the answer is reacted to", async ({
  office,
  visit,
}) => {
  const clinic = await office();
  const page = await visit(clinic, "/inbox");
  const inbox = desk(page, t);
  await clinic.hears(ines, "¿Tenés turno?");
  await inbox.row(ines.name).click();
  await page.getByRole("button", { name: t("insert.title"), exact: true }).click();
  await page.getByRole("menuitem", { name: t("insert.kind.buttons") }).click();
  const dialog = page.getByRole("dialog");
  const send = dialog.getByRole("button", { name: new RegExp(`^${t("inbox.composer.send")}`) });
  await dialog.getByRole("textbox", { name: t("insert.body") }).fill("¿Mañana o pasado?");
  await dialog.getByRole("textbox", { name: t("insert.button", { place: 1 }) }).fill("x".repeat(21));
  await expect(dialog.getByText(t("insert.problem.long", { max: 20 }))).toBeVisible();
  await dialog.getByRole("textbox", { name: t("insert.button", { place: 1 }) }).fill("Mañana");
  await expect(send).toBeDisabled();
  await dialog.getByRole("textbox", { name: t("insert.button", { place: 2 }) }).fill("Pasado");
  await send.click();
  await expect(inbox.tick(inbox.bubble("¿Mañana o pasado?"), "delivered")).toBeVisible();

  const sandbox = await visit(clinic, "/sandbox");
  await sandbox.getByText(ines.name).first().click();
  await expect(phone(sandbox, t).bubble("¿Mañana o pasado?")).toBeVisible();
  await sandbox.getByRole("button", { name: "Pasado", exact: true }).click();
  const answer = inbox.bubble("Pasado").last();
  await expect(answer).toContainText(t("inbox.message.chose"));
  await answer.hover();
  await answer.getByRole("button", { name: t("inbox.message.react") }).click();
  await page.getByRole("button", { name: "🎉", exact: true }).click();
  await expect(answer.getByRole("button", { name: /🎉/ })).toBeVisible();
  await answer.getByRole("button", { name: /🎉/ }).click();
  await expect(answer.getByRole("button", { name: /🎉/ })).toBeHidden();
});
