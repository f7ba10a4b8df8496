import { barriers, expect, test } from "@/server/testing/browser-fixture";
import { desk } from "@/server/testing/desk";
import { words } from "@/server/testing/words";

const t = words("es");
const ines = { name: "Inés Prado", phone: "+54 9 11 5263 4421" };

test.use({ provoked: [/status of 409/] });

test("a transfer shows everybody's load, carries a note, and whoever is late is told who has it", async ({
  office,
  visit,
}) => {
  const clinic = await office({
    members: [
      { name: "Ana", role: "supervisor", maxConversations: 0 },
      { name: "Berta", role: "agent", maxConversations: 0 },
    ],
  });
  const [olga, ana] = [await visit(clinic, "/inbox"), await visit(clinic, "/inbox", { person: "Ana" })];
  await clinic.hears(ines, "Hola, ¿hay turno?");
  await desk(olga, t).row(ines.name).click();
  await desk(ana, t).row(ines.name).click();
  await expect(desk(olga, t).holder("Olga")).toBeVisible();
  await expect(desk(ana, t).holder("Olga")).toBeVisible();

  const dialog = olga.getByRole("dialog", { name: t("work.transfer.title", { count: 1 }) });
  await desk(olga, t).row(ines.name).focus();
  await olga.keyboard.press("t");
  await expect(dialog.getByRole("radio", { name: /Berta/ })).toBeVisible();
  await expect(dialog.getByText(t("inbox.thread.load", { load: 0, limit: 0 })).first()).toBeVisible();
  expect(await barriers(olga)).toEqual([]);
  await dialog.getByRole("radio", { name: /Berta/ }).check();
  await dialog.getByRole("textbox", { name: t("work.transfer.note") }).fill("Quiere turno el jueves");

  const hers = ana.getByRole("dialog", { name: t("work.transfer.title", { count: 1 }) });
  await desk(ana, t).row(ines.name).focus();
  await ana.keyboard.press("t");
  await hers.getByRole("radio", { name: /Olga/ }).check();
  await dialog.getByRole("button", { name: t("work.transfer.send") }).click();
  await expect(dialog).toHaveCount(0);
  await expect(desk(olga, t).bubble("Quiere turno el jueves")).toBeVisible();
  await expect(desk(olga, t).holder("Berta")).toBeVisible();

  await hers.getByRole("button", { name: t("work.transfer.send") }).click();
  await expect(hers.getByRole("alert")).toHaveText(t("work.transfer.taken", { name: "Berta" }));
  await ana.keyboard.press("Escape");
  await expect(desk(ana, t).holder("Berta")).toBeVisible();
});
