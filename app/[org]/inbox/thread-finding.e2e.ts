import type { Page } from "@playwright/test";
import { barriers, expect, test } from "@/server/testing/browser-fixture";
import { desk } from "@/server/testing/desk";
import type { Office } from "@/server/testing/office";
import { words } from "@/server/testing/words";

const t = words("es");
const ines = { name: "Inés Prado", phone: "+54 9 11 5263 4481" };

/** More than the thread loads at first. */
const long = 64;

/** Inés says one thing after another; the third and the last but three are about a song. First and last stay so. */
async function talk(clinic: Office, page: Page, from = 1, to = long): Promise<void> {
  for (let n = from; n <= to; n++) {
    const song = n === 3 || n === long - 3;
    await clinic.hears(ines, song ? `Mensaje ${n}: la canción que pediste` : `Mensaje ${n}`);
    if (n <= 3 || n >= to - 1) await expect(desk(page, t).unread(ines.name, n)).toBeVisible();
  }
}

async function opened(page: Page, text: string) {
  const inbox = desk(page, t);
  await inbox.row(ines.name).click();
  await expect(inbox.bubble(text)).toBeInViewport();
  return inbox;
}

/** The message that the thread marks. */
const marked = (page: Page) => page.getByRole("log").locator("[aria-current=true]");

test("a long conversation is searched by key, hit by hit, and one returns to its newest", async ({
  office,
  visit,
}) => {
  const clinic = await office();
  const page = await visit(clinic, "/inbox");
  await talk(clinic, page);
  const inbox = await opened(page, `Mensaje ${long}`);
  await page.keyboard.press("f");
  const field = page.getByRole("textbox", { name: t("inbox.find.label") });
  await expect(field).toBeFocused();
  await page.keyboard.type("cancion");
  const status = page.getByRole("search").getByRole("status");
  await expect(status).toHaveText(t("inbox.find.place", { place: 1, count: "2" }));
  await expect(marked(page)).toContainText(`Mensaje ${long - 3}`);
  await expect(marked(page).locator("mark")).toHaveText("canción");
  await page.keyboard.press("Enter");
  await expect(status).toHaveText(t("inbox.find.place", { place: 2, count: "2" }));
  await expect(marked(page)).toContainText("Mensaje 3:");
  await expect(marked(page)).toBeInViewport();
  await expect(inbox.bubble(`Mensaje ${long}`)).not.toBeInViewport();
  await page.keyboard.press("Shift+Enter");
  await expect(marked(page)).toContainText(`Mensaje ${long - 3}`);
  await page.keyboard.press("Enter");
  await expect(marked(page)).toContainText("Mensaje 3:");
  expect(await barriers(page)).toEqual([]);
  await field.fill("murciélago");
  await expect(status).toHaveText(t("inbox.find.none"));
  await page.keyboard.press("Escape");
  await expect(field).toBeHidden();
  await page.keyboard.press("End");
  await expect(inbox.bubble(`Mensaje ${long}`)).toBeInViewport();
  await expect(page).not.toHaveURL(/message=/);
});

test("a copied link opens the thread around its message; scrolling down leads to the newest", async ({
  office,
  visit,
  context,
}) => {
  const clinic = await office({ members: [{ name: "Bruno", role: "agent" }] });
  const page = await visit(clinic, "/inbox", { permissions: ["clipboard-read", "clipboard-write"] });
  await talk(clinic, page);
  const inbox = await opened(page, `Mensaje ${long}`);
  await page.keyboard.press("f");
  await page.keyboard.type("cancion pediste");
  await expect(marked(page)).toContainText(`Mensaje ${long - 3}`);
  await page.keyboard.press("Enter");
  await expect(marked(page)).toContainText("Mensaje 3:");
  await marked(page)
    .getByRole("button", { name: t("inbox.message.copyLink") })
    .press("Enter");
  await expect(page.getByText(t("inbox.message.linkCopied"))).toBeVisible();
  const link = await page.evaluate(() => navigator.clipboard.readText());
  expect(link).toMatch(/\/inbox\/[0-9a-f-]+\?message=[0-9a-f-]+$/);
  await context.close();

  const other = await visit(
    clinic,
    new URL(link).pathname.replace(`/${clinic.slug}`, "") + new URL(link).search,
  );
  await expect(marked(other)).toContainText("Mensaje 3:");
  await expect(marked(other)).toBeInViewport();
  // What is sent from here is seen where it goes.
  await desk(other, t).reply(ines.name, "Acá la tenés");
  await expect(desk(other, t).bubble("Acá la tenés")).toBeInViewport();
  await expect(desk(other, t).bubble("Mensaje 3:")).toBeHidden();
  await other.goto(link);
  await expect(marked(other)).toBeInViewport();
  await other.getByRole("button", { name: t("inbox.thread.toNewest") }).click();
  await expect(desk(other, t).bubble("Acá la tenés")).toBeInViewport();
  await inbox.row(ines.name).click();
  await expect(inbox.bubble("Acá la tenés")).toBeInViewport();
});

