import type { Page } from "@playwright/test";
import { expect, test } from "@/server/testing/browser-fixture";
import { desk } from "@/server/testing/desk";
import { words } from "@/server/testing/words";

const t = words("es");
const ines = { name: "Inés Prado", phone: "+54 9 11 5263 4401" };
const raul = { name: "Raúl Soto", phone: "+54 9 11 5263 4402" };

/** Keeps what a page would show on the desktop and say aloud. */
async function listen(page: Page): Promise<() => Promise<string[]>> {
  await page.context().addInitScript(() => {
    const shown: string[] = [];
    class Shown {
      static permission = "granted";
      static requestPermission = async () => "granted";
      onclick = null;
      constructor(title: string, { body }: { body: string }) {
        shown.push(`${title} | ${body}`);
      }
      close() {}
    }
    Object.assign(window, { Notification: Shown, shown });
  });
  return () => page.evaluate(() => (window as unknown as { shown: string[] }).shown);
}

test("who looks elsewhere is told, from one tab and not of what is on screen", async ({
  office,
  another,
}) => {
  const clinic = await office();
  const page = await another();
  const shown = await listen(page);
  await clinic.enter(page.context());
  await page.goto(`/${clinic.slug}/inbox`);
  const inbox = desk(page, t);
  await clinic.hears(ines, "Hola");
  await inbox.row(ines.name).click();
  await inbox.reply(ines.name, "Buenas");
  await expect(inbox.tick(inbox.bubble("Buenas"), "delivered")).toBeVisible();
  const second = await page.context().newPage();
  await second.goto(`/${clinic.slug}/costs`);
  await page.bringToFront();
  const before = (await shown()).length;
  await clinic.hears(raul, "¿Están?");
  await expect.poll(async () => (await shown()).slice(before).join("\n")).toContain("¿Están?");
  expect((await shown()).slice(before)).toHaveLength(1);
  expect(await second.evaluate(() => (window as unknown as { shown: string[] }).shown)).toEqual([]);
  await expect(page).toHaveTitle(/^\(1\) /);
  await expect(second).toHaveTitle(/^\(1\) /);
  await clinic.hears(ines, "Gracias");
  await expect(inbox.bubble("Gracias")).toBeVisible();
  await expect(page).toHaveTitle(/^\(2\) /);
  expect((await shown()).join("\n")).not.toContain("Gracias");
});

test("each event has its own switches, kept for the member, with a way to try", async ({
  office,
  another,
}) => {
  const clinic = await office();
  const page = await another();
  const shown = await listen(page);
  await clinic.enter(page.context());
  await page.goto(`/${clinic.slug}/settings/notifications`);
  await expect(page.getByText(t("settings.notifications.granted"))).toBeVisible();
  await page.getByRole("button", { name: t("settings.notifications.try") }).click();
  await expect.poll(shown).toEqual([`${t("alerts.test.title")} | ${t("alerts.test.body")}`]);
  const name = t("settings.notifications.notifyOf", { kind: t("alerts.kind.assigned") });
  await page.getByRole("switch", { name }).click();
  await page.getByRole("switch", { name: t("settings.notifications.hours") }).click();
  await page.getByLabel(t("settings.notifications.to"), { exact: true }).fill("06:30");
  await expect(page.getByRole("switch", { name })).not.toBeChecked();
  await expect
    .poll(async () => {
      await page.reload();
      return page.getByLabel(t("settings.notifications.to"), { exact: true }).inputValue();
    })
    .toBe("06:30");
  await expect(page.getByRole("switch", { name })).not.toBeChecked();
});
