import type { Page } from "@playwright/test";
import { barriers, expect, test } from "@/server/testing/browser-fixture";
import { desk } from "@/server/testing/desk";
import { callAs, type Office } from "@/server/testing/office";
import { words } from "@/server/testing/words";

const t = words("es");
const debtor = { name: "Dora Deuda", phone: "+54 9 11 5263 4411" };
const known = { name: "Coco Conocido", phone: "+54 9 11 5263 4412" };
const stranger = { name: "Nina Nueva", phone: "+54 9 11 5263 4413" };
const overdue = "Días de atraso";

const staff = {
  members: [
    { name: "Sofía", role: "supervisor" as const },
    { name: "Caro", role: "agent" as const },
    { name: "Lucas", role: "agent" as const },
  ],
};
const is = (office: Office, name: string, presence: "online" | "away") =>
  callAs(office.slug, office.person(name), "organizations.setPresence", { presence });

async function choose(page: Page, name: string, option: string, nth = 0): Promise<void> {
  await page.getByRole("combobox", { name, exact: true }).nth(nth).click();
  await page.getByRole("option", { name: option, exact: true }).click();
}

/** A rule as a supervisor writes it: a name, one condition, and to whom it goes. */
async function addRule(page: Page, name: string, condition: () => Promise<void>, target: string) {
  await page.getByRole("button", { name: t("routing.add") }).click();
  await page.getByLabel(t("routing.field.name"), { exact: true }).fill(name);
  await page.getByRole("button", { name: t("routing.addCondition") }).click();
  await condition();
  await choose(page, t("routing.field.target"), target);
}

test("overdue to collections, else the last agent of this week, else everybody: three customers land so, each with its why", async ({
  office,
  visit,
}) => {
  const clinic = await office(staff);
  const olga = clinic.person("Olga");
  await callAs(clinic.slug, olga, "organizations.createTeam", { name: "Cobranzas" });
  for (const name of ["Olga", "Sofía", "Caro"]) await is(clinic, name, "away");

  const page = await visit(clinic, "/settings/teams", { person: "Sofía" });
  await page.getByRole("button", { name: t("settings.teams.editOf", { name: "Cobranzas" }) }).click();
  await page.getByRole("dialog").getByText("Caro").click();
  await page
    .getByRole("dialog")
    .getByRole("button", { name: t("common.action.save") })
    .click();
  await page.goto(`/${clinic.slug}/settings/routing`);
  await page.getByRole("button", { name: t("routing.attributes.create") }).click();
  await page.getByLabel(t("routing.attributes.name"), { exact: true }).fill(overdue);
  await page.getByRole("button", { name: t("common.action.save") }).click();
  await expect(page.getByText(`${overdue} · ${t("routing.attributes.type.number")}`)).toBeVisible();

  await clinic.hears(debtor, "Hola, soy Dora");
  await clinic.hears(known, "Hola, soy Coco");
  const lucas = await visit(clinic, "/inbox", { person: "Lucas" });
  const inbox = desk(lucas, t);
  await inbox.row(debtor.name).click();
  await lucas.getByRole("button", { name: t("inbox.thread.panel") }).click();
  await lucas.getByRole("button", { name: t("profile.edit", { name: overdue }) }).click();
  await lucas.getByLabel(overdue, { exact: true }).fill("45");
  await lucas.getByLabel(overdue, { exact: true }).press("Enter");
  await lucas.getByRole("button", { name: t("inbox.thread.close") }).click();
  await inbox.row(known.name).click();
  await inbox.reply(known.name, "Listo, Coco");
  await expect(inbox.bubble("Listo, Coco")).toBeVisible();
  await lucas.getByRole("button", { name: t("inbox.thread.close") }).click();
  await expect(lucas.getByText(t("inbox.composer.closed"))).toBeVisible();

  await page.reload();
  await addRule(
    page,
    "Deudas",
    async () => {
      await page.getByLabel(t("routing.field.value")).fill("30");
    },
    t("routing.to.team", { name: "Cobranzas" }),
  );
  await addRule(
    page,
    "Conocidos",
    () => choose(page, t("routing.field.condition"), t("routing.kind.last-agent")),
    t("routing.to.last-agent"),
  );
  await choose(page, t("routing.field.target"), t("routing.to.anyone"), -1);
  await expect(page.getByRole("button", { name: new RegExp(debtor.name) })).toContainText(
    "Deudas → Equipo Cobranzas",
  );
  await page.getByRole("button", { name: t("routing.whatIf.compare") }).click();
  await expect(page.getByRole("columnheader", { name: t("routing.whatIf.draft") })).toBeVisible();
  await expect(page.getByRole("row", { name: /^Lucas/ })).toContainText("2");
  expect(await barriers(page)).toEqual([]);
  await page.getByRole("button", { name: t("common.action.save"), exact: true }).click();
  await expect(page.getByText(t("routing.savedAs", { version: 1 }))).toBeVisible();

  for (const name of ["Sofía", "Caro"]) await is(clinic, name, "online");
  await page.goto(`/${clinic.slug}/inbox`);
  const all = desk(page, t);
  const lands = async (customer: typeof known, said: string, holder: string, why: string) => {
    await clinic.hears(customer, said);
    await all.row(said).click();
    await expect(all.holder(holder)).toBeVisible();
    await page.getByRole("button", { name: why, exact: true }).click();
    return expect(page.getByRole("dialog"));
  };
  const byDebt = await lands(debtor, "Quiero pagar", "Caro", "Deudas");
  await byDebt.toContainText(t("inbox.why.ruleText", { name: "Deudas", load: 0, limit: 20 }));
  // Who leads sees the others, too: who was not in the team, and that the first rule spoke.
  await byDebt.toContainText(t("inbox.whyNot.outcome.spoke"));
  await byDebt.toContainText(`Lucas${t("inbox.whyNot.place.elsewhere")}`);
  await expect(page.getByRole("dialog")).toContainText(`Caro0/20 · ${t("inbox.whyNot.place.winner")}`);
  await page.keyboard.press("Escape");
  const byAcquaintance = await lands(known, "Soy yo otra vez", "Lucas", "Conocidos");
  await byAcquaintance.toContainText(t("inbox.why.ruleOneText", { name: "Conocidos" }));
  await page.keyboard.press("Escape");
  const byLoad = await lands(stranger, "Primera vez", "Sofía", t("inbox.why.lowestLoad"));
  await byLoad.toContainText(t("inbox.why.lowestLoadText", { load: 0, limit: 20 }));
});

