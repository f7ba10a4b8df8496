import type { Page } from "@playwright/test";
import { expect, test } from "@/server/testing/browser-fixture";
import { desk } from "@/server/testing/desk";
import type { Office } from "@/server/testing/office";
import { words } from "@/server/testing/words";

const t = words("es");
const ines = { name: "Inés Prado", phone: "+54 9 11 5263 4471" };

test("a conversation is labelled, made urgent, put off and closed by keys alone", async ({
  office,
  visit,
}) => {
  const clinic = await office();
  const settings = await visit(clinic, "/settings/conversations");
  await settings.getByRole("button", { name: t("settings.conversations.reasons.create") }).click();
  await settings.getByRole("textbox", { name: t("settings.conversations.name") }).fill("Resuelto");
  await settings.getByRole("button", { name: t("common.action.save") }).click();
  await expect(settings.getByText("Resuelto", { exact: true })).toBeVisible();

  const page = await visit(clinic, "/inbox");
  const inbox = desk(page, t);
  const dialog = page.getByRole("dialog");
  const choose = async (key: string, typed?: string) => {
    await page.keyboard.press(key);
    await expect(dialog).toBeVisible();
    if (typed) await page.keyboard.type(typed);
    await expect(dialog.getByRole("option").first()).toBeVisible();
    await page.keyboard.press("Enter");
  };
  await clinic.hears(ines, "Me llegó roto");
  await expect(inbox.row(ines.name)).toBeVisible();
  await page.keyboard.press("j");
  await expect(inbox.bubble("Me llegó roto")).toBeVisible();

  await choose("l", "Reclamo");
  await page.keyboard.press("Escape");
  await expect(inbox.row("Reclamo")).toBeVisible();

  await choose("p");
  await expect(inbox.row(ines.name).getByRole("img", { name: t("inbox.row.urgent") })).toBeVisible();

  await choose("h", "en 2 horas");
  const snoozed = page.getByRole("button", { name: t("inbox.section.snoozed") });
  await expect(snoozed).toBeVisible();
  await expect(inbox.row(ines.name)).toBeHidden();
  await clinic.hears(ines, "¿Hay novedades?");
  await expect(inbox.row("¿Hay novedades?")).toBeVisible();
  await expect(snoozed).toBeHidden();

  await choose("h", "en 3 días");
  await expect(dialog.getByRole("heading", { name: t("work.snooze.pastTitle") })).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(snoozed).toBeVisible();
  await snoozed.click();
  await expect(inbox.row("Reclamo")).toBeVisible();

  await choose("e", "resu");
  const closed = t("inbox.event.closedBecause", { name: "Olga", reason: "Resuelto" });
  await expect(inbox.thread.getByText(closed)).toBeVisible();
});

test("a snooze that is taken back leaves an earlier one as it was", async ({ office, visit }) => {
  const clinic = await office();
  const page = await visit(clinic, "/inbox");
  const inbox = desk(page, t);
  await clinic.hears(ines, "Hola");
  await inbox.row(ines.name).click();
  await expect(inbox.bubble("Hola")).toBeVisible();
  const put = async (time: string) => {
    await page.getByRole("log").focus();
    await page.keyboard.press("h");
    await expect(page.getByRole("dialog").getByRole("option").first()).toBeVisible();
    await page.keyboard.type(time);
    await page.keyboard.press("Enter");
    await expect(page.getByRole("dialog")).toBeHidden();
  };
  const until = page.getByText(t("work.snoozedUntil", { time: "" }).trim());
  await put("en 2 horas");
  await expect(until).toBeVisible();
  const before = (await until.textContent()) ?? "";
  await put("en 5 horas");
  await expect(until).not.toHaveText(before);
  // The newest lies in front, and first in the page.
  await page
    .getByRole("button", { name: t("work.undo") })
    .first()
    .click();
  await expect(until).toHaveText(before);
});

