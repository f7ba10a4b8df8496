import { barriers, expect, test } from "@/server/testing/browser-fixture";
import { desk } from "@/server/testing/desk";
import { words } from "@/server/testing/words";

const t = words("es");
const ines = { name: "Inés Rodríguez", phone: "+54 9 11 5263 4461" };
const raul = { name: "Raúl Soto", phone: "+54 9 11 4444 7789" };

test("the command bar finds what was said and acts on the open conversation, by keys alone", async ({
  office,
  visit,
}) => {
  const clinic = await office({ members: [{ name: "Bruno", role: "agent" }] });
  const page = await visit(clinic, "/inbox");
  const inbox = desk(page, t);
  await clinic.hears(ines, "¿Tenés la canción?");
  await clinic.hears(raul, "Buenas");
  await expect(inbox.row(raul.name)).toBeVisible();
  await expect(inbox.row(ines.name)).toBeVisible();
  const bar = page.getByRole("dialog", { name: t("common.palette.title") });
  const first = bar.getByRole("option", { selected: true });
  const type = async (text: string, expected: string | RegExp) => {
    await page.keyboard.press("Control+k");
    await expect(bar.getByRole("combobox")).toBeFocused();
    await page.keyboard.type(text);
    await expect(first).toContainText(expected);
  };
  const choose = async (text: string, expected: string | RegExp) => {
    await type(text, expected);
    await page.keyboard.press("Enter");
    await expect(bar).toBeHidden();
  };
  await choose("cancion", "¿Tenés la canción?");
  const marked = inbox.thread.locator("[aria-current=true]");
  await expect(marked).toContainText("¿Tenés la canción?");
  await choose("bruno", t("finding.palette.assign", { name: "Bruno" }));
  await expect(inbox.holder("Bruno")).toBeVisible();
  await choose("tomar", t("inbox.thread.take"));
  await expect(inbox.holder("Olga")).toBeVisible();
  await choose("nota", t("inbox.keys.note"));
  await expect(page.getByRole("textbox", { name: t("inbox.composer.notePlaceholder") })).toBeFocused();
  await choose("responder", t("inbox.keys.reply"));
  await expect(inbox.field(ines.name)).toBeFocused();
  await choose("buscar en la conv", t("inbox.thread.find"));
  await expect(page.getByRole("textbox", { name: t("inbox.find.label") })).toBeFocused();
  await page.keyboard.press("Escape");
  await choose("fecha", t("inbox.thread.toDate"));
  await expect(page.getByRole("dialog", { name: t("inbox.date.title") })).toBeVisible();
  await page.keyboard.press("Escape");
  await choose("soto", raul.name);
  await expect(inbox.bubble("Buenas")).toBeVisible();
  await choose("cerrar conv", t("inbox.thread.close"));
  await expect(page.getByText(t("inbox.composer.closed"))).toBeVisible();
  await type("rodrigez", ines.name);
  expect(await barriers(page)).toEqual([]);
  await page.keyboard.press("ArrowDown");
  await expect(first).toContainText(t("finding.palette.everything", { query: "rodrigez" }));
  await page.keyboard.press("Enter");
  await expect(page.getByRole("textbox", { name: t("finding.label") })).toHaveValue("rodrigez");
  await expect(page.locator("a[data-hit]")).toContainText(ines.name);
});

test("from any page it leads to every other, and to what was said", async ({ office, visit }) => {
  const clinic = await office({ members: [{ name: "Bruno", role: "agent" }] });
  await clinic.hears(ines, "¿Tenés la canción?");
  const page = await visit(clinic, "/costs");
  const bar = page.getByRole("dialog", { name: t("common.palette.title") });
  const first = bar.getByRole("option", { selected: true });
  const choose = async (text: string, expected: string) => {
    await page.keyboard.press("Control+k");
    await expect(bar.getByRole("combobox")).toBeFocused();
    await page.keyboard.type(text);
    await expect(first).toContainText(expected);
    await page.keyboard.press("Enter");
  };
  await page.getByRole("button", { name: t("common.palette.open"), exact: true }).click();
  await expect(bar).toBeVisible();
  await page.keyboard.press("Escape");
  await choose("auditoria", t("settings.nav.audit"));
  await expect(page).toHaveURL(/settings\/audit/);
  await choose("cancion", "¿Tenés la canción?");
  await expect(page.getByRole("log").locator("[aria-current=true]")).toContainText("¿Tenés la canción?");

  const bruno = await visit(clinic, "/inbox", { person: "Bruno" });
  await expect(desk(bruno, t).row(ines.name)).toBeVisible();
  await bruno.keyboard.press("Control+k");
  const his = bruno.getByRole("dialog", { name: t("common.palette.title") });
  await expect(his.getByRole("combobox")).toBeFocused();
  await bruno.keyboard.type("auditoria");
  await expect(his.getByRole("option", { name: t("settings.nav.audit") })).toHaveCount(0);
});

test("a field that was left by Escape does not get the focus back from what opens and closes after it", async ({
  office,
  visit,
}) => {
  const clinic = await office();
  const page = await visit(clinic, "/inbox");
  const inbox = desk(page, t);
  const palette = page.getByRole("dialog");
  const lookUp = async () => {
    await page.keyboard.press("ControlOrMeta+k");
    await expect(palette).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(palette).toHaveCount(0);
  };
  await clinic.hears({ name: "Inés Prado", phone: "+54 9 11 5263 4491" }, "Hola");
  await inbox.row("Inés Prado").click();
  await expect(inbox.bubble("Hola")).toBeVisible();
  await lookUp();
  await page.keyboard.press("r");
  await expect(inbox.field("Inés Prado")).toBeFocused();
  await lookUp();
  await expect(inbox.field("Inés Prado")).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(inbox.field("Inés Prado")).not.toBeFocused();
  await lookUp();
  await page.keyboard.press("n");
  await expect(page.getByRole("textbox", { name: t("inbox.composer.notePlaceholder") })).toBeFocused();
  await expect(page.getByRole("textbox", { name: t("inbox.composer.notePlaceholder") })).toHaveValue("");
});
