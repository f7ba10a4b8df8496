import { expect, test } from "@/server/testing/browser-fixture";
import { desk } from "@/server/testing/desk";
import { words } from "@/server/testing/words";

const t = words("es");
const ines = { name: "Inés Prado", phone: "+54 9 11 5263 4401" };
const raul = { name: "Raúl Soto", phone: "+54 9 11 5263 4402" };

test("what happens appears at once in every open browser", async ({ office, visit }) => {
  const clinic = await office({ members: [{ name: "Bruno", role: "supervisor" }] });
  const [olga, bruno] = [await visit(clinic, "/inbox"), await visit(clinic, "/inbox", { person: "Bruno" })];
  await clinic.hears(ines, "Hola, ¿hay turno?");
  for (const page of [olga, bruno]) await desk(page, t).row(ines.name).click();
  await desk(olga, t).reply(ines.name, "Sí, el viernes");
  await expect(desk(bruno, t).bubble("Sí, el viernes")).toBeVisible();
  await desk(bruno, t).note("La conozco");
  await expect(desk(olga, t).bubble("La conozco")).toBeVisible();
  await clinic.hears(raul, "Buenas");
  await expect(desk(olga, t).row(raul.name)).toBeVisible();
  await olga.getByRole("button", { name: t("inbox.thread.close") }).click();
  await expect(desk(bruno, t).thread.getByText(t("inbox.event.closed", { name: "Olga" }))).toBeVisible();
  await expect(desk(bruno, t).row(ines.name)).toBeHidden();
});

test("what was written while another conversation was open is there on return", async ({ office, visit }) => {
  const clinic = await office();
  const page = await visit(clinic, "/inbox");
  const inbox = desk(page, t);
  await clinic.hears(ines, "Primero");
  await clinic.hears(raul, "Buenas");
  await inbox.row(ines.name).click();
  await expect(inbox.bubble("Primero")).toBeVisible();
  await inbox.row(raul.name).click();
  await expect(inbox.bubble("Buenas")).toBeVisible();
  await clinic.hears(ines, "Segundo");
  await expect(inbox.row("Segundo")).toBeVisible();
  await inbox.row(ines.name).click();
  await expect(inbox.bubble("Segundo")).toBeVisible();
});

test("a moved clock shows at once, and leaves open what is open", async ({ office, visit }) => {
  const clinic = await office();
  const page = await visit(clinic, "/inbox");
  await clinic.hears(ines, "Hola");
  await desk(page, t).row(ines.name).click();
  await page.keyboard.press("l");
  const field = page.getByRole("dialog").getByRole("combobox");
  await field.fill("Recla");
  await clinic.later(25);
  await expect(page.getByText(t("inbox.composer.expired", { name: ines.name }))).toBeVisible();
  await expect(page.getByText(t("inbox.section.expired"), { exact: true })).toBeVisible();
  await expect(field).toHaveValue("Recla");
});

test("what was just written is kept when the page is left at once", async ({ office, visit }) => {
  const clinic = await office();
  const page = await visit(clinic, "/inbox");
  await clinic.hears(ines, "Hola");
  const inbox = desk(page, t);
  await inbox.row(ines.name).click();
  await inbox.reply(ines.name, "Ya me voy");
  await page.goto("about:blank");
  const again = await visit(clinic, "/inbox?queue=all");
  await desk(again, t).row(ines.name).click();
  await expect(desk(again, t).bubble("Ya me voy")).toHaveCount(1);
});

test.describe("without a connection", () => {
  test.use({ provoked: [/ERR_INTERNET_DISCONNECTED/] });

  test("what is on screen stays, and the change feed closes the gap afterwards", async ({
    office,
    visit,
  }) => {
    const clinic = await office();
    const page = await visit(clinic, "/inbox");
    const inbox = desk(page, t);
    await clinic.hears(ines, "Primero");
    await inbox.row(ines.name).click();
    await expect(inbox.bubble("Primero")).toBeVisible();
    await inbox.field(ines.name).fill("Un borrador");
    await page.context().setOffline(true);
    await clinic.hears(ines, "Segundo");
    await clinic.hears(raul, "Yo también");
    const witness = await visit(clinic, "/inbox");
    await expect(desk(witness, t).row("Yo también")).toBeVisible();
    await expect(inbox.bubble("Primero")).toBeVisible();
    await expect(inbox.bubble("Segundo")).toBeHidden();
    await page.context().setOffline(false);
    await expect(inbox.bubble("Segundo")).toBeVisible();
    await expect(inbox.row("Yo también")).toBeVisible();
    await expect(inbox.field(ines.name)).toHaveValue("Un borrador");
  });
});

