import { expect, saved, test } from "@/server/testing/browser-fixture";
import { desk } from "@/server/testing/desk";
import { words } from "@/server/testing/words";

const t = words("es");
const ines = { name: "Inés Prado", phone: "+54 9 11 5263 4401" };
const raul = { name: "Raúl Soto", phone: "+54 9 11 5263 4402" };

test("a canned reply is chosen by the keys and by the mouse, with what it says filled in", async ({
  office,
  visit,
}) => {
  const clinic = await office();
  const settings = await visit(clinic, "/settings/canned");
  for (const [shortcut, body] of [
    ["horarios", "Hola {{contact.firstName}}, atendemos de 8 a 18. {{agent.name}}"],
    ["pago", "Se paga con {{medio}}"],
  ] as const) {
    const form = settings.getByRole("dialog");
    // The first press may come before the page listens.
    await expect(async () => {
      await settings
        .getByRole("button", { name: t("composing.canned.create") })
        .first()
        .click();
      await expect(form).toBeVisible({ timeout: 2_000 });
    }).toPass();
    await form.getByRole("textbox", { name: t("composing.canned.shortcut") }).fill(shortcut);
    await form.getByRole("textbox", { name: t("composing.canned.body") }).fill(body);
    await form.getByRole("button", { name: t("common.action.save") }).click();
    await expect(form).toBeHidden();
  }
  const page = await visit(clinic, "/inbox");
  const inbox = desk(page, t);
  const offered = page.getByRole("listbox", { name: t("composing.canned.picker") });
  await clinic.hears(ines, "¿A qué hora abren?");
  await inbox.row(ines.name).click();
  const field = inbox.field(ines.name);
  await field.pressSequentially("/hor");
  await expect(offered.getByRole("option")).toHaveCount(1);
  await field.press("Enter");
  await expect(field).toHaveValue("Hola Inés, atendemos de 8 a 18. Olga");
  await field.press("Enter");
  await expect(inbox.tick(inbox.bubble("atendemos de 8 a 18"), "delivered")).toBeVisible();

  await field.pressSequentially("/");
  await expect(offered.getByRole("option")).toHaveCount(2);
  await field.press("ArrowDown");
  await field.press("ArrowUp");
  await offered.getByRole("option").filter({ hasText: "/pago" }).click();
  await expect(field).toHaveValue("Se paga con {{medio}}");
  // What nothing filled is asked for: nothing leaves with a hole in it.
  await field.press("Enter");
  const blank = page.getByRole("textbox", { name: t("composing.blanks.value", { name: "medio" }) });
  await expect(blank).toBeFocused();
  await blank.fill("débito");
  await blank.press("Enter");
  await expect(field).toHaveValue("Se paga con débito");
  await expect(inbox.bubble("Se paga")).toHaveCount(0);
});

test("a brace offers what is known with its value, a hash puts a label on", async ({ office, visit }) => {
  const clinic = await office();
  const page = await visit(clinic, "/inbox");
  const inbox = desk(page, t);
  await clinic.hears(ines, "Me llegó roto");
  await inbox.row(ines.name).click();
  const field = inbox.field(ines.name);
  await field.pressSequentially("Hola {primer");
  const known = page.getByRole("listbox", { name: t("composing.canned.insertVariable") });
  await expect(known.getByRole("option")).toHaveText(/Inés/);
  await field.press("Tab");
  await expect(field).toHaveValue("Hola Inés");

  await page.getByRole("button", { name: t("work.more") }).click();
  await page.getByRole("menuitem", { name: t("work.labels.act") }).click();
  await expect(page.getByRole("dialog")).toContainText(t("work.labels.emptyCreate"));
  await page.keyboard.type("Reclamo");
  await expect(page.getByRole("dialog").getByRole("option")).toHaveCount(1);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog").getByRole("option", { name: "Reclamo" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(inbox.row("Reclamo")).toBeVisible();
  await field.fill("Hola Inés");
  await field.pressSequentially(" #recl");
  const labels = page.getByRole("listbox", { name: t("work.labels.act") });
  await expect(labels.getByRole("option")).toHaveText(new RegExp(t("composing.label.takeOff")));
  await field.press("Enter");
  await expect(inbox.row("Reclamo")).toBeHidden();
  await expect(field).toHaveValue("Hola Inés ");
});

