import type { Page } from "@playwright/test";
import { barriers, expect, test } from "@/server/testing/browser-fixture";
import { words } from "@/server/testing/words";

const t = words("es");

const field = (page: Page, name: Parameters<typeof t>[0]) => page.getByLabel(t(name), { exact: true });
const submit = (page: Page) => page.getByRole("button", { name: t("templates.submit") }).click();
const example = (page: Page) =>
  page.getByLabel(t("templates.field.exampleBody", { name: "{{1}}" }), { exact: true });

test("a template is written, a rule broken and mended, approved while one looks on, and deleted", async ({
  office,
  visit,
}) => {
  const clinic = await office();
  const page = await visit(clinic, "/templates");
  await expect(page.getByRole("link", { name: "recordatorio_de_turno" })).toBeVisible();
  expect(await barriers(page)).toEqual([]);
  await page.getByRole("link", { name: t("templates.create") }).click();

  await field(page, "templates.field.name").fill("Pedido listo");
  await expect(page.getByText(t("templates.problem.name-form"))).toBeVisible();
  await field(page, "templates.field.name").fill("pedido listo");
  await expect(page.getByText(t("templates.problem.name-form"))).toHaveCount(0);
  await field(page, "templates.field.body").fill("Tu pedido ya está listo para retirar, {{1}}");
  await expect(page.getByText(t("templates.problem.variable-edge"))).toBeVisible();
  await field(page, "templates.field.body").fill(
    "Hola {{1}}, tu pedido con descuento ya está listo para retirar.",
  );
  await expect(page.getByText(t("templates.problem.variable-edge"))).toHaveCount(0);
  await expect(page.getByText(t("templates.category.sells", { words: "descuento" }))).toBeVisible();
  await submit(page);
  await expect(page.getByText(t("templates.problem.example"))).toBeVisible();
  expect(await barriers(page)).toEqual([]);

  await field(page, "templates.field.body").fill("Hola {{1}}, tu pedido ya está listo para retirar.");
  await example(page).fill("Inés");
  await page.getByRole("button", { name: t("templates.button.add") }).click();
  await page.getByRole("menuitem", { name: t("templates.button.kind.quick-reply") }).click();
  await field(page, "templates.button.text").fill("Voy hoy");
  const phone = page.getByRole("region", { name: t("templates.preview.title") });
  await expect(phone).toContainText("Hola Inés, tu pedido ya está listo para retirar.");
  await expect(phone).toContainText("Voy hoy");
  await submit(page);

  await expect(page).toHaveURL(`/${clinic.slug}/templates/pedido_listo`);
  const tab = page.getByRole("tab", { name: "español (Argentina)" });
  await expect(tab).toContainText(t("templates.state.APPROVED"));
  expect(await barriers(page)).toEqual([]);
  await page.getByRole("button", { name: t("templates.delete.open") }).click();
  await page.getByRole("button", { name: t("templates.delete.all", { count: 1 }) }).click();
  await expect(page).toHaveURL(`/${clinic.slug}/templates`);
  await expect(page.getByRole("link", { name: "recordatorio_de_turno" })).toBeVisible();
  await expect(page.getByRole("link", { name: "pedido_listo" })).toHaveCount(0);
});

test("what the carrier rejects says why, and may be corrected", async ({ office, visit }) => {
  const clinic = await office({ members: [{ name: "Mara", role: "marketer" }] });
  const page = await visit(clinic, "/templates/new", { person: "Mara" });
  await field(page, "templates.field.name").fill("rejected_aviso");
  await field(page, "templates.field.body").fill("Hola {{1}}, si no venís hoy vas a tener problemas.");
  await example(page).fill("Inés");
  await submit(page);
  await expect(page.getByText(t("templates.reason.ABUSIVE_CONTENT"))).toBeVisible();
  await expect(page.getByText(t("templates.meaning.REJECTED"))).toBeVisible();
  await field(page, "templates.field.body").fill("Hola {{1}}, te esperamos hoy en la clínica.");
  await page.getByRole("button", { name: t("templates.resubmit") }).click();
  await expect(page.getByText(t("templates.meaning.PENDING"))).toBeVisible();
});
