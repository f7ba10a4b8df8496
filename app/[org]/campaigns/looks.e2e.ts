import { randomUUID } from "node:crypto";
import type { Page } from "@playwright/test";
import { expect, test } from "@/server/testing/browser-fixture";
import { askAs, callAs, type Office } from "@/server/testing/office";
import { hear } from "@/server/testing/wizard";
import { words } from "@/server/testing/words";

/* What people call things has no spaces and no end: nothing of a campaign is cut off by it, nor by a small phone. */

const t = words("es");
const endless = "recordatorio_de_vencimiento_de_cuotas_para_socios_con_atraso";
const small = { viewport: { width: 360, height: 640 } };

interface Options {
  numbers: { id: string; connectionId: string }[];
  templates: { id: string; name: string; status: string }[];
}

/** A campaign to two people with two texts, of which one has a name without end; dear enough for a second person. */
async function drawUp(clinic: Office): Promise<string> {
  const [olga, marta] = [clinic.person("Olga"), clinic.person("Marta")];
  const options = () => askAs<Options>(clinic.slug, marta, "campaigns.options");
  const {
    numbers: [number],
    templates: [other],
  } = await options();
  const url = "https://pagos.cooperativa-prueba.example/cuotas/vencidas/pagar-ahora?origen=whatsapp";
  await callAs(clinic.slug, marta, "templates.create", {
    clientTemplateId: randomUUID(),
    connectionId: number?.connectionId,
    draft: {
      ...{ name: endless, language: "es_AR", category: "UTILITY", footer: "", headerFile: null },
      ...{ headerKind: "none", header: "", examples: {} },
      body: "Hola, tu cuota vence el viernes.\nPodés pagarla sin recargo hasta esa fecha.\nGracias.",
      buttons: [{ type: "url", text: "Pagar ahora", url, example: "", measured: true }],
    },
  });
  const approved = async () => (await options()).templates.find(({ name }) => name === endless);
  await expect.poll(async () => (await approved())?.status).toBe("APPROVED");
  const clientSegmentId = randomUUID();
  const everybody = { match: "all", conditions: [{ kind: "country", is: "one-of", countries: ["AR"] }] };
  const segment = { clientSegmentId, name: endless.replaceAll("_", ""), definition: everybody };
  await callAs(clinic.slug, marta, "segments.create", segment);
  await callAs(clinic.slug, olga, "campaigns.setApproval", { micros: "10000" });
  const clientCampaignId = randomUUID();
  const text = (key: string) => [key, { from: "text", text: "viernes 4 de diciembre" }];
  const values = Object.fromEntries(["1", "2", "3"].map(text));
  await callAs(clinic.slug, marta, "campaigns.create", {
    clientCampaignId,
    name: endless,
    draft: {
      audience: { kind: "segment", segmentId: clientSegmentId },
      numberIds: [number?.id],
      variants: [{ templateId: (await approved())?.id }, { templateId: other?.id, values }],
      quiet: null,
      budgetMicros: "50000000",
    },
  });
  return clientCampaignId;
}

/** What stands beyond the right edge of the page and in nothing that scrolls by itself. */
async function fits(page: Page, name: string): Promise<void> {
  await expect(page.locator("[aria-busy=true]")).toHaveCount(0);
  const beyond = () =>
    page.evaluate(() => {
      const edge = window.innerWidth + 1;
      const kept = (element: Element): boolean => {
        const around = element.parentElement;
        if (!around) return false;
        const clips = getComputedStyle(around).overflowX !== "visible";
        return (clips && around.getBoundingClientRect().right <= edge && !isPage(around)) || kept(around);
      };
      const isPage = (element: Element) => element.querySelector("h1") !== null;
      return [...document.querySelectorAll("main *")]
        .filter((one) => one.getBoundingClientRect().width > 0)
        .filter((one) => one.getBoundingClientRect().right > edge && !kept(one))
        .map((one) => one.outerHTML.slice(0, 120));
    });
  await expect.poll(beyond, name).toEqual([]);
}

test("on a small phone nothing of a campaign is cut off by what things are called", async ({
  office,
  visit,
}) => {
  const clinic = await office({ members: [{ name: "Marta", role: "marketer" }] });
  await hear(clinic);
  const path = `/campaigns/${await drawUp(clinic)}`;
  const page = await visit(clinic, path, { person: "Marta", ...small });
  const steps = page.getByRole("navigation", { name: t("campaigns.steps") });
  for (const step of ["audience", "message", "check", "when", "review"] as const) {
    await page.goto(`/${clinic.slug}${path}?step=${step}`);
    await expect(steps.locator("[aria-current]")).toBeInViewport({ ratio: 0.95 });
    if (step === "review") await expect(page.getByText(t("campaigns.review.whole"))).toBeVisible();
    await fits(page, step);
  }
  const launch = page.getByRole("button", { name: /^Pedir/ });
  await launch.click();
  await expect(page.getByText(t("campaigns.state.approval"), { exact: true })).toBeVisible();
  await fits(page, "approval");

  // Who approves is on the way, and the bar has no room for every place.
  const olga = await visit(clinic, "/inbox", small);
  await olga.getByRole("button", { name: t("common.member.menu", { name: "Olga" }) }).click();
  const more = olga.getByRole("navigation", { name: t("common.nav.more") });
  await more.getByRole("link", { name: t("common.nav.campaigns") }).click();
  await olga.getByRole("link", { name: endless }).click();
  await olga.getByRole("button", { name: t("campaigns.act.approve") }).click();
  await olga
    .getByRole("dialog")
    .getByRole("button", { name: t("campaigns.act.approve") })
    .click();
  await expect(olga.getByText(t("campaigns.state.finished"), { exact: true })).toBeVisible();
  await expect(olga.getByRole("region", { name: t("campaigns.report.links") })).toBeVisible();
  await fits(olga, "report");
  await olga.goto(`/${clinic.slug}/campaigns`);
  await expect(olga.getByRole("link", { name: endless })).toBeVisible();
  await fits(olga, "list");
  await olga.goto(`/${clinic.slug}/templates/${endless}`);
  await expect(olga.getByRole("heading", { level: 1 })).toContainText(endless);
  await fits(olga, "template");
});