test("a reply and a note have a key each, and a shut window offers its templates by the first", async ({
  office,
  visit,
}) => {
  const clinic = await office();
  const page = await visit(clinic, "/inbox");
  const inbox = desk(page, t);
  await clinic.hears(ines, "¿Está listo?");
  await expect(inbox.row(ines.name)).toBeVisible();
  await page.keyboard.press("j");
  await expect(inbox.bubble("¿Está listo?")).toBeVisible();

  await page.keyboard.press("n");
  await page.keyboard.type("Lo miro con Bruno");
  await page.keyboard.press("Enter");
  await expect(inbox.bubble("Lo miro con Bruno")).toContainText(t("inbox.message.noteHint"));
  await page.keyboard.press("Escape");
  await page.keyboard.press("r");
  await page.keyboard.type("Mañana está");
  await page.keyboard.press("Enter");
  await expect(inbox.tick(inbox.bubble("Mañana está"), "delivered")).toBeVisible();

  await clinic.later(25);
  await expect(page.getByText(t("inbox.composer.expired", { name: ines.name }))).toBeVisible();
  await page.keyboard.press("r");
  await expect(page.getByRole("dialog").getByText("seguimos_con_tu_consulta")).toBeVisible();
});

/** Two have written, and the first of them is open. */
async function betweenTwo(clinic: Office, page: Page) {
  const inbox = desk(page, t);
  for (const [i, name] of ["Ana", "Beto"].entries()) {
    await clinic.hears({ name, phone: `+54 9 11 5263 447${i + 2}` }, `Hola de ${name}`);
    await expect(inbox.row(name)).toBeVisible();
  }
  await page.keyboard.press("j");
  await expect(inbox.bubble("Hola de Ana")).toBeVisible();
  return inbox;
}

/** All in one task, as a machine under load receives them: what the first asks for has no time to be drawn. */
const pressAtOnce = (page: Page, keys: string[]): Promise<void> =>
  page.evaluate((pressed) => {
    for (const key of pressed)
      document.activeElement?.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
  }, keys);

test("a key pressed right after the step to another conversation is meant for that one", async ({
  office,
  visit,
}) => {
  const clinic = await office();
  const page = await visit(clinic, "/inbox");
  const inbox = await betweenTwo(clinic, page);
  await pressAtOnce(page, ["j", "r"]);
  await expect(inbox.field("Beto")).toBeFocused();
  await expect(inbox.bubble("Hola de Beto")).toBeVisible();
});

test("a key pressed while a conversation loads is meant for it", async ({ office, visit }) => {
  const clinic = await office();
  const page = await visit(clinic, "/inbox");
  const inbox = await betweenTwo(clinic, page);
  let answer = () => {};
  const answered = new Promise<void>((resolve) => {
    answer = resolve;
  });
  await page.route(/conversations\.thread/, (route) => answered.then(() => route.continue()));
  await page.keyboard.press("j");
  await expect(inbox.bubble("Hola de Ana")).toHaveCount(0);
  await page.keyboard.press("r");
  answer();
  await expect(inbox.bubble("Hola de Beto")).toBeVisible();
  await expect(inbox.field("Beto")).toBeFocused();
  await expect(inbox.field("Beto")).toHaveValue("");
});

test("a key meant for a conversation that was left before it was drawn does nothing when one comes back to it", async ({
  office,
  visit,
}) => {
  const clinic = await office();
  const page = await visit(clinic, "/inbox");
  const inbox = await betweenTwo(clinic, page);
  await pressAtOnce(page, ["j", "r", "k"]);
  await expect(page).toHaveURL(/inbox\/[\w-]+$/);
  await expect(inbox.bubble("Hola de Ana")).toBeVisible();
  await page.keyboard.press("j");
  await expect(inbox.bubble("Hola de Beto")).toBeVisible();
  await expect(inbox.field("Beto")).not.toBeFocused();
});

test("the keys walk through the list as it stands, though what arrives would change it", async ({
  office,
  visit,
}) => {
  const clinic = await office();
  const page = await visit(clinic, "/inbox");
  const inbox = desk(page, t);
  const people = ["Ana", "Beto", "Cora"].map((name, i) => ({ name, phone: `+54 9 11 5263 448${i}` }));
  for (const person of people) {
    await clinic.hears(person, `Hola de ${person.name}`);
    await expect(inbox.row(person.name)).toBeVisible();
  }
  await page.keyboard.press("j");
  await expect(inbox.bubble("Hola de Ana")).toBeVisible();
  // A hand on the mouse holds the list; by its window Ana's would now go to the end.
  await inbox.row("Cora").hover();
  await clinic.hears(people[0] ?? { name: "" }, "Y otra cosa");
  await expect(page.getByText(t("inbox.list.held", { count: 1 }))).toBeVisible();
  await page.keyboard.press("j");
  await expect(inbox.bubble("Hola de Beto")).toBeVisible();
});
