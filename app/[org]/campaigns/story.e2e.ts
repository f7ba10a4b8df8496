import { randomUUID } from "node:crypto";
import { expect, test } from "@/server/testing/browser-fixture";
import { desk } from "@/server/testing/desk";
import { askAs, callAs } from "@/server/testing/office";
import { words } from "@/server/testing/words";

/*
 * The brochure's story. A thousand owe; while the reminder goes out, 37 of them pay at the bank. Nobody who was read as paid is written to,
 * an answer reaches the collections team with what was said and what is owed in view, and a promise to pay is a result.
 */

const t = words("es");
const [debtors, payers] = [1_000, 37];

interface Options {
  templates: { id: string; name: string }[];
  numbers: { id: string }[];
  segments: { id: string; name: string }[];
  teams: { id: string; name: string }[];
  closeReasons: { id: string; name: string }[];
  objects: { key: string; plural: string }[];
}

test("who pays while it goes out gets no reminder; who answers finds the team, and a promise counts", async ({
  office,
  visit,
}) => {
  const clinic = await office({ bank: true, debtors, members: [{ name: "Marta", role: "marketer" }] });
  const [olga, marta] = [clinic.person("Olga"), clinic.person("Marta")];
  await callAs(clinic.slug, olga, "organizations.createTeam", { name: "Cobranzas" });
  await callAs(clinic.slug, olga, "conversations.createCloseReason", { name: "Promesa de pago" });
  const everybody = { match: "all", conditions: [{ kind: "country", is: "one-of", countries: ["AR"] }] };
  const clientSegmentId = randomUUID();
  await callAs(clinic.slug, marta, "segments.create", {
    clientSegmentId,
    name: "Socios",
    definition: everybody,
  });
  const has = await askAs<Options>(clinic.slug, marta, "campaigns.options");
  const named = <T extends { name: string }>(list: T[], name: string) =>
    list.find((one) => one.name === name);
  const typeKey = has.objects[0]?.key ?? "";
  const owed = { from: "object", typeKey, column: "debt", take: "sum", by: null, fallback: null };
  const owes = {
    kind: "object",
    typeKey,
    where: [{ key: "debt", type: "money", test: { is: "more", value: 0 } }],
  };
  const clientCampaignId = randomUUID();
  const created = {
    clientCampaignId,
    name: "Recordatorio de deuda",
    draft: {
      audience: { kind: "segment", segmentId: clientSegmentId },
      numberIds: [has.numbers[0]?.id],
      variants: [
        {
          templateId: named(has.templates, "acuerdo_de_pago")?.id,
          values: {
            "1": { from: "name", part: "first", fallback: null },
            "2": owed,
            "3": { ...owed, column: "product", take: "first" },
          },
        },
      ],
      check: {
        condition: { match: "all", conditions: [{ ...owes, objects: { is: "any" } }] },
        seconds: 20,
        words: "Pagó",
      },
      quiet: null,
      budgetMicros: "50000000",
      teamId: named(has.teams, "Cobranzas")?.id,
      conversion: { kind: "close-reason", closeReasonId: named(has.closeReasons, "Promesa de pago")?.id },
    },
  };
  await callAs(clinic.slug, marta, "campaigns.create", created);

  const page = await visit(clinic, `/campaigns/${clientCampaignId}?step=review`, { person: "Marta" });
  const samples = page.getByRole("region", { name: t("campaigns.review.samples") });
  await expect(samples).toContainText(
    /Hola [A-Z]+, podés pagar en cuotas tu deuda de \$\s[\d.]+,\d\d de Prestamo Personal/,
  );
  await page
    .getByRole("button", { name: /^Enviar/ })
    .filter({ hasText: "USD" })
    .click();

  // It goes out; those who come last pay.
  await expect.poll(async () => (await clinic.campaign()).handed).toBeGreaterThan(60);
  const { late } = await clinic.campaign(payers);
  expect(late).toHaveLength(payers);
  for (const taxId of late) await clinic.bank("paid", { taxId, productId: `L${taxId}` });

  await expect(page.getByText(t("campaigns.state.finished"), { exact: true })).toBeVisible({
    timeout: 180_000,
  });
  await expect.poll(async () => (await clinic.campaign()).delivered).toBe(debtors - payers);
  const facts = await clinic.campaign();
  expect(facts).toMatchObject({
    handed: 963,
    noLonger: payers,
    taken: 963,
    people: 963,
    spentMicros: "25038000",
  });
  const funnel = page.getByRole("region", { name: t("campaigns.report.funnel") });
  await expect(funnel).toContainText("963");
  await page.getByRole("combobox", { name: t("campaigns.report.filter") }).click();
  await page.getByRole("option", { name: t("campaigns.report.filters.skipped") }).click();
  await expect(page.getByRole("row", { name: /Pagó/ })).toHaveCount(payers);
  await expect(page.getByRole("row", { name: /Pagó/ }).first()).toContainText(/Pagó a las \d{1,2}:\d\d/);

  // The first debtor answers.
  await clinic.hears({ name: "Ana Gomez", phone: "+5491170000000" }, "Pago el viernes");
  const view = await visit(clinic, "/inbox", { viewport: { width: 1680, height: 900 } });
  const inbox = desk(view, t);
  await inbox.row("ANA GOMEZ").first().click();
  await expect(inbox.bubble("Pago el viernes")).toBeVisible();
  await expect(inbox.bubble(/Hola ANA, podés pagar en cuotas/)).toContainText("Recordatorio de deuda");
  await view.getByRole("button", { name: t("inbox.thread.panel") }).click();
  const panel = view.getByRole("complementary", { name: t("inbox.thread.panel") });
  await expect(panel.getByText("Prestamo Personal", { exact: true })).toBeVisible();
  await expect(panel.getByText(/ARS\s1\.000,00/)).toBeVisible();
  await expect.poll(async () => (await clinic.campaign()).team).toBe("Cobranzas");

  // They promise to pay, and whoever heard it closes with that.
  const conversationIds = [new URL(view.url()).pathname.split("/").at(-1)];
  const reasonId = named(has.closeReasons, "Promesa de pago")?.id;
  await callAs(clinic.slug, olga, "conversations.close", { conversationIds, reasonId });
  await expect.poll(() => clinic.campaign()).toMatchObject({ replied: 1, converted: 1 });
  const step = (name: "replied" | "converted") =>
    funnel
      .getByText(t(`campaigns.report.step.${name}`), { exact: true })
      .locator("xpath=following-sibling::dd");
  await expect(step("replied")).toContainText("1");
  await expect(step("converted")).toContainText("1");
});
