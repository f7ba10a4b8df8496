import { expect, test } from "@/server/testing/browser-fixture";
import { desk } from "@/server/testing/desk";
import { words } from "@/server/testing/words";

const t = words("es");
const ines = { name: "Inés Prado", phone: "+54 9 11 5263 4401" };
const raul = { name: "Raúl Soto", phone: "+54 9 11 5263 4402" };

test.use({ provoked: [/ERR_INTERNET_DISCONNECTED|status of 409|WebSocket/] });

test("without a connection one goes on writing: it waits in order, leaves once, and what came is counted", async ({
  office,
  visit,
}) => {
  const clinic = await office();
  const page = await visit(clinic, "/inbox");
  const elsewhere = await visit(clinic, "/inbox");
  const inbox = desk(page, t);
  await clinic.hears(ines, "Hola");
  await clinic.hears(raul, "Buenas");
  await inbox.row(raul.name).click();
  await inbox.reply(raul.name, "Decime");
  await expect(inbox.tick(inbox.bubble("Decime"), "delivered")).toBeVisible();
  await inbox.row(ines.name).click();
  await inbox.reply(ines.name, "Un momento");
  await expect(inbox.tick(inbox.bubble("Un momento"), "delivered")).toBeVisible();

  await page.context().setOffline(true);
  await expect(page.getByText(t("inbox.connection.offline"))).toBeVisible();
  for (const text of ["Primero", "Segundo", "Tercero"]) {
    await inbox.reply(ines.name, text);
    await expect(inbox.bubble(text)).toContainText(t("inbox.message.waiting"));
  }
  await expect(page.getByText(t("inbox.connection.waiting", { count: 3 }))).toBeVisible();
  await clinic.hears(raul, "¿Y?");
  await clinic.hears(raul, "¿Siguen ahí?");
  await expect(desk(elsewhere, t).row("¿Siguen ahí?")).toBeVisible();

  await page.context().setOffline(false);
  await expect(page.getByText(t("inbox.connection.offline"))).toHaveCount(0);
  for (const text of ["Primero", "Segundo", "Tercero"])
    await expect(inbox.tick(inbox.bubble(text), "delivered")).toBeVisible();
  const said = await inbox.thread.getByRole("article").allInnerTexts();
  const order = said.flatMap((text) => /Primero|Segundo|Tercero/.exec(text) ?? []);
  expect(order).toEqual(["Primero", "Segundo", "Tercero"]);
  await expect(page.getByText(t("inbox.connection.caughtUp", { count: 2, conversations: 1 }))).toBeVisible();
});

test("a note and a place written without a connection wait like words, and leave once", async ({
  office,
  visit,
}) => {
  const clinic = await office();
  const page = await visit(clinic, "/inbox");
  const inbox = desk(page, t);
  await clinic.hears(ines, "¿Dónde queda?");
  await inbox.row(ines.name).click();
  await expect(inbox.bubble("¿Dónde queda?")).toBeVisible();
  // What the form knows of the channel comes with the first look at it.
  await page.getByRole("button", { name: t("insert.title"), exact: true }).click();
  await page.getByRole("menuitem", { name: t("insert.kind.contacts") }).click();
  await expect(page.getByRole("dialog").getByLabel(t("insert.name"), { exact: true })).toBeVisible();
  await page.keyboard.press("Escape");
  await page.context().setOffline(true);
  await expect(page.getByText(t("inbox.connection.offline"))).toBeVisible();
  await page.getByRole("button", { name: t("insert.title"), exact: true }).click();
  await page.getByRole("menuitem", { name: t("insert.kind.contacts") }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel(t("insert.name"), { exact: true }).fill("Recepción");
  await dialog.getByLabel(t("insert.phone"), { exact: true }).fill("+54 11 4444 5555");
  await dialog.getByRole("button", { name: new RegExp(`^${t("inbox.composer.send")}`) }).click();
  await expect(dialog).toBeHidden();
  await expect(inbox.bubble("Recepción")).toContainText(t("inbox.message.waiting"));
  await inbox.note("Pregunta por la sucursal");
  await expect(inbox.bubble("Pregunta por la sucursal")).toContainText(t("inbox.message.waiting"));
  await page.context().setOffline(false);
  await expect(inbox.tick(inbox.bubble("Recepción"), "delivered")).toBeVisible();
  await expect(inbox.bubble("Pregunta por la sucursal")).not.toContainText(t("inbox.message.waiting"));
  await expect(inbox.bubble("Pregunta por la sucursal")).toHaveCount(1);
});

test("what the customer said meanwhile stops what waited: a person decides", async ({ office, visit }) => {
  const clinic = await office();
  const page = await visit(clinic, "/inbox");
  const inbox = desk(page, t);
  await clinic.hears(ines, "Hola");
  await inbox.row(ines.name).click();
  await inbox.reply(ines.name, "Un momento");
  await expect(inbox.tick(inbox.bubble("Un momento"), "delivered")).toBeVisible();
  await page.context().setOffline(true);
  await inbox.reply(ines.name, "Son 500");
  await expect(inbox.bubble("Son 500")).toContainText(t("inbox.message.waiting"));
  await clinic.hears(ines, "Ya no, gracias");
  await page.context().setOffline(false);
  await expect(page.getByText(t("inbox.composer.newer"))).toBeVisible();
  await expect(inbox.bubble("Ya no, gracias")).toBeVisible();
  await page.getByRole("button", { name: t("inbox.composer.takeBack") }).click();
  await expect(inbox.field(ines.name)).toHaveValue("Son 500");
  await expect(inbox.bubble("Son 500")).toHaveCount(0);
});
