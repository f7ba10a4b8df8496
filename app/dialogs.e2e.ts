import type { Page } from "@playwright/test";
import { barriersInBoth, expect, test } from "@/server/testing/browser-fixture";
import { desk } from "@/server/testing/desk";
import { words } from "@/server/testing/words";

/*
 * Whatever opens on top of the inbox: it is open to everybody, fits a small phone, goes with Escape, and leaves the focus
 * where it was.
 */

const t = words("es");
const ines = { name: "Inés Prado", phone: "+54 9 11 5263 4401" };
const press = (name: string) => (page: Page) => page.getByRole("button", { name, exact: true }).click();
/** One entry of a menu. */
const pick = (menu: string, name: string) => async (page: Page) => {
  await press(menu)(page);
  await page.getByRole("menuitem", { name }).click();
};

/** The menu beside the button that sends, which needs something to send. */
const later = async (page: Page) => {
  await desk(page, t).field(ines.name).fill("Te escribo mañana");
  await press(t("composing.later.menu"))(page);
};

type Opening = { name: string; open: (page: Page) => Promise<void>; role: "dialog" | "menu" };
/** Over an open conversation. */
const overThread: Opening[] = [
  { name: "assign", open: press(t("inbox.row.assignedTo", { name: "Olga" })), role: "menu" },
  { name: "more", open: press(t("work.more")), role: "menu" },
  { name: "labels", open: pick(t("work.more"), t("work.labels.act")), role: "dialog" },
  { name: "priority", open: pick(t("work.more"), t("work.priority.act")), role: "dialog" },
  { name: "snooze", open: pick(t("work.more"), t("work.snooze.act")), role: "dialog" },
  { name: "task", open: pick(t("work.more"), t("work.task.act")), role: "dialog" },
  { name: "template", open: press(t("inbox.composer.template")), role: "dialog" },
  { name: "insert", open: press(t("insert.title")), role: "menu" },
  { name: "send menu", open: later, role: "menu" },
  {
    name: "schedule",
    open: async (page) => {
      await later(page);
      await page.getByRole("menuitem", { name: t("composing.later.title") }).click();
      await expect(page.getByRole("option").first()).toBeVisible();
    },
    role: "dialog",
  },
  {
    name: "contact picker",
    open: async (page) => {
      await pick(t("insert.title"), t("insert.kind.contacts"))(page);
      await page.getByRole("searchbox", { name: t("insert.pick") }).fill("Inés");
      await expect(page.getByRole("list", { name: t("insert.pick") })).toBeVisible();
    },
    role: "dialog",
  },
  ...(["buttons", "list", "location", "contacts"] as const).map(
    (kind): Opening => ({
      name: kind,
      open: pick(t("insert.title"), t(`insert.kind.${kind}`)),
      role: "dialog",
    }),
  ),
];
/** Over the list. */
const overList: Opening[] = [
  { name: "start", open: press(t("start.title")), role: "dialog" },
  { name: "command bar", open: (page) => page.keyboard.press("ControlOrMeta+k"), role: "dialog" },
  { name: "filter", open: press(t("inbox.views.add")), role: "menu" },
  {
    name: "sort",
    open: press(t("inbox.views.sortedBy", { sort: t("inbox.views.sort.newest") })),
    role: "menu",
  },
  { name: "view", open: press(t("inbox.views.view")), role: "menu" },
  { name: "keep", open: pick(t("inbox.views.view"), t("inbox.views.save")), role: "dialog" },
];

test("no dialog keeps anybody out, by light or in the dark, nor loses the focus", async ({
  office,
  visit,
}) => {
  const clinic = await office();
  await clinic.hears(ines, "Hola, ¿hay turno?");
  const page = await visit(clinic, "/inbox?queue=all&sort=newest", { colorScheme: "light" });
  for (const one of overList) await opens(page, one);
  await desk(page, t).row(ines.name).click();
  await expect(desk(page, t).composer).toBeVisible();
  for (const one of overThread) await opens(page, one);
});

test("every dialog fits a small phone", async ({ office, visit }) => {
  const clinic = await office();
  await clinic.hears(ines, "Hola, ¿hay turno?");
  const page = await visit(clinic, "/inbox?queue=all&sort=newest", { viewport: { width: 360, height: 640 } });
  for (const one of overList) await fits(page, one);
  await desk(page, t).row(ines.name).click();
  await expect(desk(page, t).composer).toBeVisible();
  for (const one of overThread) await fits(page, one);
});

async function opens(page: Page, { name, open, role }: Opening): Promise<void> {
  await open(page);
  const layer = page.getByRole(role);
  await expect(layer, name).toBeVisible();
  await expect(page.locator("[aria-busy=true]")).toHaveCount(0);
  // A menu hides the page from screen readers and keeps the focus by its keys, which the rule cannot see: Tab shows it.
  const found = (await barriersInBoth(page)).filter(
    (one) => role !== "menu" || !one.startsWith("aria-hidden-focus"),
  );
  expect.soft(found, name).toEqual([]);
  await page.keyboard.press("Tab");
  await expect(layer.and(page.locator(":focus-within")), `${name} keeps the focus`).toHaveCount(1);
  await leave(page, name);
  const lost = () => page.evaluate(() => document.activeElement === document.body);
  await expect.poll(lost, `${name} gives the focus back`).toBe(false);
}

async function fits(page: Page, { name, open, role }: Opening): Promise<void> {
  await open(page);
  await expect(page.getByRole(role), name).toBeInViewport({ ratio: 0.99 });
  const inside = () =>
    page
      .getByRole(role)
      .evaluate((layer) =>
        [layer, ...layer.querySelectorAll("*")].every(
          (e) => e.scrollWidth - e.clientWidth <= 1 || getComputedStyle(e).overflowX !== "auto",
        ),
      );
  await expect.poll(inside, `${name} does not scroll sideways`).toBe(true);
  await leave(page, name);
}

async function leave(page: Page, name: string): Promise<void> {
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog").or(page.getByRole("menu")), name).toHaveCount(0);
}
