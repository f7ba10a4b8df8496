import { randomUUID } from "node:crypto";
import type { Page } from "@playwright/test";
import { barriers, expect, test } from "@/server/testing/browser-fixture";
import { askAs, callAs, type Office } from "@/server/testing/office";
import { button, hear, next } from "@/server/testing/wizard";
import { words } from "@/server/testing/words";

const t = words("es");

/* The last four digits say what becomes of a message to them (server/sandbox/magic.ts). */
const people = [
  { name: "Ana Ríos", phone: "+54 9 11 5263 2301" },
  { name: "Beto Sosa", phone: "+1 650 555 0042" },
  { name: "Caro Paz", phone: "+1 650 555 0026" },
  { name: "Dino Rey", phone: "+1 650 555 0049" },
];

interface Options {
  numbers: { id: string }[];
  templates: { id: string; name: string }[];
}

/** A campaign to everybody, written and not launched. */
async function write(clinic: Office, name: string): Promise<string> {
  const marta = clinic.person("Marta");
  const { numbers, templates } = await askAs<Options>(clinic.slug, marta, "campaigns.options");
  const [clientSegmentId, clientCampaignId] = [randomUUID(), randomUUID()];
  const everybody = { kind: "country", is: "one-of", countries: ["AR", "US"] };
  await callAs(clinic.slug, marta, "segments.create", {
    ...{ clientSegmentId, name: "Todos", definition: { match: "all", conditions: [everybody] } },
  });
  const text = (said: string) => ({ from: "text", text: said });
  const values = {
    "1": { from: "name", part: "first", fallback: null },
    "2": text("viernes 4"),
    "3": text("10:30"),
  };
  const templateId = templates.find((one) => one.name === "recordatorio_de_turno")?.id;
  await callAs(clinic.slug, marta, "campaigns.create", {
    ...{ clientCampaignId, name },
    draft: {
      audience: { kind: "segment", segmentId: clientSegmentId },
      ...{ numberIds: [numbers[0]?.id], variants: [{ templateId, values }], quiet: null },
    },
  });
  return clientCampaignId;
}

const launch = (page: Page) =>
  page
    .getByRole("button", { name: /^Enviar/ })
    .filter({ hasText: "USD" })
    .press("Enter");
const finished = (page: Page) =>
  expect(page.getByText(t("campaigns.state.finished"), { exact: true })).toBeVisible();
const failures = (page: Page) => page.getByRole("region", { name: t("campaigns.report.failures") });

/** The people of a report whom it did not reach, each with why. */
async function unreached(page: Page) {
  await page.getByRole("combobox", { name: t("campaigns.report.filter") }).press("Enter");
  await page.getByRole("option", { name: t("campaigns.report.filters.failed") }).press("Enter");
  return (name: string) => page.getByRole("row", { name: new RegExp(name) });
}

test("those whom it did not reach for a cause that passes are tried again from the report; the others stay out, and it says why", async ({
  office,
  visit,
}) => {
  const clinic = await office({ members: [{ name: "Marta", role: "marketer" }] });
  await hear(clinic, people);
  const campaignId = await write(clinic, "Turnos");
  const page = await visit(clinic, `/campaigns/${campaignId}?step=review`, { person: "Marta" });
  await launch(page);
  await finished(page);
  await expect(failures(page).getByRole("listitem")).toHaveCount(3);
  const row = await unreached(page);
  await expect(row("Beto Sosa")).toContainText(t("carrier.131042"));
  await expect(row("Caro Paz")).toContainText(t("carrier.131026"));
  await expect(row("Ana Ríos")).toHaveCount(0);
  await expect(failures(page).getByText(t("campaigns.report.retry.tomorrow"))).toBeVisible();
  expect(await barriers(page)).toEqual([]);

  await button(page, t("campaigns.report.retry.all", { count: 2 })).press("Enter");
  await expect(page.getByLabel(t("campaigns.name"))).toHaveValue(
    t("campaigns.report.retry.name", { name: "Turnos" }),
  );
  await expect(page.getByRole("radio", { name: t("campaigns.audience.failed") })).toBeChecked();
  await expect(page.getByText(t("campaigns.audience.upTo", { count: 2 }))).toBeVisible();
  const staying = page.getByRole("region", { name: t("campaigns.audience.stay") });
  await expect(staying.getByRole("listitem")).toHaveText([
    `${t("carrier.131026")}${t("campaigns.audience.stayCount", { count: 1 })}`,
  ]);
  expect(await barriers(page)).toEqual([]);

  // The day that the carrier asks for is not over for Dino.
  await next(page, "message");
  await next(page, "check");
  await next(page, "when");
  await next(page, "review");
  const samples = page.getByRole("region", { name: t("campaigns.review.samples") });
  await expect(samples).toContainText("Hola Beto, te recordamos tu turno del viernes 4");
  await expect(samples).toContainText(t("campaigns.review.sampleOf", { n: 1, total: 1 }));
  await launch(page);
  await finished(page);
  const again = await unreached(page);
  await expect(again("Beto Sosa")).toContainText(t("carrier.131042"));
  await expect(page.getByRole("row", { name: /Dino Rey|Caro Paz|Ana Ríos/ })).toHaveCount(0);
  expect((await clinic.campaign()).taken).toBe(1);

  // The two name each other.
  await page.getByRole("link", { name: "Turnos", exact: true }).press("Enter");
  await expect(failures(page).getByRole("listitem")).toHaveCount(3);
  await expect(
    page.getByRole("link", { name: t("campaigns.report.retry.name", { name: "Turnos" }) }),
  ).toBeVisible();
});
