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
  await page.getByRole("button", { name: t("templates.button.add") }).click();
  await page.getByRole("menuitem", { name: t("templates.button.kind.url") }).click();
  const link = page.getByRole("group", {
    name: t("templates.button.group", { number: 2, kind: t("templates.button.kind.url") }),
  });
  await expect(link.getByRole("checkbox", { name: t("templates.button.measured") })).toBeChecked();
  await link.getByLabel(t("templates.button.text"), { exact: true }).fill("Cómo llegar");
  await link.getByLabel(t("templates.button.url"), { exact: true }).fill("https://taller.example/mapa");
  const phone = page.getByRole("region", { name: t("templates.preview.title") });
  await expect(phone).toContainText(`${t("common.measured")} ·taller.example/mapa`);
  await expect(phone).toContainText("Hola Inés, tu pedido ya está listo para retirar.");
  await expect(phone).toContainText("Voy hoy");
  await submit(page);

  await expect(page).toHaveURL(`/${clinic.slug}/templates/pedido_listo`);
  const tab = page.getByRole("tab", { name: "español (Argentina)" });
  await expect(tab).toContainText(t("templates.state.APPROVED"));
  // The carrier has an address of ours by now; people go on seeing where it leads.
  await expect(phone).toContainText("taller.example/mapa");
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
  await expect(page.getByRole("alert").getByText(t("templates.reason.ABUSIVE_CONTENT"))).toBeVisible();
  await expect(page.getByText(t("templates.meaning.REJECTED"))).toBeVisible();
  await field(page, "templates.field.body").fill("Hola {{1}}, te esperamos hoy en la clínica.");
  await page.getByRole("button", { name: t("templates.resubmit") }).click();
  await expect(page.getByText(t("templates.meaning.PENDING"))).toBeVisible();
});

const png = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==",
  "base64",
);

test("a header with a picture is shown while it is written and afterwards; the wrong file is refused in words", async ({
  office,
  visit,
}) => {
  const clinic = await office({ members: [{ name: "Aldo", role: "agent" }] });
  const page = await visit(clinic, "/templates/new");
  await field(page, "templates.field.name").fill("con_foto");
  await field(page, "templates.field.header").click();
  await page.getByRole("option", { name: t("templates.header.image") }).click();
  await field(page, "templates.field.body").fill("Hola {{1}}, este es el frente de la clínica.");
  await example(page).fill("Inés");
  await submit(page);
  await expect(page.getByText(t("templates.problem.file"), { exact: true })).toBeVisible();
  const chooser = page.locator("input[type=file]");
  await chooser.setInputFiles({ name: "no.png", mimeType: "image/png", buffer: Buffer.from("no") });
  await expect(page.getByText(t("templates.file.not.image"))).toBeVisible();
  await chooser.setInputFiles({ name: "frente.png", mimeType: "image/png", buffer: png });
  const phone = page.getByRole("region", { name: t("templates.preview.title") });
  await expect(phone.getByRole("img", { name: "frente.png" })).toHaveAttribute("src", /template-files/);
  expect(await barriers(page)).toEqual([]);
  await submit(page);
  await expect(page).toHaveURL(`/${clinic.slug}/templates/con_foto`);
  const tab = page.getByRole("tab", { name: "español (Argentina)" });
  await expect(tab).toContainText(t("templates.state.APPROVED"));
  await expect(phone.getByRole("img", { name: "frente.png" })).toBeVisible();
  const versions = page.getByRole("region", { name: t("templates.versions.title") });
  await expect(versions).toContainText(t("templates.versions.state.approved"));

  const src = (await phone.getByRole("img", { name: "frente.png" }).getAttribute("src")) ?? "";
  const agent = await visit(clinic, "/templates/con_foto", { person: "Aldo" });
  await expect(agent.getByRole("img", { name: "frente.png" })).toBeVisible();
  await expect(agent.getByRole("button", { name: t("templates.resubmit") })).toHaveCount(0);
  const kept = `/api/template-files?org=${clinic.slug}&kind=image&name=x.png`;
  expect((await agent.request.post(kept, { data: png })).status()).toBe(403);
  const other = await office();
  const stranger = await visit(other, "/templates");
  expect((await stranger.request.get(src)).status()).toBe(404);
  expect((await stranger.request.get(src.replace(clinic.slug, other.slug))).status()).toBe(404);
});

