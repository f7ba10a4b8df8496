import type { Page } from "@playwright/test";
import { barriersInBoth, expect, test } from "@/server/testing/browser-fixture";
import { desk } from "@/server/testing/desk";
import { phone } from "@/server/testing/phone";
import { words } from "@/server/testing/words";

const t = words("es");
const ines = { name: "Inés Prado", phone: "+54 9 11 5263 4401" };
const outside = ["/", "/sign-in", "/sign-in/link", "/sign-up"];
const inside = [
  "/contacts",
  "/contacts/duplicates",
  "/contacts/import",
  "/costs",
  "/tasks",
  "/settings/organization",
  "/settings/members",
  "/settings/teams",
  "/settings/numbers",
  "/settings/numbers/connect",
  "/settings/conversations",
  "/settings/canned",
  "/settings/consent",
  "/settings/connectors",
  "/settings/connectors/new",
  "/settings/contact-data",
  "/settings/parked",
  "/settings/audit",
  "/settings/notifications",
  "/settings/account",
];
/** A small phone; and what is left of 1280 × 1024 at 200 %, and of 1440 × 900. */
const narrow = [
  { width: 360, height: 640 },
  { width: 640, height: 512 },
  { width: 720, height: 450 },
];

test("no page keeps anybody out, by light or in the dark", async ({ another, office, visit }) => {
  const stranger = await another({ colorScheme: "light" });
  for (const path of outside) await isOpen(stranger, path);
  const clinic = await office({ members: [{ name: "Ana", role: "agent" }] });
  const page = await visit(clinic, "/inbox", { colorScheme: "light" });
  await isOpen(page, `/${clinic.slug}/inbox`);
  await clinic.hears(ines, "Hola, ¿hay turno?");
  const inbox = desk(page, t);
  await inbox.row(ines.name).click();
  await inbox.reply(ines.name, "Sí");
  await expect(inbox.tick(inbox.bubble("Sí"), "delivered")).toBeVisible();
  await found(page, "thread");
  await page.getByRole("button", { name: t("inbox.thread.panel") }).click();
  const history = await page.getByRole("link", { name: t("timeline.all") }).getAttribute("href");
  await page.keyboard.press("Escape");
  await page.keyboard.press("Escape");
  await page.keyboard.press("?");
  await expect(page.getByRole("dialog")).toBeVisible();
  await found(page, "keys");
  await page.goto(history ?? "");
  await expect(page.getByRole("article").first()).toBeVisible();
  await found(page, "timeline");
  for (const path of [...inside, `/settings/numbers/${clinic.numberId}`])
    await isOpen(page, `/${clinic.slug}${path}`);
  await page.goto(`/${clinic.slug}/sandbox`);
  await phone(page, t).pick();
  await expect(phone(page, t).field).toBeVisible();
  await found(page, "sandbox");
});

test("nothing is lost on a small phone nor at 200 %", async ({ office, visit }) => {
  const clinic = await office();
  await clinic.hears(ines, "Hola, ¿hay turno?");
  const page = await visit(clinic, "/inbox");
  const inbox = desk(page, t);
  for (const viewport of narrow) {
    await page.setViewportSize(viewport);
    await page.goto(`/${clinic.slug}/inbox`);
    await fits(page, "inbox");
    await inbox.row(ines.name).click();
    await expect(inbox.composer).toBeInViewport();
    await expect(inbox.send).toBeInViewport({ ratio: 1 });
    await fits(page, "thread");
    for (const path of [...inside, "/sandbox", `/settings/numbers/${clinic.numberId}`]) {
      await page.goto(`/${clinic.slug}${path}`);
      await expect(page.getByRole("main")).toBeVisible();
      await fits(page, path);
    }
  }
});

async function isOpen(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await found(page, path);
}

/** What axe finds on the page as it stands, once it has stopped loading. */
async function found(page: Page, name: string): Promise<void> {
  await expect(page.locator("[aria-busy=true]")).toHaveCount(0);
  expect.soft(await barriersInBoth(page), name).toEqual([]);
}

/** Nothing makes the page scroll, sideways or below the frame that scrolls in itself. */
async function fits(page: Page, name: string): Promise<void> {
  const over = () =>
    page.evaluate(() => {
      const { scrollWidth, scrollHeight } = document.documentElement;
      return Math.max(scrollWidth - window.innerWidth, scrollHeight - window.innerHeight);
    });
  await expect.poll(over, name).toBeLessThanOrEqual(0);
}
