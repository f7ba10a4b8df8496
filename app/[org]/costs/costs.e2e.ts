import { barriers, expect, test } from "@/server/testing/browser-fixture";
import { desk } from "@/server/testing/desk";
import { words } from "@/server/testing/words";

const t = words("es");
const ines = { name: "Inés Prado", phone: "+54 9 11 5263 4401" };

test("costs say that there are none, then open down to the messages", async ({ office, visit }) => {
  const clinic = await office();
  const page = await visit(clinic, "/costs");
  await expect(page.getByText(t("costs.empty.title"))).toBeVisible();
  expect(await barriers(page)).toEqual([]);
  await page.getByRole("link", { name: t("costs.empty.action") }).click();
  await expect(page).toHaveURL(`/${clinic.slug}/sandbox`);
  await clinic.hears(ines, "Hola");
  await page.goto(`/${clinic.slug}/inbox`);
  const inbox = desk(page, t);
  await inbox.row(ines.name).click();
  await inbox.reply(ines.name, "Buenas");
  await expect(inbox.tick(inbox.bubble("Buenas"), "delivered")).toBeVisible();
  await page.goto(`/${clinic.slug}/costs`);
  const mt = page.getByRole("row").filter({ hasText: t("costs.kind.mt") });
  await expect(mt).toContainText(t("costs.free"));
  expect(await barriers(page)).toEqual([]);
  await mt.getByRole("link").click();
  await expect(page.getByRole("row").filter({ hasText: ines.name })).toHaveCount(1);
  await expect(page.getByRole("cell", { name: t("costs.reason.allowance") })).toBeVisible();
  expect(await barriers(page)).toEqual([]);
  await page.getByRole("link", { name: ines.name }).click();
  await expect(inbox.bubble("Buenas")).toBeVisible();
});
