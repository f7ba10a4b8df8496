import { barriers, expect, test } from "@/server/testing/browser-fixture";
import { desk } from "@/server/testing/desk";
import { words } from "@/server/testing/words";

const t = words("es");
// The refused address is an answer that the browser complains of.
test.use({ provoked: [/400/] });

const cynthia = { name: "Cynthia Bera", phone: "+54 9 11 5501 7310" };

test("a source is connected, tried with a contact without showing its key, and a private address is refused", async ({
  office,
  visit,
}) => {
  const [bank, key] = [process.env.BANK_URL ?? "", process.env.BANK_KEY ?? ""];
  const clinic = await office();
  const page = await visit(clinic, "/inbox");
  await clinic.hears(cynthia, "¿Cuál es la tasa de interés?");
  await expect(desk(page, t).row(cynthia.name)).toBeVisible();

  await page.goto(`/${clinic.slug}/settings/connectors`);
  await expect(page.getByText(t("connectors.empty"))).toBeVisible();
  expect(await barriers(page)).toEqual([]);
  await page.getByRole("link", { name: t("connectors.create") }).click();
  await page.getByLabel(t("connectors.field.name")).fill("Core bancario");
  const address = page.getByLabel(t("connectors.field.url"));
  const save = page.getByRole("button", { name: t("common.action.save") });

  await address.fill("http://169.254.169.254/latest/meta-data");
  await save.click();
  await expect(page.getByText(t("connectors.refused.private"))).toBeVisible();

  await address.fill(`${bank}/v1/customers?phone={{contact.phone}}`);
  await page.getByRole("button", { name: t("connectors.header.add") }).click();
  await page.getByLabel(t("connectors.header.name"), { exact: true }).fill("x-api-key");
  await page.getByLabel(t("connectors.header.value")).fill(key);
  await page.getByRole("searchbox", { name: t("connectors.trial.contact") }).fill("Cynthia");
  await page.getByRole("button", { name: /Cynthia Bera/ }).click();
  await page.getByRole("button", { name: t("connectors.trial.ask"), exact: true }).click();
  const debt = page.getByRole("button", {
    name: t("connectors.trial.pick", { path: "$.customer.products[1].debt" }),
  });
  await expect(debt).toBeVisible();
  await expect(page.getByText("64000", { exact: true })).toBeVisible();
  expect(await barriers(page)).toEqual([]);
  await save.click();

  const link = page.getByRole("link", { name: "Core bancario" });
  await expect(link).toBeVisible();
  expect(await barriers(page)).toEqual([]);
  await link.click();
  await expect(page.getByText(t("connectors.header.kept"))).toBeVisible();
  expect(await page.content()).not.toContain(key);
  await expect(page.getByLabel(t("connectors.header.value"))).toHaveValue("");
});
