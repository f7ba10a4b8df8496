import { expect, test } from "@/server/testing/browser-fixture";
import { desk } from "@/server/testing/desk";
import { words } from "@/server/testing/words";

const t = words("es");
const ines = { name: "Inés Prado", phone: "+54 9 11 5263 4401" };

test("a contact's whole history from the panel: what was said, noted and done, by kind", async ({
  office,
  visit,
}) => {
  const clinic = await office();
  const page = await visit(clinic, "/inbox", { viewport: { width: 1280, height: 1400 } });
  const inbox = desk(page, t);
  await clinic.hears(ines, "Hola, ¿hay turno?");
  await inbox.row(ines.name).click();
  await inbox.reply(ines.name, "Sí, mañana");
  await expect(inbox.tick(inbox.bubble("Sí, mañana"), "delivered")).toBeVisible();
  await inbox.note("Prefiere la mañana");
  await expect(inbox.bubble("Prefiere la mañana")).toBeVisible();
  await page.getByRole("button", { name: t("inbox.thread.panel") }).click();
  await page.getByRole("link", { name: t("timeline.all") }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText(ines.name);
  const entry = (text: string) => page.getByRole("article").filter({ hasText: text });
  for (const text of ["Hola, ¿hay turno?", "Sí, mañana", "Prefiere la mañana"])
    await expect(entry(text)).toBeVisible();
  await expect(page.getByText(t("timeline.begin"))).toBeVisible();
  await expect(entry(t("consent.source.wrote-first")).first()).toBeVisible();
  await page.getByRole("button", { name: t("timeline.kind.notes") }).click();
  await expect(entry("Prefiere la mañana")).toHaveCount(0);
  await expect(entry("Sí, mañana")).toBeVisible();
  await page.getByRole("link", { name: t("timeline.open") }).click();
  await expect(inbox.bubble("Sí, mañana")).toBeVisible();
});
