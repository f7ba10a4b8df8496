import type { Page } from "@playwright/test";
import { barriers, expect, test } from "@/server/testing/browser-fixture";
import { desk } from "@/server/testing/desk";
import { words } from "@/server/testing/words";

/* What stands beside and above the composer without being a dialog: open to everybody, and within a small phone. */

const t = words("es");
const ines = { name: "Inés Prado", phone: "+54 9 11 5263 4401" };
const long = "María de los Ángeles Fernández de la Vega y Gutiérrez Santillán";

for (const [colorScheme, viewport] of [
  ["light", { width: 1440, height: 900 }],
  ["dark", { width: 390, height: 844 }],
] as const) {
  test(`what composing shows keeps nobody out, ${colorScheme}`, async ({ office, visit }) => {
    const clinic = await office({ members: [{ name: long, role: "supervisor" }] });
    await clinic.hears(ines, "¿Me recordás el turno?");
    const page = await visit(clinic, "/inbox?queue=all&sort=newest", { colorScheme, viewport });
    const inbox = desk(page, t);
    await inbox.row(ines.name).click();
    const open = async (what: string) => {
      expect.soft(await barriers(page), what).toEqual([]);
      expect.soft(await sideways(page), `${what} does not push the page sideways`).toBe(false);
    };

    await inbox.field(ines.name).fill("Feliz fin de semana");
    await page.getByRole("button", { name: t("composing.later.menu") }).click();
    await page.getByRole("menuitem", { name: t("composing.later.title") }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("combobox").fill("en 2 días");
    await expect(dialog.getByRole("option")).toHaveCount(1);
    await page.keyboard.press("Enter");
    await dialog.getByRole("option", { name: t("composing.later.anyway") }).click();
    const planned = page.getByRole("region", { name: t("composing.later.list") });
    await expect(planned).toBeVisible();
    await expect(page.getByRole("button", { name: t("work.undo") })).toBeVisible();
    await open("planned");

    await page.getByRole("radio", { name: t("inbox.composer.note") }).click();
    const note = page.getByRole("textbox", { name: t("inbox.composer.notePlaceholder") });
    await note.pressSequentially("@mar");
    await expect(page.getByRole("listbox", { name: t("composing.mention.picker") })).toBeVisible();
    await open("naming");
    await note.press("Enter");
    await note.pressSequentially("¿la llamás?");
    await note.press("Enter");
    await expect(inbox.bubble("¿la llamás?")).toBeVisible();

    await clinic.later(49);
    await expect(planned).toContainText(t("composing.later.trouble.window-closed"));
    await open("held");

    const told = await visit(clinic, "/inbox", { person: long, colorScheme, viewport });
    await told
      .getByRole("link", { name: t("composing.place.mentions") })
      .first()
      .click();
    await expect(told.getByRole("link", { name: t("composing.place.by", { name: "Olga" }) })).toBeVisible();
    expect.soft(await barriers(told), "mentions").toEqual([]);
    expect.soft(await sideways(told), "mentions do not push the page sideways").toBe(false);
  });
}

const sideways = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);
