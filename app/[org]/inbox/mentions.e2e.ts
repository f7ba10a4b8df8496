import { expect, test } from "@/server/testing/browser-fixture";
import { desk } from "@/server/testing/desk";
import { words } from "@/server/testing/words";

const t = words("es");
const ines = { name: "Inés Prado", phone: "+54 9 11 5263 4401" };
const raul = { name: "Raúl Soto", phone: "+54 9 11 5263 4402" };

test("a colleague is named by the keys, is told of it, and has read it by opening", async ({
  office,
  visit,
}) => {
  const clinic = await office({ members: [{ name: "Bruno", role: "supervisor" }] });
  await clinic.hears(ines, "Quiero hablar con el encargado");
  await clinic.hears(raul, "Hola");
  const [olga, bruno] = [await visit(clinic, "/inbox"), await visit(clinic, "/inbox", { person: "Bruno" })];
  const mentions = bruno
    .getByRole("navigation", { name: t("inbox.queue.label") })
    .getByRole("link", { name: t("composing.place.mentions") });
  await expect(mentions).toContainText("0");
  await desk(olga, t).row(ines.name).click();
  await olga.getByRole("radio", { name: t("inbox.composer.note") }).click();
  const field = olga.getByRole("textbox", { name: t("inbox.composer.notePlaceholder") });
  await field.pressSequentially("@bru");
  const offered = olga.getByRole("listbox", { name: t("composing.mention.picker") });
  await expect(offered.getByRole("option")).toHaveCount(1);
  await field.press("Enter");
  await expect(field).toHaveValue("@Bruno ");
  await field.pressSequentially("¿la llamás?");
  await field.press("Enter");
  const note = desk(olga, t).bubble("¿la llamás?");
  await expect(note.getByText("@Bruno", { exact: true })).toBeVisible();

  await expect(mentions).toContainText("1");
  await mentions.click();
  const told = bruno.getByRole("link", { name: t("composing.place.by", { name: "Olga" }) });
  await expect(told.getByRole("img", { name: t("composing.place.unread") })).toBeVisible();
  await told.click();
  await expect(desk(bruno, t).bubble("¿la llamás?")).toBeVisible();
  await expect(mentions).toContainText("0");
  await expect(told.getByRole("img", { name: t("composing.place.unread") })).toBeHidden();
  await bruno.reload();
  await expect(told).toBeVisible();
});