test("one jumps to a day, to what nobody has read, and back by keys", async ({ office, visit }) => {
  const clinic = await office({ members: [{ name: "Bruno", role: "agent" }] });
  const page = await visit(clinic, "/inbox");
  await talk(clinic, page, 1, 2);
  await clinic.later(72);
  await talk(clinic, page, 3, 30);
  const inbox = await opened(page, "Mensaje 30");
  const unread = page.getByRole("button", { name: t("inbox.thread.toUnread", { count: 30 }) });
  await unread.press("Enter");
  await expect(marked(page)).toContainText("Mensaje 1");
  await expect(inbox.thread.getByText(t("inbox.message.unreadLine"))).toBeInViewport();
  await page.keyboard.press("End");
  await expect(inbox.bubble("Mensaje 30")).toBeInViewport();
  await page.keyboard.press("u");
  await expect(inbox.thread.getByText("Mensaje 1", { exact: true })).toBeInViewport();
  await page.keyboard.press("d");
  const dialog = page.getByRole("dialog", { name: t("inbox.date.title") });
  await dialog.getByRole("button", { name: t("common.age.yesterday") }).press("Enter");
  await expect(dialog).toBeHidden();
  await expect(marked(page)).toContainText("Mensaje 3");
  await expect(page.getByText(/Ese día no hay mensajes/)).toBeVisible();
  await page.getByRole("button", { name: t("work.more") }).press("Enter");
  await page.getByRole("menuitem", { name: t("inbox.thread.toDate") }).press("Enter");
  await dialog.getByRole("button", { name: t("inbox.date.beginning") }).press("Enter");
  await expect(marked(page)).toBeVisible();
  await expect(inbox.thread.getByText("Mensaje 1", { exact: true })).toBeInViewport();
});

test.describe("a link to what is not there", () => {
  test.use({ provoked: [/404|400/] });

  test("says so in words, alike for what one may not see, and leads on", async ({ office, visit }) => {
    const clinic = await office();
    const other = await office();
    const page = await visit(clinic, "/inbox");
    await clinic.hears(ines, "Hola");
    await other.hears(ines, "Secreto");
    await opened(page, "Hola");
    const own = page.url();
    const theirs = await visit(other, "/inbox");
    const foreign = await opened(theirs, "Secreto");
    await foreign.bubble("Secreto").getByRole("link").click();
    await expect(theirs).toHaveURL(/message=/);
    const { pathname, search } = new URL(theirs.url());
    for (const message of [search.slice(1), "message=nothing"]) {
      await page.goto(`${own}?${message}`);
      await expect(page.getByText(t("inbox.notThere.message"))).toBeVisible();
    }
    expect(await barriers(page)).toEqual([]);
    await page.getByRole("button", { name: t("inbox.notThere.messageLeave") }).press("Enter");
    await expect(desk(page, t).bubble("Hola")).toBeVisible();
    await page.goto(pathname.replace(other.slug, clinic.slug) + search);
    await expect(page.getByText(t("inbox.notThere.conversation"))).toBeVisible();
    await page.getByRole("button", { name: t("inbox.notThere.conversationLeave") }).press("Enter");
    await expect(desk(page, t).row(ines.name)).toBeVisible();
  });
});
