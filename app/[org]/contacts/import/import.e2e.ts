import { barriers, expect, test } from "@/server/testing/browser-fixture";
import { words } from "@/server/testing/words";

const t = words("es");

// A file that is refused.
test.use({ provoked: [/status of 400/] });

const rows = [
  "Nombre;Teléfono;Correo;Observaciones",
  "Ana Núñez de la Torre y Fernández de Quirós y Ugarte-Mendía;+54 9 11 5263 1201;ana@example.com;Cliente",
  "Beto Ruiz;11 5263-1202;beto@example.com;",
  "Cata Sosa;123;cata@example.com;Número roto",
  "Dani Paz;;dani-no-es-correo;",
  "Eva Luna;;;Sin nada",
];

test("a file is tried out, says what is wrong with it, is written, and its people stand in the list", async ({
  office,
  visit,
}) => {
  const clinic = await office({ members: [{ name: "Marta", role: "marketer" }] });
  const page = await visit(clinic, "/contacts", { person: "Marta" });
  await expect(page.getByText(t("people.empty"))).toBeVisible();
  await page.getByRole("link", { name: t("people.import.title") }).click();
  await expect(page.getByRole("heading", { name: t("people.import.title") })).toBeVisible();
  const field = page.locator("input[type=file]");
  await field.setInputFiles({
    name: "roto.csv",
    mimeType: "text/csv",
    buffer: Buffer.from("a,b,a\n1,2,3\n"),
  });
  await expect(page.getByText(t("people.import.fileReason.duplicate-header", { at: 3 }))).toBeVisible();
  await field.setInputFiles({
    name: "clientes.csv",
    mimeType: "text/csv",
    buffer: Buffer.from(rows.join("\n")),
  });

  await expect(page.getByRole("heading", { name: "clientes.csv" })).toBeVisible();
  const column = (name: string) =>
    page.getByRole("combobox", { name: t("people.import.columnOf", { name }) });
  await expect(column("Teléfono")).toHaveText(t("people.import.target.phone"));
  await expect(column("Observaciones")).toHaveText(t("people.import.target.skip"));
  expect(await barriers(page)).toEqual([]);
  await page.getByRole("button", { name: t("people.import.try") }).click();
  const run = page.getByRole("button", { name: t("people.import.run", { count: 2 }) });
  await expect(run).toBeVisible();
  await expect(page.getByText(t("people.import.rowReason.phone"))).toBeVisible();
  await expect(page.getByText(t("people.import.rowReason.no-address"))).toBeVisible();
  expect(await barriers(page)).toEqual([]);
  await run.click();
  await expect(page.getByText(t("people.import.state.done"), { exact: true })).toBeVisible();
  const file = page.waitForEvent("download");
  await page.getByRole("link", { name: t("people.import.errors.download") }).click();
  const errors = await (await (await file).createReadStream()).toArray();
  expect(Buffer.concat(errors).toString()).toContain(`4,Teléfono,${t("people.import.rowReason.phone")}`);

  await page.getByRole("link", { name: t("people.import.toContacts") }).click();
  await page.getByRole("searchbox", { name: t("people.search") }).fill("beto");
  await expect(page.getByRole("article", { name: "Beto Ruiz" })).toBeVisible();
  await expect(page.getByRole("article")).toHaveCount(1);
  expect(await barriers(page)).toEqual([]);
});
