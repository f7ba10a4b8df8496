import { barriers, expect, test } from "@/server/testing/browser-fixture";
import { desk } from "@/server/testing/desk";
import { phone } from "@/server/testing/phone";
import { words } from "@/server/testing/words";

const t = words("es");
const ines = { name: "Inés Rodríguez", phone: "+54 9 11 5263 4491" };
const raul = { name: "Raúl Soto", phone: "+54 9 11 4444 7788" };

test("what was said is found by key, without accents, and opens where it was said, also in what is closed", async ({
  office,
  visit,
}) => {
  const clinic = await office();
  const page = await visit(clinic, "/inbox");
  const inbox = desk(page, t);
  const results = page.locator("a[data-hit]");
  const field = page.getByRole("textbox", { name: t("finding.label") });
  await clinic.hears(ines, "¿Tenés la canción que te pedí?");
  await expect(inbox.unread(ines.name, 1)).toBeVisible();
  for (let n = 1; n <= 55; n++) await clinic.hears(ines, `Aviso ${n}`);
  await expect(inbox.unread(ines.name, 56)).toBeVisible();
  await clinic.hears(ines, "Aviso 56");
  await clinic.hears(raul, "Hola, ¿hay turno?");
  await inbox.row(raul.name).click();
  await inbox.note("Le prometí la cancion de cuna");
  await expect(inbox.bubble("canción de cuna")).toHaveCount(0);
  await inbox.row(ines.name).click();
  await expect(inbox.bubble("Aviso 56")).toBeInViewport();
  await page.keyboard.press("e");
  await expect(page.getByText(t("inbox.composer.closed"))).toBeVisible();

  await page.keyboard.press("/");
  await expect(field).toBeFocused();
  await expect(page.getByText(t("finding.hint.text"))).toBeVisible();
  expect(await barriers(page)).toEqual([]);
  await page.keyboard.type("cancion");
  await expect(results).toHaveCount(2);
  await expect(results.locator("mark")).toHaveText(["cancion", "canción"]);
  await expect(results.first()).toContainText(t("finding.noteBy", { name: "Olga" }));
  expect(await barriers(page)).toEqual([]);
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  const marked = inbox.thread.locator("[aria-current=true]");
  await expect(marked).toContainText("¿Tenés la canción que te pedí?");
  await expect(marked).toBeInViewport();
  await expect(marked.locator("mark")).toHaveText("canción");
  await expect(page.getByText(t("inbox.composer.closed"))).toBeVisible();

  const kind = (name: "people" | "messages" | "notes" | "files") =>
    page.getByRole("radio", { name: t(`finding.kind.${name}`), exact: true });
  await kind("notes").press("Space");
  await expect(results).toHaveCount(1);
  await results.first().press("Enter");
  await expect(marked).toContainText("Le prometí la cancion de cuna");
  await kind("files").press("Space");
  await expect(page.getByText(t("finding.none.files"))).toBeVisible();
  await kind("messages").press("Space");
  await field.fill("aviso");
  await expect(results).toHaveCount(40);
  await page.getByRole("button", { name: t("finding.more") }).press("Enter");
  await expect(results).toHaveCount(56);

  // The address says what is searched for: a reload shows the same.
  await page.reload();
  await expect(results).toHaveCount(40);
  await expect(field).toHaveValue("aviso");
  await field.press("Escape");
  await expect(field).toBeHidden();
  await expect(inbox.row(raul.name)).toBeVisible();
});

test("people are found by a mistyped name and by part of their number", async ({ office, visit }) => {
  const clinic = await office();
  await clinic.hears(ines, "Hola");
  await clinic.hears(raul, "Buenas");
  const page = await visit(clinic, "/inbox?find=");
  const inbox = desk(page, t);
  const results = page.locator("a[data-hit]");
  const field = page.getByRole("textbox", { name: t("finding.label") });
  await field.fill("rodrigez");
  await expect(results).toHaveCount(1);
  await expect(results).toContainText(ines.name);
  await field.fill("44447788");
  await expect(results).toContainText(raul.name);
  await expect(results.locator("mark")).toHaveText(/4444.7788/);
  await results.press("Enter");
  await expect(inbox.bubble("Buenas")).toBeVisible();
  await field.fill("z");
  await expect(page.getByText(t("finding.hint.short"))).toBeVisible();
  await field.fill("murciélago");
  await expect(page.getByText(t("finding.none.all"))).toBeVisible();
  expect(await barriers(page)).toEqual([]);
});

test("a file is found by its name on a phone, and one comes back to what was found", async ({
  office,
  visit,
}) => {
  const clinic = await office();
  const sandbox = await visit(clinic, "/sandbox");
  await phone(sandbox, t).pick();
  await phone(sandbox, t).say("Va el presupuesto");
  await phone(sandbox, t).sendSample("document");
  const page = await visit(clinic, "/inbox", { viewport: { width: 390, height: 844 } });
  await expect(page.locator("a[data-conversation]")).toBeVisible();
  await page.getByRole("button", { name: t("inbox.list.search") }).click();
  const field = page.getByRole("textbox", { name: t("finding.label") });
  await field.fill("document");
  await page.getByRole("radio", { name: t("finding.kind.files"), exact: true }).check();
  const hit = page.locator("a[data-hit]");
  await expect(hit).toContainText("document.pdf");
  const over = () => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  await expect.poll(over).toBeLessThanOrEqual(0);
  await hit.click();
  await expect(desk(page, t).thread.locator("[aria-current=true]")).toBeInViewport();
  await page.getByRole("button", { name: t("inbox.thread.back") }).click();
  await expect(hit).toBeVisible();
  expect(await barriers(page)).toEqual([]);
});

test.describe("when nobody answers", () => {
  test.use({ provoked: [/503|Failed to load/] });

  test("the search says so and is tried again", async ({ office, visit }) => {
    const clinic = await office();
    await clinic.hears(ines, "Hola");
    const page = await visit(clinic, "/inbox?find=");
    await page.route(/conversations\.search/, (route) => route.abort());
    await page.getByRole("textbox", { name: t("finding.label") }).fill("hola");
    await expect(page.getByText(t("finding.failed"))).toBeVisible();
    await page.unroute(/conversations\.search/);
    await page.getByRole("button", { name: t("finding.retry") }).press("Enter");
    await expect(page.locator("a[data-hit]")).toContainText("Hola");
  });
});