test("what is sent may close, put off, or go on to the next", async ({ office, visit }) => {
  const clinic = await office();
  const page = await visit(clinic, "/inbox");
  const inbox = desk(page, t);
  await clinic.hears(ines, "Hola");
  await clinic.hears(raul, "Buenas");
  await inbox.row(ines.name).click();
  await inbox.field(ines.name).fill("Va el turno");
  await inbox.field(ines.name).press("Control+Shift+J");
  await expect(inbox.field(raul.name)).toBeVisible();
  await inbox.row(ines.name).click();
  await expect(inbox.tick(inbox.bubble("Va el turno"), "delivered")).toBeVisible();

  await inbox.field(ines.name).fill("Te escribo mañana");
  await inbox.field(ines.name).press("Control+Shift+H");
  await expect(page.getByRole("dialog").getByRole("option").first()).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(inbox.tick(inbox.bubble("Te escribo mañana"), "delivered")).toBeVisible();

  await inbox.field(ines.name).fill("Gracias por venir");
  await page.getByRole("button", { name: t("composing.later.menu") }).click();
  await page.getByRole("menuitem", { name: t("composing.send.andClose") }).click();
  await expect(inbox.tick(inbox.bubble("Gracias por venir"), "delivered")).toBeVisible();
  await expect(inbox.thread.getByText(t("inbox.event.closed", { name: "Olga" }))).toBeVisible();
});

test("Enter begins a line for who wants it so, and short messages in a row are told once", async ({
  office,
  visit,
}) => {
  const clinic = await office();
  const page = await visit(clinic, "/settings/account");
  const kept = saved(page, "organizations.setPreferences");
  await page.getByRole("switch", { name: t("composing.send.enterSends") }).click();
  await expect(page.getByRole("switch", { name: t("composing.send.enterSends") })).not.toBeChecked();
  await kept;
  await clinic.hears(ines, "Hola");
  await page.goto(`/${clinic.slug}/inbox`);
  const inbox = desk(page, t);
  await inbox.row(ines.name).click();
  const field = inbox.field(ines.name);
  await field.pressSequentially("Uno");
  await field.press("Enter");
  await field.pressSequentially("y dos");
  await expect(field).toHaveValue("Uno\ny dos");
  await field.press("Control+Enter");
  await expect(field).toHaveValue("");
  for (const text of ["Primero", "Segundo", "Tercero"]) {
    await field.fill(text);
    await field.press("Control+Enter");
    await expect(inbox.tick(inbox.bubble(text), "delivered")).toBeVisible();
  }
  const told = page.getByText(/mensajes cortos en un minuto/);
  await expect(told).toBeVisible();
  await page.getByRole("button", { name: t("composing.send.nudgeLess") }).click();
  await expect(told).toBeHidden();
  await expect(field).toBeFocused();
  await page.getByRole("log").focus();
  await page.keyboard.press("?");
  await expect(page.getByRole("dialog").getByText(t("composing.send.andClose"))).toBeVisible();
});

test("whoever writes on as the window ends gives no command by it", async ({ office, visit }) => {
  const clinic = await office();
  const page = await visit(clinic, "/inbox");
  const inbox = desk(page, t);
  await clinic.hears(ines, "¿Siguen ahí?");
  await inbox.row(ines.name).click();
  const field = inbox.field(ines.name);
  await field.press("T");
  const ended = clinic.later(25);
  for (let beyond = 0; beyond < 20; ) {
    await page.keyboard.press("e");
    if ((await field.count()) === 0) beyond++;
  }
  await ended;
  const template = inbox.composer.getByRole("button", { name: t("inbox.composer.chooseTemplate") });
  await expect(template).toBeVisible();
  // Whoever has stopped writing means the key: the pause is what is tested, and nothing on the page says that it is long enough.
  await page.waitForTimeout(1_500);
  await expect(template).toBeVisible();
  await page.keyboard.press("e");
  await expect(page.getByText(t("inbox.composer.closed"))).toBeVisible();
});

test("a key right after what Enter has finished is a command", async ({ office, visit }) => {
  const clinic = await office();
  const page = await visit(clinic, "/inbox");
  const inbox = desk(page, t);
  await clinic.hears(ines, "¿Siguen ahí?");
  await inbox.row(ines.name).click();
  await expect(inbox.thread).toBeVisible();
  await page.keyboard.press("Control+k");
  const palette = page.getByRole("dialog");
  await expect(palette.getByRole("combobox")).toBeFocused();
  await page.keyboard.type(ines.name);
  await expect(palette.getByRole("option", { selected: true })).toContainText(ines.name);
  await page.keyboard.press("Enter");
  await expect(palette).toBeHidden();
  await page.keyboard.press("r");
  await expect(inbox.field(ines.name)).toBeFocused();
});