test("what is not finished is kept, found in the list, gone on with and discarded", async ({
  office,
  visit,
}) => {
  const clinic = await office({ members: [{ name: "Mara", role: "marketer" }] });
  const page = await visit(clinic, "/templates/new", { person: "Mara" });
  await field(page, "templates.field.name").fill("a_medias");
  await field(page, "templates.field.body").fill("Hola, te escribimos para");
  await expect(page).toHaveURL(/\?draft=/);
  await expect(page.getByText(/^Borrador guardado/)).toBeVisible();
  await page
    .getByRole("link", { name: t("templates.title") })
    .first()
    .click();
  const row = page.getByRole("listitem").filter({ hasText: "a_medias" });
  await expect(row.first()).toContainText(t("templates.state.DRAFT"));
  await page.getByRole("link", { name: "a_medias" }).click();
  await expect(field(page, "templates.field.body")).toHaveValue("Hola, te escribimos para");
  await page.getByRole("button", { name: t("templates.kept.discard") }).click();
  await page.getByRole("button", { name: t("templates.kept.discardDo"), exact: true }).click();
  await expect(field(page, "templates.field.body")).toHaveValue("");
  await page.goto(`/${clinic.slug}/templates`);
  await expect(page.getByRole("link", { name: "recordatorio_de_turno" })).toBeVisible();
  await expect(page.getByRole("link", { name: "a_medias" })).toHaveCount(0);
});

test("a category that was moved says what it costs more; languages stand side by side; an earlier text comes back", async ({
  office,
  visit,
}) => {
  const clinic = await office();
  const page = await visit(clinic, "/templates/new");
  await field(page, "templates.field.name").fill("vuelve");
  const body = "Hola {{1}}, tenemos una oferta para tu próximo control.";
  await field(page, "templates.field.body").fill(body);
  await example(page).fill("Inés");
  await submit(page);
  const moved = { asked: t("templates.category.UTILITY"), now: t("templates.category.MARKETING") };
  await expect(page.getByText(t("templates.moved.title", moved))).toBeVisible();
  await expect(page.getByText(/Cada mensaje cuesta .* en lugar de/)).toBeVisible();
  expect(await barriers(page)).toEqual([]);

  await page.getByRole("tab", { name: t("templates.side.tab") }).click();
  await page
    .getByRole("button", { name: t("templates.side.start", { language: "español (Argentina)" }) })
    .click();
  await expect(field(page, "templates.field.body")).toHaveValue(body);
  await field(page, "templates.field.body").fill("Olá {{1}}, temos algo para a sua próxima consulta hoje.");
  await submit(page);
  await expect(page.getByRole("tab", { name: /portugués/ })).toHaveAttribute("aria-selected", "true");
  await page.getByRole("tab", { name: t("templates.side.tab") }).click();
  await expect(page.getByText("Olá {{1}}, temos algo para a sua próxima consulta hoje.")).toBeVisible();
  await expect(page.getByText(body)).toBeVisible();
  expect(await barriers(page)).toEqual([]);

  await page.getByRole("tab", { name: "español (Argentina)" }).click();
  const second = "Hola {{1}}, te esperamos para tu próximo control del mes.";
  await field(page, "templates.field.body").fill(second);
  await page.getByRole("button", { name: t("templates.resubmit") }).click();
  const versions = page.getByRole("region", { name: t("templates.versions.title") });
  await expect(versions).toContainText(second);
  await expect(page.getByRole("tab", { name: "español (Argentina)" })).toContainText(
    t("templates.state.APPROVED"),
  );
  await versions.getByRole("button", { name: t("templates.versions.takeNumber", { number: 1 }) }).click();
  await expect(field(page, "templates.field.body")).toHaveValue(body);
});
