import { barriers, expect, test } from "@/server/testing/browser-fixture";
import { desk } from "@/server/testing/desk";
import { phone } from "@/server/testing/phone";
import { words } from "@/server/testing/words";

const t = words("es");

test("photos and PDFs open over the page, by key, and can be kept", async ({ office, visit }) => {
  const clinic = await office();
  const sandbox = await visit(clinic, "/sandbox");
  const name = await phone(sandbox, t).pick();
  await phone(sandbox, t).say("Mirá");
  await phone(sandbox, t).sendSample("image");
  await phone(sandbox, t).sendSample("document");
  const page = await visit(clinic, "/inbox");
  const inbox = desk(page, t);
  await inbox.row(name).click();
  const photo = inbox.thread.locator("[data-viewable*='\"image\"']").first();
  await photo.click();
  const viewer = page.getByRole("dialog");
  await expect(viewer.getByRole("img")).toBeVisible();
  await page.keyboard.press("+");
  await expect(viewer.getByText("150%")).toBeVisible();
  await page.keyboard.press("0");
  expect(await barriers(page)).toEqual([]);
  const kept = page.waitForEvent("download");
  await viewer.getByRole("link", { name: t("inbox.viewer.keep") }).click();
  await kept;
  await page.keyboard.press("ArrowRight");
  await expect(viewer.locator("iframe")).toBeVisible();
  await page.screenshot({ path: "test-results/pdf.png" });
  await page.keyboard.press("Escape");
  await expect(viewer).toBeHidden();
  await expect(photo).toBeVisible();
});