test("rules move by keyboard, an earlier version comes back, and agents have no such page", async ({
  office,
  visit,
}) => {
  const clinic = await office(staff);
  const page = await visit(clinic, "/settings/routing", { person: "Sofía" });
  for (const _ of [1, 2]) await page.getByRole("button", { name: t("routing.add") }).click();
  const save = page.getByRole("button", { name: t("common.action.save"), exact: true });
  await save.click();
  await expect(page.getByText(t("routing.savedAs", { version: 1 }))).toBeVisible();
  const names = page.getByRole("list").getByRole("button", { expanded: undefined, name: /^Regla \d/ });
  await page.getByRole("button", { name: t("routing.move", { name: "Regla 2" }) }).press("ArrowUp");
  await expect(names.first()).toContainText("Regla 2");
  await page.getByLabel(t("routing.note")).fill("Primero la segunda");
  await save.click();
  await expect(page.getByText(t("routing.savedAs", { version: 2 }))).toBeVisible();
  await page.getByRole("button", { name: t("routing.versions.open") }).click();
  await expect(page.getByText("Primero la segunda")).toBeVisible();
  await page.getByRole("button", { name: new RegExp(t("routing.versions.version", { version: 1 })) }).click();
  await page.getByRole("button", { name: t("routing.versions.take") }).click();
  await expect(names.first()).toContainText("Regla 1");
  await save.click();
  await expect(page.getByText(t("routing.savedAs", { version: 3 }))).toBeVisible();

  const agents = await visit(clinic, "/settings/account", { person: "Lucas" });
  await expect(agents.getByRole("link", { name: t("settings.nav.account") })).toBeVisible();
  await expect(agents.getByRole("link", { name: t("settings.nav.routing") })).toHaveCount(0);
});
