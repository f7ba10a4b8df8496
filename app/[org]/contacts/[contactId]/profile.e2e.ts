import type { Page } from "@playwright/test";
import { barriers, expect, test } from "@/server/testing/browser-fixture";
import { desk } from "@/server/testing/desk";
import { words } from "@/server/testing/words";

const t = words("es");
const cynthia = { name: "Cynthia Bera", phone: "+54 9 11 5501 7310" };

const field = (page: Page, name: string) =>
  page
    .locator("dl > div, div")
    .filter({ has: page.getByText(name, { exact: true }) })
    .last();

test("head, products and history stand side by side, as new as the bank, and stay when it is away", async ({
  office,
  visit,
}) => {
  const clinic = await office({ bank: true });
  const page = await visit(clinic, "/inbox", { viewport: { width: 1440, height: 1400 } });
  await clinic.hears(cynthia, "¿Cuál es la tasa de interés?");
  await desk(page, t).row(cynthia.name).click();
  await page.getByRole("button", { name: t("inbox.thread.panel") }).click();
  await page.getByRole("link", { name: t("profile.open") }).click();
  await page.waitForURL(/\/contacts\//);

  for (const [name, value] of [
    ["CUIT/CUIL", "12453412"],
    ["Correo", "plestonengage@gmail.com"],
    ["Dirección", "TUCUMAN 540"],
    ["Cluster ID", "CLCIC"],
    ["Acuerdo ID", "Agr1"],
    ["Saldo Cuenta", "15.500"],
    ["Prom. Consumo Anual", "1.514,00"],
    ["Saldo Puntos", "1.440"],
  ] as const)
    await expect(field(page, name)).toContainText(value);
  const products = page.getByRole("region", { name: "Productos" }).getByRole("table");
  await expect(products.getByRole("columnheader")).toHaveText([
    ...["Producto", "Fecha de alta", "Deuda", "Días de atraso", "Monto $", "Póliza", "Moneda"],
    ...["Vigencia desde", "Vigencia hasta", t("profile.objects.select")],
  ]);
  const credit = products.getByRole("row").filter({ hasText: "Credito Corp" });
  await expect(credit).toContainText(
    "7 jun 2005USD 64.000,0032 días atrasadoUSD 230.000,001289323USD1 may 200831 may 2012",
  );
  await expect(products.getByRole("row")).toHaveCount(6);
  const history = page.getByRole("region", { name: t("profile.history") });
  await expect(history.getByRole("article").filter({ hasText: "tasa de interés" })).toBeVisible();
  expect(await barriers(page)).toEqual([]);

  const sources = page.getByRole("region", { name: t("profile.sources.title") });
  const refresh = sources.getByRole("button", { name: t("profile.sources.refresh") });
  await clinic.bank("debt", { taxId: "12453412", productId: "1002", debt: 70500.25, daysOverdue: 33 });
  await refresh.click();
  await expect(credit).toContainText("USD 70.500,2533 días atrasado");
  const good = await sources.locator("time").textContent();
  await clinic.bank("behaviour", { mode: "down" });
  await expect(refresh).toBeEnabled();
  await refresh.click();
  await expect(sources).toContainText(t("profile.sources.since", { when: "" }).trim());
  await expect(credit).toContainText("USD 70.500,25");
  await expect(sources.locator("time")).toHaveText(good ?? "");
  expect(await barriers(page)).toEqual([]);

  await credit.getByRole("button", { name: "Acuerdo" }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog).toContainText("podés pagar en cuotas tu deuda de US$ 70.500,25 de Credito Corp");
});

test("on a phone the page is read without scrolling sideways, and kept in Portuguese words", async ({
  office,
  visit,
}) => {
  const clinic = await office({ bank: true, locale: "pt" });
  const page = await visit(clinic, "/contacts", { viewport: { width: 390, height: 844 }, locale: "pt-BR" });
  await clinic.hears(cynthia, "Oi");
  const link = page.getByRole("link", { name: cynthia.name });
  await expect(async () => {
    await page.reload();
    await expect(link).toBeVisible({ timeout: 2_000 });
  }).toPass();
  await link.click();
  await expect(page.getByRole("region", { name: "Productos" }).getByText("Credito Corp")).toBeVisible();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  expect(await barriers(page)).toEqual([]);
});
