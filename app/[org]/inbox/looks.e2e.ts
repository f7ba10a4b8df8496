import type { Page } from "@playwright/test";
import { barriers, expect, test } from "@/server/testing/browser-fixture";
import { desk } from "@/server/testing/desk";
import { words } from "@/server/testing/words";

const t = words("es");
const ines = { name: "Inés Prado", phone: "+54 9 11 5263 4401" };
const longName = "Maximiliana Guadalupe Fernández de la Vega y Santiesteban Paz";
const longText = `${"Una frase larga que sigue y sigue. ".repeat(110)}${"x".repeat(150)}`;

test("everything can be done by the keyboard alone", async ({ office, visit }) => {
  const clinic = await office();
  const page = await visit(clinic, "/inbox");
  const inbox = desk(page, t);
  await clinic.hears(ines, "Hola");
  await clinic.hears({ name: "Raúl Soto", phone: "+54 9 11 5263 4402" }, "Buenas");
  await expect(inbox.row("Raúl Soto")).toBeVisible();
  await expect(inbox.row(ines.name)).toBeVisible();
  await page.keyboard.press("j");
  const opened = page.locator("a[data-conversation][aria-current]");
  await expect(opened).toHaveCount(1);
  const first = await opened.getAttribute("data-conversation");
  await page.keyboard.press("j");
  await expect(opened).not.toHaveAttribute("data-conversation", first ?? "");
  await page.keyboard.press("k");
  await expect(opened).toHaveAttribute("data-conversation", first ?? "");
  const name = (await opened.textContent())?.includes(ines.name) ? ines.name : "Raúl Soto";
  await expect(inbox.field(name)).toBeVisible();
  await page.keyboard.press("r");
  await expect(inbox.field(name)).toBeFocused();
  await page.keyboard.type("Va por teclado");
  await page.keyboard.press("Enter");
  await expect(inbox.tick(inbox.bubble("Va por teclado"), "delivered")).toBeVisible();
  await page.keyboard.press("Escape");
  await page.keyboard.press("?");
  await expect(page.getByRole("dialog", { name: t("common.keys.title") })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await page.keyboard.press("Control+k");
  await expect(page.getByRole("dialog", { name: t("common.palette.title") })).toBeVisible();
  const other = name === ines.name ? "Raúl Soto" : ines.name;
  await page.keyboard.type(other);
  await page.keyboard.press("Enter");
  await expect(inbox.field(other)).toBeVisible();
  await page.keyboard.press("e");
  await expect(page.getByText(t("inbox.composer.closed"))).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page).toHaveURL(/\/inbox$/);
});

test("a phone shows one pane at a time and comes back from it", async ({ office, visit }) => {
  const clinic = await office();
  const page = await visit(clinic, "/inbox", { viewport: { width: 390, height: 844 } });
  const inbox = desk(page, t);
  await clinic.hears({ ...ines, name: longName }, longText);
  await inbox.row(longName).click();
  await expect(inbox.bubble("Una frase larga")).toBeVisible();
  await expect(inbox.row(longName)).toBeHidden();
  await expect(inbox.composer).toBeInViewport();
  await fits(page);
  await inbox.reply(longName, "Te leo");
  await expect(inbox.bubble("Te leo")).toBeInViewport();
  await page.getByRole("button", { name: t("inbox.thread.panel") }).click();
  await fits(page);
  await page.getByRole("button", { name: t("inbox.thread.hidePanel") }).click();
  await page.getByRole("button", { name: t("inbox.thread.back") }).click();
  await expect(inbox.row(longName)).toBeVisible();
  await fits(page);
  expect(await barriers(page)).toEqual([]);
});

test("names and texts of any kind stay within their place and do nothing", async ({ office, visit }) => {
  const clinic = await office();
  const page = await visit(clinic, "/inbox");
  const inbox = desk(page, t);
  const hostile = [
    `<img src=x onerror="window.broken=1">`,
    `"><script>window.broken=1</script>`,
    "\u202eحساب רשמי\u202c\u2066אבג",
    `Z${"\u0335\u0321\u0322\u0323\u0324\u0325".repeat(8)}algo`,
    longName,
  ];
  for (const [place, name] of hostile.entries())
    await clinic.hears(
      { name, phone: `+54 9 11 5263 45${10 + place}` },
      `${name} [mirá](javascript:alert(1)) https://ejemplo.test/<b>`,
    );
  await clinic.hears(ines, longText);
  for (const text of ["<img src=x", "<script>", "algo", longName, ines.name]) {
    await inbox.row(text).first().click();
    await expect(inbox.thread.getByRole("article").first()).toBeVisible();
    await fits(page);
  }
  const row = await inbox.row(longName).boundingBox();
  expect(row?.height).toBeLessThanOrEqual(57);
  expect(await page.evaluate(() => "broken" in window)).toBe(false);
  expect(await page.locator("a[href^='javascript']").count()).toBe(0);
});

for (const colorScheme of ["light", "dark"] as const) {
  test(`nothing keeps anybody out of the inbox, ${colorScheme}`, async ({ office, visit }) => {
    const clinic = await office();
    const page = await visit(clinic, "/inbox", { colorScheme });
    const inbox = desk(page, t);
    await expect(page.getByText(t("settings.checklist.title")).filter({ visible: true })).toHaveCount(1);
    await expect(page.getByText(t("inbox.thread.none"))).toHaveCount(0);
    expect(await barriers(page)).toEqual([]);
    await clinic.hears(ines, "Hola, ¿hay turno?");
    await inbox.row(ines.name).click();
    await inbox.reply(ines.name, "Sí");
    await inbox.note("Paciente nueva");
    await expect(inbox.tick(inbox.bubble("Sí"), "delivered")).toBeVisible();
    await page.getByRole("button", { name: t("inbox.thread.panel") }).click();
    await expect(page.getByText(t("inbox.contact.noPast"))).toBeVisible();
    expect(await barriers(page)).toEqual([]);
    const paper = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    const light = await page.evaluate(lightness, paper);
    expect(light > 128).toBe(colorScheme === "light");
  });
}

/** Nothing makes the page scroll sideways. */
async function fits(page: Page): Promise<void> {
  const over = () => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  await expect.poll(over).toBeLessThanOrEqual(0);
}

/** Of a colour in any notation, 0 to 255, as the browser paints it. */
function lightness(color: string): number {
  const context = document.createElement("canvas").getContext("2d");
  if (!context) return Number.NaN;
  context.fillStyle = color;
  context.fillRect(0, 0, 1, 1);
  const [red = 0, green = 0, blue = 0] = context.getImageData(0, 0, 1, 1).data;
  return (red + green + blue) / 3;
}

test("a phone shows the first steps below the empty list, to who may take them", async ({
  office,
  visit,
}) => {
  const clinic = await office({ members: [{ name: "Bruno", role: "agent" }] });
  const page = await visit(clinic, "/inbox", { viewport: { width: 390, height: 844 } });
  const steps = page.getByRole("region", { name: t("settings.checklist.title") });
  await expect(steps).toBeInViewport({ ratio: 1 });
  await expect(steps.getByText(t("settings.checklist.answer"))).toBeVisible();
  const bruno = await visit(clinic, "/inbox", { person: "Bruno" });
  await expect(bruno.getByText(t("inbox.list.emptyTitle"))).toBeVisible();
  await expect(bruno.getByText(t("settings.checklist.title"))).toHaveCount(0);
});
