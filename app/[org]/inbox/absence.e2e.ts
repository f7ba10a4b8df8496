import { expect, test } from "@/server/testing/browser-fixture";
import { desk } from "@/server/testing/desk";
import { callAs } from "@/server/testing/office";
import { words } from "@/server/testing/words";

const t = words("es");
const customers = [
  { name: "Inés Prado", phone: "+54 9 11 5263 4411" },
  { name: "Bruno Paz", phone: "+54 9 11 5263 4412" },
  { name: "Carla Ríos", phone: "+54 9 11 5263 4413" },
];

test("an agent closes the laptop with three open threads: all are answered by others before their windows end", async ({
  office,
  visit,
}) => {
  const clinic = await office({
    members: [
      { name: "Ana", role: "agent" },
      { name: "Berta", role: "agent" },
    ],
  });
  const is = (name: string, presence: string) =>
    callAs(clinic.slug, clinic.person(name), "organizations.setPresence", { presence });
  await is("Olga", "offline");
  await is("Berta", "away");
  await callAs(clinic.slug, clinic.person("Berta"), "organizations.setPreferences", { foldEvents: false });
  const ana = await visit(clinic, "/inbox", { person: "Ana" });
  for (const customer of customers) await clinic.hears(customer, `Soy ${customer.name}`);
  for (const { name } of customers) await expect(desk(ana, t).row(name)).toBeVisible();
  await ana.close();

  await is("Berta", "online");
  const berta = await visit(clinic, "/inbox", { person: "Berta" });
  await clinic.silence("Ana", 10);
  await clinic.later(0.2);
  const hers = desk(berta, t);
  for (const { name } of customers) {
    await hers.row(name).click();
    await expect(hers.holder("Berta")).toBeVisible();
    await expect(
      hers.thread.getByText(t("inbox.event.returned", { name: "Ana", reason: "gone" })),
    ).toBeVisible();
    await hers.reply(name, `Hola ${name}, soy Berta`);
    await expect(hers.bubble(`Hola ${name}, soy Berta`)).toBeVisible();
  }
  await clinic.later(30);
  await berta.reload();
  for (const { name } of customers) await expect(hers.row(name)).toBeVisible();
  await expect(berta.getByText(t("inbox.section.expired"))).toHaveCount(0);
});

test("who leaves says why, and comes back when they say so", async ({ office, visit }) => {
  const clinic = await office();
  await callAs(clinic.slug, clinic.person("Olga"), "organizations.presence.createReason", {
    name: "Almuerzo",
    presence: "away",
  });
  const olga = await visit(clinic, "/inbox");
  const me = olga.getByRole("button", { name: t("common.member.menu", { name: "Olga" }) }).first();
  await me.click();
  await olga.getByRole("button", { name: "Almuerzo" }).click();
  await expect(olga.getByRole("button", { name: "Almuerzo", pressed: true })).toBeVisible();
  await expect(me.getByRole("img", { name: t("common.presence.away") })).toBeVisible();
  await olga.getByText(t("common.presence.onlineHint")).click();
  await expect(me.getByRole("img", { name: t("common.presence.online") })).toBeVisible();
});
