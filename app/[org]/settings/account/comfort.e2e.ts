import { expect, saved, test } from "@/server/testing/browser-fixture";
import { desk } from "@/server/testing/desk";
import { words } from "@/server/testing/words";

const t = words("es");
const ines = { name: "Inés Prado", phone: "+54 9 11 5263 4401" };

test("rows as tight as one likes, no motion, and runs of events as one line", async ({ office, visit }) => {
  const clinic = await office({ members: [{ name: "Ana", role: "supervisor" }] });
  await clinic.hears(ines, "Hola");
  const page = await visit(clinic, "/settings/account");
  await page.getByRole("radio", { name: t("settings.account.compact") }).click();
  await page.getByRole("switch", { name: t("settings.account.motion") }).click();
  await expect(page.locator("html")).toHaveAttribute("data-motion", "less");
  await page.goto(`/${clinic.slug}/inbox`);
  await expect(page.locator("html")).toHaveAttribute("data-motion", "less");
  const inbox = desk(page, t);
  await expect.poll(async () => (await inbox.row(ines.name).boundingBox())?.height).toBeLessThanOrEqual(41);
  await inbox.row(ines.name).click();
  await expect(inbox.holder("Olga").or(inbox.holder("Ana"))).toBeVisible();
  let holder = (await inbox.holder("Olga").count()) > 0 ? "Olga" : "Ana";
  for (let turn = 0; turn < 3; turn++) {
    const next = holder === "Olga" ? "Ana" : "Olga";
    await inbox.holder(holder).click();
    const name = next === "Olga" ? t("inbox.thread.take") : /Ana/;
    await page.getByRole("menuitem", { name }).click();
    await expect(inbox.holder(next)).toBeVisible();
    holder = next;
  }
  const fold = (key: "folded" | "unfolded") =>
    inbox.thread.getByRole("button", { name: new RegExp(t(`inbox.event.${key}`, { count: 3 })) });
  const lines = inbox.thread.getByText(/Olga|Ana/);
  await expect(fold("folded")).toBeVisible();
  await expect(lines).toHaveCount(1);
  const kept = saved(page, "organizations.setPreferences");
  await fold("folded").click();
  await expect(lines).toHaveCount(4);
  await kept;
  await page.reload();
  await expect(fold("unfolded")).toBeVisible();
});
