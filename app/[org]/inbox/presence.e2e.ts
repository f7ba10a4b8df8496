import { expect, test } from "@/server/testing/browser-fixture";
import { desk } from "@/server/testing/desk";
import { words } from "@/server/testing/words";

const t = words("es");
const ines = { name: "Inés Prado", phone: "+54 9 11 5263 4401" };

test.use({ provoked: [/status of 409/] });

test("two in one conversation see each other, see who writes, and never answer twice", async ({
  office,
  visit,
}) => {
  const clinic = await office({ members: [{ name: "Ana", role: "supervisor" }] });
  const [olga, ana] = [await visit(clinic, "/inbox"), await visit(clinic, "/inbox", { person: "Ana" })];
  const [one, other] = [desk(olga, t), desk(ana, t)];
  await clinic.hears(ines, "Hola, ¿hay turno?");
  await one.row(ines.name).click();
  await other.row(ines.name).click();
  await expect(
    olga.getByRole("button", { name: t("inbox.presence.viewing", { names: "Ana" }) }),
  ).toBeVisible();
  await expect(
    ana.getByRole("button", { name: t("inbox.presence.viewing", { names: "Olga" }) }),
  ).toBeVisible();

  await other.field(ines.name).pressSequentially("Mañana a las 9");
  await expect(olga.getByText(t("inbox.presence.writing", { name: "Ana", others: 0 }))).toBeVisible();
  await one.field(ines.name).pressSequentially("No hay turnos");
  await expect(ana.getByText(t("inbox.presence.writing", { name: "Olga", others: 0 }))).toBeVisible();
  await other.field(ines.name).press("Enter");
  await expect(olga.getByText(t("inbox.presence.writing", { name: "Ana", others: 0 }))).toHaveCount(0);
  await expect(one.bubble("Mañana a las 9")).toBeVisible();

  await one.field(ines.name).press("Enter");
  await expect(one.composer.getByText(t("inbox.presence.new", { count: 1 }))).toBeVisible();
  await expect(one.composer.getByRole("listitem")).toContainText("Mañana a las 9");
  await expect(other.bubble("No hay turnos")).toHaveCount(0);
  await olga.getByRole("button", { name: t("inbox.composer.takeBack") }).click();
  await expect(one.field(ines.name)).toHaveValue("No hay turnos");
  await ana.getByRole("link", { name: t("common.nav.costs") }).click();
  await expect(olga.getByRole("button", { name: t("inbox.presence.viewing", { names: "Ana" }) })).toHaveCount(
    0,
  );
});
