import type { Page } from "@playwright/test";
import { barriers, expect, saved, test } from "@/server/testing/browser-fixture";
import { words } from "@/server/testing/words";

const t = words("es");

// A file of which nothing can be made.
test.use({ provoked: [/status of 400/] });

const people = [
  { name: "Ana Ríos", phone: "+54 9 11 5263 1301" },
  { name: "Beto Sosa", phone: "+54 9 11 5263 1302" },
];
const late = { name: "Carla Paz", phone: "+54 9 11 5263 1303" };

const counted = (page: Page, count: number) =>
  expect(page.getByText(t("segments.count", { count }), { exact: true })).toBeVisible();
const add = async (page: Page, kind: string, at = 0) => {
  await page
    .getByRole("button", { name: t("segments.addCondition") })
    .nth(at)
    .click();
  await page.getByRole("menuitem", { name: kind, exact: true }).click();
};
const row = (page: Page, n: number) => page.getByRole("group", { name: t("segments.condition", { n }) });

test("a segment is built in sentences, and its figure follows what is said, what is known and the time", async ({
  office,
  visit,
}) => {
  const clinic = await office({ members: [{ name: "Marta", role: "marketer" }] });
  for (const one of people) await clinic.hears(one, "Hola");
  const page = await visit(clinic, "/contacts", { person: "Marta", viewport: { width: 1440, height: 900 } });
  await expect(page.getByRole("article", { name: "Beto Sosa" })).toBeVisible();
  await page.getByRole("link", { name: t("people.segments") }).click();
  await expect(page.getByText(t("segments.empty"))).toBeVisible();
  expect(await barriers(page)).toEqual([]);
  await page.getByRole("link", { name: t("segments.new") }).click();

  await page.getByLabel(t("segments.name")).fill("Hablan hace poco");
  await add(page, t("segments.add.heard"));
  await row(page, 1)
    .getByRole("spinbutton", { name: t("segments.field.days") })
    .fill("3");
  await counted(page, 2);
  await expect(page.getByRole("cell", { name: "Ana Ríos" })).toBeVisible();
  await page.getByRole("button", { name: t("segments.addGroup") }).click();
  await expect(page.getByText(t("segments.incomplete"))).toBeVisible();
  await add(page, t("segments.add.country"), 0);
  const group = page.getByRole("group", { name: t("segments.group") });
  await group.getByRole("button", { name: t("segments.field.countries") }).click();
  await page.getByRole("menuitemcheckbox", { name: "Brasil" }).click();
  await page.keyboard.press("Escape");
  await counted(page, 0);
  await add(page, t("segments.add.conversations"));
  await counted(page, 2);
  expect(await barriers(page)).toEqual([]);
  await page.getByRole("button", { name: t("segments.save") }).click();
  await expect(page).toHaveURL(/segments\/[0-9a-f-]{36}$/);

  await clinic.hears(late, "Hola");
  await expect(async () => {
    await page.reload();
    await expect(page.getByRole("cell", { name: late.name })).toBeVisible({ timeout: 3_000 });
  }).toPass();
  await counted(page, 3);
  await group
    .getByRole("button", { name: t("segments.remove") })
    .first()
    .click();
  await counted(page, 3);
  await page.getByRole("button", { name: t("segments.save") }).click();
  await expect(page.getByText(t("segments.saved"), { exact: true })).toBeVisible();
  await clinic.later(24 * 4);
  await page.reload();
  await counted(page, 0);
  await page.getByRole("link", { name: t("segments.backToList") }).click();
  await expect(page.getByRole("row", { name: /Hablan hace poco/ })).toContainText(
    t("segments.count", { count: 0 }),
  );
});

test("a list comes from a file, and says of which rows nobody was found", async ({ office, visit }) => {
  const clinic = await office();
  const page = await visit(clinic, "/contacts", { viewport: { width: 390, height: 844 } });
  await expect(page.getByText(t("people.empty"))).toBeVisible();
  for (const one of [...people, late]) await clinic.hears(one, "Hola");
  // Who comes while one looks appears by itself.
  await expect(page.getByRole("article")).toHaveCount(3);
  await page.goto(`/${clinic.slug}/contacts/segments`);
  const choose = async (name: string, content: string) => {
    await page.locator("input[type=file]").setInputFiles({
      ...{ name, mimeType: "text/csv" },
      buffer: Buffer.from(content),
    });
    await page.getByRole("button", { name: t("segments.file.make") }).click();
  };
  await page.getByRole("button", { name: t("segments.fromFile") }).click();
  await choose("roto.csv", "a,b,a\n1,2,3\n");
  await expect(page.getByText(t("people.import.fileReason.duplicate-header", { at: 3 }))).toBeVisible();
  expect(await barriers(page)).toEqual([]);
  await page.getByLabel(t("segments.name")).fill("Invitados");
  await choose("invitados.csv", "Teléfono\n11 5263-1301\n11 5263-1303\n11 5263-9999\nnada\n");

  await expect(page.getByRole("heading", { name: "Invitados" })).toBeVisible();
  await counted(page, 2);
  await expect(page.getByText(t("segments.reason.not-found"))).toBeVisible();
  const file = page.waitForEvent("download");
  await page.getByRole("link", { name: t("segments.file.download") }).click();
  const errors = Buffer.concat(await (await (await file).createReadStream()).toArray()).toString();
  expect(errors).toContain(`5,"${t("segments.reason.no-address")}"`);
  expect(await barriers(page)).toEqual([]);

  const archived = saved(page, "segments.archive");
  await page.getByRole("button", { name: t("segments.archive") }).click();
  await page
    .getByRole("dialog")
    .getByRole("button", { name: t("segments.archive") })
    .click();
  await archived;
  await expect(page.getByText(t("segments.empty"))).toBeVisible();
});
