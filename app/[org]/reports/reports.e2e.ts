import { barriers, expect, test } from "@/server/testing/browser-fixture";
import { desk } from "@/server/testing/desk";
import { words } from "@/server/testing/words";

const t = words("es");
const ines = { name: "Inés Prado", phone: "+54 9 11 5263 4431" };

test("reports say that there is nothing, then what was done, by day and by person, and the same as CSV", async ({
  office,
  visit,
}) => {
  const clinic = await office();
  const page = await visit(clinic, "/reports");
  await expect(page.getByText(t("reports.empty"))).toBeVisible();
  expect(await barriers(page)).toEqual([]);
  await clinic.hears(ines, "Hola");
  await page.goto(`/${clinic.slug}/inbox`);
  const inbox = desk(page, t);
  await inbox.row(ines.name).click();
  await inbox.reply(ines.name, "Buenas");
  await expect(inbox.tick(inbox.bubble("Buenas"), "delivered")).toBeVisible();
  await page.getByRole("link", { name: t("common.nav.reports") }).click();
  const figure = (name: string) => page.locator(`[data-measure=${name}]`);
  await expect(figure("opened")).toContainText("1");
  await expect(figure("closed")).toContainText("0");
  await page
    .getByRole("navigation", { name: t("reports.byLabel") })
    .getByRole("link", { name: t("reports.by.member") })
    .press("Enter");
  const olga = page.getByRole("row").filter({ hasText: "Olga" });
  await expect(olga.getByRole("cell").nth(2)).toHaveText("1");
  expect(await barriers(page)).toEqual([]);
  // The table scrolls in itself, never the page.
  const wide = await page.locator("#content").evaluate((main) => main.scrollWidth > main.clientWidth);
  expect(wide).toBe(false);
  const href = await page.getByRole("link", { name: t("reports.csv") }).getAttribute("href");
  const csv = await (await page.request.get(href ?? "")).text();
  expect(csv).toContain(",Olga,");
  expect(csv.trim().split("\r\n").at(-1)).toMatch(/^total,,1,0,0,0,0,0,1,0,/);
});
