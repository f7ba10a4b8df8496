import { barriers, expect, test } from "@/server/testing/browser-fixture";
import { callAs } from "@/server/testing/office";
import { words } from "@/server/testing/words";

// An address that leads inside is refused before anything is asked.
test.use({ provoked: [/status of 400/] });

const t = words("es");
const cynthia = { name: "Cynthia Bera", phone: "+54 9 11 5501 7310" };

test("a source is set up without code: refused where it may not lead, tried on a contact, its values picked, kept with its secret unseen", async ({
  office,
  visit,
}) => {
  const clinic = await office();
  const attribute = { label: "Saldo", type: "number", choices: [] };
  await callAs(clinic.slug, clinic.person("Olga"), "contacts.createAttribute", attribute);
  await clinic.hears(cynthia, "Hola");
  const page = await visit(clinic, "/settings/connectors");
  await page.getByRole("link", { name: t("connectors.create") }).click();
  const field = (name: Parameters<typeof t>[0]) => page.getByLabel(t(name), { exact: true });
  const trial = page.getByRole("region", { name: t("connectors.trial.title") });
  await field("connectors.field.name").fill("Core bancario");
  await field("connectors.field.url").fill("http://169.254.169.254/v1/customers?phone={{contact.phone}}");
  await page.getByRole("button", { name: t("connectors.header.add") }).click();
  await field("connectors.header.name").fill("x-api-key");
  await field("connectors.header.value").fill(process.env.BANK_KEY ?? "");
  await trial.getByPlaceholder(t("connectors.trial.contactHint")).fill("Cynthia");
  await trial.getByRole("button", { name: cynthia.name }).click();
  await trial.getByRole("button", { name: t("connectors.trial.ask") }).click();
  await expect(trial).toContainText(t("connectors.refused.private"));

  await field("connectors.field.url").fill(`${process.env.BANK_URL}/v1/customers?phone={{contact.phone}}`);
  await trial.getByRole("button", { name: t("connectors.trial.ask") }).click();
  await expect(trial).toContainText("plestonengage@gmail.com");
  await expect(trial).not.toContainText(process.env.BANK_KEY ?? "-");
  expect(await barriers(page)).toEqual([]);
  await trial
    .getByRole("button", { name: t("connectors.trial.pick", { path: "$.customer.accountBalance" }) })
    .click();
  await page.getByRole("combobox", { name: t("connectors.mapping.attribute") }).click();
  await page.getByRole("option", { name: "Saldo" }).click();
  await page.getByRole("button", { name: t("common.action.save") }).click();

  await expect(page.getByRole("heading", { level: 1 })).toContainText(t("connectors.title"));
  await page.getByRole("link", { name: "Core bancario" }).click();
  await expect(field("connectors.header.value")).toHaveValue("");
  await expect(page.getByText(t("connectors.header.kept"))).toBeVisible();
  await page.goto(`/${clinic.slug}/contacts`);
  await page.getByRole("link", { name: cynthia.name }).click();
  await expect(page.getByText("15.500")).toBeVisible();
});

test("a source that answers for many is tried with several contacts: whose each row is, and the paths from a press", async ({
  office,
  visit,
}) => {
  const clinic = await office({ bank: true });
  const stranger = { name: "Aurelia Nadie", phone: "+54 9 11 5500 0000" };
  await clinic.hears(cynthia, "Hola");
  await clinic.hears(stranger, "Hola");
  const page = await visit(clinic, "/settings/connectors");
  await page.getByRole("link", { name: "Core bancario" }).click();
  const trial = page.getByRole("region", { name: t("connectors.many.trial.title") });
  await expect(trial).toBeHidden();
  await page.getByText(t("connectors.many.on", { most: 100 })).click();
  for (const { name } of [cynthia, stranger]) {
    await trial.getByPlaceholder(t("connectors.trial.contactHint")).fill(name);
    await trial
      .getByRole("list", { name: t("connectors.many.trial.contact") })
      .getByText(name)
      .click();
  }
  const key = page.getByLabel(t("connectors.many.keyPath"), { exact: true });
  await key.fill("phone");
  await trial.getByRole("button", { name: t("connectors.many.trial.ask") }).click();
  await expect(key).toHaveAttribute("aria-invalid", "true");
  await key.fill("$.taxId");
  await trial.getByRole("button", { name: t("connectors.many.trial.ask") }).click();
  const said = (name: string) =>
    trial
      .getByRole("list", { name: t("connectors.many.trial.contacts") })
      .getByRole("listitem")
      .filter({ hasText: name });
  await expect(said(cynthia.name)).toContainText(t("connectors.outcome.not-found"));
  await trial
    .getByRole("button", { name: t("connectors.trial.pick", { path: "$.customers[0].phone" }) })
    .click();
  await expect(key).toHaveValue("$.phone");
  await trial.getByRole("button", { name: t("connectors.many.trial.ask") }).click();
  await expect(said(cynthia.name)).toContainText("TUCUMAN 540");
  await expect(said(stranger.name)).toContainText(t("connectors.outcome.not-found"));
  await expect(trial).not.toContainText(process.env.BANK_KEY ?? "-");
  expect(await barriers(page)).toEqual([]);
  await page.getByRole("button", { name: t("common.action.save") }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText(t("connectors.title"));
  await page.getByRole("link", { name: "Core bancario" }).click();
  await page.getByText(t("connectors.many.on", { most: 100 })).click();
  await expect(key).toHaveValue("$.phone");
});
