import type { Page } from "@playwright/test";
import { barriers, expect, saved, test } from "@/server/testing/browser-fixture";
import { button, hear, next, pickEverybody } from "@/server/testing/wizard";
import { words } from "@/server/testing/words";

const t = words("es");

// A draft that somebody else changed meanwhile, and a save whose answer was lost.
test.use({ provoked: [/status of 409|ERR_FAILED/] });

test("of two who write one draft the second is told, and sees how it stands", async ({ office, visit }) => {
  const clinic = await office({ members: [{ name: "Marta", role: "marketer" }] });
  await hear(clinic);
  const marta = await visit(clinic, "/campaigns/new?starter=blank", { person: "Marta" });
  await marta.getByLabel(t("campaigns.name")).fill("A dos manos");
  await pickEverybody(marta);
  await expect(marta.getByText(t("campaigns.saving.saved"), { exact: true })).toBeVisible();
  const olga = await visit(clinic, new URL(marta.url()).pathname.replace(`/${clinic.slug}`, ""));
  await expect(
    olga.getByRole("button", { name: t("campaigns.audience.remove", { name: "Ana Ríos" }) }),
  ).toBeVisible();
  await olga.getByLabel(t("campaigns.name")).fill("A cuatro manos");
  await expect(olga.getByText(t("campaigns.saving.saved"), { exact: true })).toBeVisible();
  await marta.getByLabel(t("campaigns.name")).fill("A una mano");
  await expect(marta.getByText(t("campaigns.saving.conflict"))).toBeVisible();
  expect(await barriers(marta)).toEqual([]);
  await button(marta, t("campaigns.saving.reload")).press("Enter");
  await expect(marta.getByLabel(t("campaigns.name"))).toHaveValue("A cuatro manos");
});

test("what is half said is found again, and one's own save whose answer was lost is nobody else's", async ({
  office,
  visit,
}) => {
  const clinic = await office({ members: [{ name: "Marta", role: "marketer" }] });
  await hear(clinic);
  const page = await visit(clinic, "/campaigns/new?starter=blank", { person: "Marta" });
  await page.getByLabel(t("campaigns.name")).fill("A medias");
  await pickEverybody(page);
  await writeHalf(page);
  await expect(page.getByText(t("campaigns.saving.saved"), { exact: true })).toBeVisible();

  // The server has it; the browser never hears so.
  let lost = false;
  await page.route(/campaigns\.update/, async (route) => {
    if (lost) return route.continue();
    lost = true;
    await route.fetch();
    await route.abort("failed");
  });
  const words = page.getByLabel(t("campaigns.check.words"));
  await words.fill("Ya vino");
  await expect(page.getByText(t("campaigns.saving.refused", { reason: t("errors.UNKNOWN") }))).toBeVisible();
  const kept = saved(page, "campaigns.update");
  await words.fill("Ya vino el viernes");
  await kept;
  await expect(page.getByText(t("campaigns.saving.saved"), { exact: true })).toBeVisible();
  await expect(page.getByText(t("campaigns.saving.conflict"))).toBeHidden();

  await page.reload();
  await expect(words).toHaveValue("Ya vino el viernes");
  await expect(page.getByRole("switch", { name: t("campaigns.check.on") })).toBeChecked();
  await expect(page.getByText(t("campaigns.check.incomplete"))).toBeVisible();
  await next(page, "when");
  await expect(page.getByLabel(t("campaigns.when.budget"))).toHaveValue("cien");
  await next(page, "review");
  await expect(page.getByText(t("campaigns.problem.check-incomplete"))).toBeVisible();
  await expect(page.getByText(t("campaigns.problem.budget-wrong"))).toBeVisible();
  expect(await barriers(page)).toEqual([]);
});

/** A check without a condition, and a budget that is no amount. */
async function writeHalf(page: Page): Promise<void> {
  await next(page, "message");
  await next(page, "check");
  await next(page, "when");
  await page.getByLabel(t("campaigns.when.budget")).fill("cien");
  await button(page, t("campaigns.back", { step: t("campaigns.step.check") })).press("Enter");
  const kept = saved(page, "campaigns.update");
  await page.getByRole("switch", { name: t("campaigns.check.on") }).press("Space");
  await kept;
}