test.describe("a reply", () => {
  test.use({ provoked: [/status of 409/] });

  test("written without having seen something newer is stopped, shows it, and leaves on request", async ({
    office,
    visit,
  }) => {
    const clinic = await office();
    const [page, witness] = [await visit(clinic, "/inbox"), await visit(clinic, "/inbox")];
    const inbox = desk(page, t);
    await clinic.hears(ines, "Quiero el de las 10");
    await inbox.row(ines.name).click();
    await inbox.field(ines.name).fill("Te anoto a las 10");
    // The page hears nothing for a while, as on a slow connection.
    let letThrough = () => {};
    const held = new Promise<void>((resolve) => {
      letThrough = resolve;
    });
    await page.route("**/api/trpc/**", async (route) => {
      if (route.request().method() === "GET") await held;
      await route.continue();
    });
    await clinic.hears(ines, "Mejor a las 16");
    await expect(desk(witness, t).row("Mejor a las 16")).toBeVisible();
    await inbox.field(ines.name).press("Enter");
    await expect(page.getByText(t("inbox.composer.newer"))).toBeVisible();
    letThrough();
    await expect(inbox.bubble("Mejor a las 16")).toBeVisible();
    await page.getByRole("button", { name: t("inbox.composer.sendAnyway") }).click();
    await expect(page.getByText(t("inbox.composer.newer"))).toBeHidden();
    const sent = inbox.bubble("Te anoto a las 10");
    await expect(inbox.tick(sent, "delivered")).toBeVisible();
    await expect(sent).toHaveCount(1);
  });
});

test.describe("a reply to what a colleague has just closed", () => {
  test.use({ provoked: [/status of 409/] });

  test("says that it did not leave, and gives its words back", async ({ office, visit }) => {
    const clinic = await office({ members: [{ name: "Bruno", role: "supervisor" }] });
    const [page, bruno] = [await visit(clinic, "/inbox"), await visit(clinic, "/inbox", { person: "Bruno" })];
    const inbox = desk(page, t);
    await clinic.hears(ines, "Gracias por todo");
    for (const one of [page, bruno]) await desk(one, t).row(ines.name).click();
    await inbox.field(ines.name).fill("Falta la receta");
    // The page hears nothing for a while, as on a slow connection.
    let letThrough = () => {};
    const held = new Promise<void>((resolve) => {
      letThrough = resolve;
    });
    await page.route("**/api/trpc/**", async (route) => {
      if (route.request().method() === "GET") await held;
      await route.continue();
    });
    await bruno.getByRole("button", { name: t("inbox.thread.close") }).click();
    await expect(bruno.getByText(t("inbox.composer.closed"))).toBeVisible();
    await inbox.field(ines.name).press("Enter");
    const back = page.getByRole("button", { name: t("inbox.composer.takeBack") });
    await expect(back).toBeVisible();
    letThrough();
    await expect(page.getByText(t("inbox.composer.closed"))).toBeVisible();
    await back.click();
    await expect(inbox.bubble("Falta la receta")).toBeHidden();
    await expect(inbox.composer.getByText("Falta la receta")).toBeVisible();
  });
});

test("a double click and a double Enter send once", async ({ office, visit }) => {
  const clinic = await office();
  const page = await visit(clinic, "/inbox");
  const inbox = desk(page, t);
  const { bsuid } = await clinic.hears(ines, "Hola");
  await inbox.row(ines.name).click();
  await inbox.field(ines.name).fill("Con un clic");
  await inbox.send.dblclick();
  await inbox.field(ines.name).fill("Con la tecla");
  await inbox.field(ines.name).press("Enter");
  await inbox.field(ines.name).press("Enter");
  await expect(inbox.tick(inbox.bubble("Con la tecla"), "delivered")).toBeVisible();
  const { messages } = await clinic.carrier.thread(clinic.phoneId, bsuid);
  const ours = messages.filter((message) => message.direction === "out");
  expect(ours.map((message) => message.content)).toEqual([
    expect.objectContaining({ body: "Con un clic" }),
    expect.objectContaining({ body: "Con la tecla" }),
  ]);
});

