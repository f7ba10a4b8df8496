import { barriers, expect, test } from "@/server/testing/browser-fixture";
import { desk } from "@/server/testing/desk";
import { phone } from "@/server/testing/phone";
import { words } from "@/server/testing/words";

const t = words("es");

test("somebody invented, without a phone, chats from the phone on screen", async ({ office, visit }) => {
  const clinic = await office();
  const page = await visit(clinic, "/sandbox");
  const customer = phone(page, t);
  expect(await barriers(page)).toEqual([]);
  await page.getByRole("button", { name: t("sandbox.people.new") }).click();
  await page.getByRole("tab", { name: t("sandbox.people.invent") }).click();
  const name = page.getByLabel(t("sandbox.person.name"), { exact: true });
  // Somebody is made up at first, with or without a phone.
  await expect(name).not.toHaveValue("");
  await name.fill("Nadia Secreta");
  await page.getByRole("switch", { name: t("sandbox.person.showsPhone") }).setChecked(false);
  await page.getByLabel(t("sandbox.person.username"), { exact: true }).fill("nadia.s");
  expect(await barriers(page)).toEqual([]);
  await page.getByRole("button", { name: t("sandbox.person.start") }).click();
  await customer.say("Hola, ¿me ven?");
  await expect(customer.bubble("Hola, ¿me ven?")).toBeVisible();
  await page.goto(`/${clinic.slug}/inbox`);
  const inbox = desk(page, t);
  await inbox.row("Nadia Secreta").click();
  await expect(inbox.bubble("Hola, ¿me ven?")).toBeVisible();
  await page.getByRole("button", { name: t("inbox.thread.panel") }).click();
  await expect(page.getByText(t("inbox.contact.noPhone"))).toBeVisible();
});
