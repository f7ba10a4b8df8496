import { expect, test } from "@/server/testing/browser-fixture";
import { desk } from "@/server/testing/desk";
import { callAs } from "@/server/testing/office";
import { words } from "@/server/testing/words";

const t = words("es");
const customers = [
  { name: "Inés Prado", phone: "+54 9 11 5263 4431" },
  { name: "Bruno Paz", phone: "+54 9 11 5263 4432" },
];

test("when a shift is over everything is handed over at once, with a word in each thread", async ({
  office,
  visit,
}) => {
  const clinic = await office({ members: [{ name: "Ana", role: "agent" }] });
  await callAs(clinic.slug, clinic.person("Olga"), "organizations.setPresence", { presence: "offline" });
  for (const customer of customers) await clinic.hears(customer, `Soy ${customer.name}`);
  const ana = await visit(clinic, "/inbox", { person: "Ana" });
  for (const { name } of customers) await expect(desk(ana, t).row(name)).toBeVisible();

  // No day of the week is hers: her shift is over whenever the test runs.
  await callAs(clinic.slug, clinic.person("Olga"), "organizations.presence.setShift", {
    memberId: clinic.person("Ana").memberId,
    shift: { timeZone: "UTC", week: {}, holidays: [] },
  });
  await ana.reload();
  await expect(ana.getByText(t("work.shift.over", { count: 2 }))).toBeVisible();
  await ana.getByRole("button", { name: t("work.shift.handOver") }).click();
  const dialog = ana.getByRole("dialog", { name: t("work.shift.title", { count: 2 }) });
  await dialog.getByRole("radio", { name: /Olga/ }).check();
  await dialog.getByRole("textbox", { name: t("work.transfer.note") }).fill("Siguen mañana");
  await dialog.getByRole("textbox", { name: t("work.transfer.note") }).press("Control+Enter");
  await expect(dialog).toHaveCount(0);
  await expect(ana.getByText(t("work.shift.over", { count: 2 }))).toHaveCount(0);

  const olga = await visit(clinic, "/inbox");
  for (const { name } of customers) {
    await desk(olga, t).row(name).click();
    await expect(desk(olga, t).holder("Olga")).toBeVisible();
    await expect(desk(olga, t).bubble("Siguen mañana")).toBeVisible();
  }
});