test.describe("a file", () => {
  test.use({ provoked: [/status of 4\d\d/] });

  test("goes up and leaves as what it is, or is refused in words", async ({ office, visit }) => {
    const clinic = await office();
    const page = await visit(clinic, "/inbox");
    const inbox = desk(page, t);
    await clinic.hears(ines, "¿Me mandás la receta?");
    await inbox.row(ines.name).click();
    const choose = page.locator("input[type=file]");
    await choose.setInputFiles({
      name: "foto.jpg",
      mimeType: "image/jpeg",
      buffer: Buffer.from("MZ\x90\x00 program"),
    });
    await expect(page.getByText(t("inbox.composer.fileNotAllowed", { name: "foto.jpg" }))).toBeVisible();
    await expect(inbox.send).toBeDisabled();
    await choose.setInputFiles({ name: "receta.pdf", mimeType: "application/pdf", buffer: Buffer.from(pdf) });
    await expect(
      page.getByRole("button", { name: t("inbox.composer.removeFile", { name: "receta.pdf" }) }),
    ).toBeVisible();
    await expect(inbox.send).toBeEnabled();
    await inbox.send.click();
    await expect(inbox.tick(inbox.bubble("receta.pdf"), "delivered")).toBeVisible();
    await choose.setInputFiles({
      name: "punto.png",
      mimeType: "image/png",
      buffer: Buffer.from(png, "base64"),
    });
    await inbox.field(ines.name).fill("La firma");
    await expect(inbox.send).toBeEnabled();
    await inbox.send.click();
    const photo = inbox.bubble("La firma");
    await expect(photo.getByRole("img", { name: "La firma" })).toBeVisible();
    await expect(inbox.tick(photo, "delivered")).toBeVisible();
  });
});

const pdf =
  "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n";
const png =
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

test("a message that does not arrive says what happened and what to do", async ({ office, visit }) => {
  const clinic = await office();
  const page = await visit(clinic, "/inbox");
  const inbox = desk(page, t);
  await clinic.hears({ name: "Sin canal", phone: "+1 650 555 0026" }, "Hola");
  await inbox.row("Sin canal").click();
  await inbox.reply("Sin canal", "¿Llegó?");
  const lost = inbox.bubble("¿Llegó?");
  await expect(lost.getByRole("button", { name: t("inbox.state.failed"), exact: true })).toBeVisible();
  await expect(lost).toContainText(t("inbox.failure.code", { code: "131026" }));
  await expect(inbox.row("Sin canal")).toContainText(`${t("inbox.state.failed")}: ¿Llegó?`);
});

test("when the window has closed, a template is what is left", async ({ office, visit }) => {
  const clinic = await office();
  const page = await visit(clinic, "/inbox");
  const inbox = desk(page, t);
  await clinic.hears(ines, "Hola");
  await inbox.row(ines.name).click();
  await inbox.field(ines.name).fill("Mañana te digo");
  await clinic.later(25);
  await expect(page.getByText(t("inbox.composer.expired", { name: ines.name }))).toBeVisible();
  await expect(inbox.field(ines.name)).toBeHidden();
  await page.getByRole("button", { name: t("inbox.composer.chooseTemplate") }).click();
  await page
    .getByRole("dialog")
    .getByRole("button", { name: /recordatorio_de_turno/ })
    .click();
  const values = page.getByRole("dialog").getByRole("textbox");
  await expect(values).toHaveCount(3);
  // Whom one greets is known already.
  await expect(values.first()).toHaveValue("Inés");
  await values.nth(1).fill("viernes");
  await values.nth(2).fill("10:30");
  await page.getByRole("dialog").getByRole("button", { name: /USD/ }).click();
  await expect(inbox.tick(inbox.bubble("te recordamos tu turno del viernes"), "delivered")).toBeVisible();
});
