import { expect, test } from "@/server/testing/browser-fixture";
import { desk } from "@/server/testing/desk";
import { words } from "@/server/testing/words";

const t = words("es");
const ana = { name: "Ana Paz", phone: "+54 9 11 5263 4491" };

test("a number is set to ask after silent customers and to leave them, in words that it may say", async ({
  office,
  visit,
}) => {
  const clinic = await office();
  const page = await visit(clinic, `/settings/numbers/${clinic.numberId}`);
  const asks = page.getByRole("textbox", { name: t("numbers.standard.silent.label") });
  const save = page.getByRole("button", { name: t("common.action.save") });
  await asks.fill("¿Seguís ahí? Te espera {agente}");
  await expect(asks).toHaveAccessibleDescription(/\{agente\}/);
  await save.click();
  await expect(save).toBeVisible();
  await asks.fill("¿Seguís ahí?");
  const silent = page.getByRole("group", { name: t("numbers.standard.silent.label") });
  await silent.getByRole("button", { name: t("numbers.standard.variable.name") }).click();
  await expect(asks).toHaveValue("¿Seguís ahí? {name}");
  await expect(page.getByText(`¿Seguís ahí? ${t("numbers.standard.sampleName")}`)).toBeVisible();
  await expect(page.getByText(t("numbers.standard.price")).getByRole("button")).toBeVisible();
  await page.getByRole("radio", { name: t("numbers.standard.language.en") }).check();
  await expect(asks).toHaveValue("");
  await asks.fill("Still there?");
  await save.click();
  await expect(save).toHaveCount(0);
  for (const [rule, minutes] of [
    ["ask", "10"],
    ["close", "30"],
  ] as const) {
    await page.getByRole("combobox", { name: t(`numbers.silence.${rule}.label`) }).click();
    await page
      .getByRole("option", { name: t("settings.minutes.minutes", { minutes: Number(minutes) }) })
      .click();
  }
  await page.reload();
  await expect(page.getByRole("combobox", { name: t("numbers.silence.close.label") })).toHaveText(
    t("settings.minutes.minutes", { minutes: 30 }),
  );

  await page.goto(`/${clinic.slug}/inbox`);
  const inbox = desk(page, t);
  await clinic.hears(ana, "Hola");
  await inbox.row("Ana Paz").click();
  await inbox.field("Ana Paz").fill("¿Qué necesitás?");
  await page.keyboard.press("Enter");
  await expect(inbox.tick(inbox.bubble("¿Qué necesitás?"), "delivered")).toBeVisible();
  await clinic.later(0.25);
  await expect(inbox.bubble("¿Seguís ahí? Ana Paz")).toBeVisible();
  await clinic.later(1);
  await expect(page.getByText(t("inbox.event.closedSilent"))).toBeVisible();
});

test("a customer whose conversation is closed is asked how it was, and what they press is no new conversation", async ({
  office,
  visit,
}) => {
  const clinic = await office();
  const page = await visit(clinic, `/settings/numbers/${clinic.numberId}`);
  for (const kind of ["closing", "rating"] as const)
    await page
      .getByRole("group", { name: t(`numbers.standard.${kind}.label`) })
      .getByRole("button", { name: t("numbers.standard.example") })
      .click();
  await page.getByRole("button", { name: t("common.action.save") }).click();
  await expect(page.getByRole("button", { name: t("common.action.save") })).toHaveCount(0);

  await page.goto(`/${clinic.slug}/inbox`);
  const inbox = desk(page, t);
  await clinic.hears(ana, "Hola");
  await inbox.row("Ana Paz").click();
  await inbox.field("Ana Paz").fill("Listo, quedó agendado.");
  await page.keyboard.press("Enter");
  await expect(inbox.tick(inbox.bubble("Listo, quedó agendado."), "delivered")).toBeVisible();
  await page.keyboard.press("Escape");
  await page.keyboard.press("e");
  const question = inbox.bubble(t("numbers.standard.rating.example"));
  // They are told when it can be taken back no more.
  await expect(question).toContainText(t("numbers.standard.score.3"));
  await expect(question).toContainText("Gracias por escribirnos, Ana Paz");

  const phone = await visit(clinic, `/sandbox?number=${clinic.numberId}`);
  await phone
    .getByRole("button", { name: /Ana Paz/ })
    .first()
    .click();
  await phone.getByRole("button", { name: t("numbers.standard.score.3") }).click();
  await expect(inbox.bubble(t("numbers.standard.score.3")).nth(1)).toBeVisible();
  await page.goto(`/${clinic.slug}/reports`);
  await expect(page.locator("[data-measure=satisfaction]")).toContainText("100");
  await page.goto(`/${clinic.slug}/inbox`);
  await expect(inbox.row("Ana Paz")).toHaveCount(0);
});
