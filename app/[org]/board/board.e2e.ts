import type { Page } from "@playwright/test";
import { barriers, expect, test } from "@/server/testing/browser-fixture";
import { desk } from "@/server/testing/desk";
import type { Office } from "@/server/testing/office";
import { words } from "@/server/testing/words";

const t = words("es");
const ines = { name: "Inés Prado", phone: "+54 9 11 5263 4421" };
const raul = { name: "Raúl Soto", phone: "+54 9 11 5263 4422" };

/** So that what comes in waits for a hand, and not for the rule. */
async function away(page: Page, { slug }: Office): Promise<void> {
  const answered = await page.evaluate(async (org) => {
    const body = JSON.stringify({ json: { presence: "away" } });
    const headers = { "content-type": "application/json", "x-hilo-org": org };
    return (await fetch("/api/trpc/organizations.setPresence", { method: "POST", headers, body })).ok;
  }, slug);
  expect(answered).toBe(true);
}

test("what comes in shows at once, is dragged to one, given by keys to another, whispered about and taken over", async ({
  office,
  visit,
}) => {
  const clinic = await office({
    members: [
      { name: "Bruno", role: "agent" },
      { name: "Ana", role: "agent" },
    ],
  });
  const bruno = await visit(clinic, "/inbox", { person: "Bruno" });
  const ana = await visit(clinic, "/inbox", { person: "Ana" });
  const olga = await visit(clinic, "/settings/sla");
  for (const page of [bruno, ana, olga]) await away(page, clinic);
  await olga.getByRole("button", { name: t("sla.create") }).press("Enter");
  await olga
    .getByRole("dialog")
    .getByRole("button", { name: t("common.action.save") })
    .press("Enter");
  await expect(olga.getByText(t("settings.saved"))).toBeVisible();
  expect(await barriers(olga)).toEqual([]);
  await olga.goto(`/${clinic.slug}/board`);
  await expect(olga.getByText(t("board.queueEmpty"))).toBeVisible();
  const queue = olga.getByRole("region", { name: t("board.queue"), exact: true });
  const figure = (name: "queue" | "risk" | "open") => olga.locator(`[data-figure=${name}]`);
  const row = (name: string) =>
    olga
      .locator("[data-member]")
      .filter({ has: olga.getByRole("button", { name: t("board.showOf", { name }) }) });
  const card = (who: string) => queue.locator("[data-conversation]").filter({ hasText: who });
  await clinic.hears(ines, "Hola, ¿hay turno?");
  await clinic.hears(raul, "Buenas");
  await expect(card(ines.name)).toBeVisible();
  await expect(card(raul.name)).toBeVisible();
  await expect(figure("queue")).toContainText("2");
  await expect(figure("risk")).toContainText("2");
  expect(await barriers(olga)).toEqual([]);
  await card(ines.name).dragTo(row("Bruno"));
  await expect(olga.getByText(t("board.given", { name: "Bruno" }))).toBeVisible();
  await expect(card(ines.name)).toBeHidden();
  await expect(desk(bruno, t).row(ines.name)).toBeVisible();
  await card(raul.name)
    .getByRole("button", { name: t("board.assignOf", { who: raul.name }) })
    .press("Enter");
  await olga.getByRole("menuitem", { name: /Ana/ }).press("Enter");
  await expect(card(raul.name)).toBeHidden();
  await expect(figure("queue")).toContainText("0");
  await row("Ana")
    .getByRole("button", { name: t("board.showOf", { name: "Ana" }) })
    .press("Enter");
  await row("Ana")
    .getByRole("button", { name: t("board.noteOf", { who: raul.name }) })
    .press("Enter");
  await olga.getByRole("textbox", { name: t("board.noteText") }).fill("Ofrecele el viernes");
  await olga.getByRole("button", { name: t("board.leaveNote") }).press("Enter");
  await desk(ana, t).row(raul.name).click();
  await expect(desk(ana, t).bubble("Ofrecele el viernes")).toBeVisible();
  await row("Ana")
    .getByRole("button", { name: t("board.takeOf", { who: raul.name }) })
    .press("Enter");
  await expect(desk(ana, t).holder("Olga")).toBeVisible();
  const csv = await olga.request.get(
    (await olga
      .getByRole("link", { name: t("board.csvOf", { figure: t("board.figure.open") }) })
      .getAttribute("href")) ?? "",
  );
  expect((await csv.text()).trim().split("\r\n").slice(1)).toHaveLength(2);
  await figure("open").click();
  await expect(desk(olga, t).row(ines.name)).toBeVisible();
  await expect(desk(olga, t).row(raul.name)).toBeVisible();
});

test("what is given by keys goes with a note for whoever gets it", async ({ office, visit }) => {
  const clinic = await office({ members: [{ name: "Bruno", role: "agent" }] });
  const bruno = await visit(clinic, "/inbox", { person: "Bruno" });
  const olga = await visit(clinic, "/board");
  for (const page of [bruno, olga]) await away(page, clinic);
  await clinic.hears(ines, "Hola, ¿hay turno?");
  await olga.getByRole("button", { name: t("board.assignOf", { who: ines.name }) }).press("Enter");
  await olga.getByRole("menuitem", { name: t("inbox.thread.transferWithNote") }).press("Enter");
  const dialog = olga.getByRole("dialog");
  await dialog.getByRole("textbox", { name: t("work.transfer.search") }).fill("Bruno");
  await dialog.getByRole("radio", { name: /Bruno/ }).press("Space");
  await dialog.getByRole("textbox", { name: t("work.transfer.note") }).fill("Ofrecele el viernes");
  await dialog.getByRole("button", { name: t("work.transfer.send") }).press("Enter");
  await desk(bruno, t).row(ines.name).click();
  await expect(desk(bruno, t).bubble("Ofrecele el viernes")).toBeVisible();
});

test.describe("for who does not supervise", () => {
  test.use({ provoked: [/status of 404/] });

  test("there is no board", async ({ office, visit }) => {
    const clinic = await office({ members: [{ name: "Bruno", role: "agent" }] });
    const page = await visit(clinic, "/board", { person: "Bruno" });
    await expect(page.getByText(t("errors.notFound.title"))).toBeVisible();
    await page.goto(`/${clinic.slug}/inbox`);
    await expect(page.getByRole("link", { name: t("common.nav.board") })).toHaveCount(0);
    const csv = await page.request.get(`/api/board?org=${clinic.slug}&filter=-`);
    expect(csv.status()).toBe(403);
  });
});
