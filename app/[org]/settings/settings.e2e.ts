import { barriers, expect, test } from "@/server/testing/browser-fixture";
import { desk } from "@/server/testing/desk";
import { words } from "@/server/testing/words";

const t = words("es");
const ines = { name: "Inés Prado", phone: "+54 9 11 5263 4401" };

test("a second number at a click: its badge in row and head, a filter, one contact with two conversations", async ({
  office,
  visit,
}) => {
  const clinic = await office();
  const page = await visit(clinic, "/settings/numbers");
  await page.getByRole("button", { name: t("numbers.add") }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel(t("numbers.field.name")).fill("Guardia");
  await dialog.getByTitle(t("numbers.color.rose")).click();
  await dialog.getByRole("button", { name: t("numbers.new.action") }).click();
  await expect(page.getByRole("link", { name: t("numbers.openOf", { name: "Guardia" }) })).toBeVisible();
  expect(await barriers(page)).toEqual([]);
  const { numbers } = await clinic.carrier.business(`org-${clinic.orgId}`);
  const guard = numbers.find((number) => number.id !== clinic.phoneId);
  const { bsuid } = await clinic.hears(ines, "A la clínica");
  await clinic.carrier.inbound(guard?.id ?? "", {
    customer: { bsuid },
    message: { type: "text", text: { body: "A la guardia" } },
  });
  await page.goto(`/${clinic.slug}/inbox`);
  const inbox = desk(page, t);
  await expect(inbox.row("A la guardia")).toContainText("Guardia");
  await expect(inbox.row("A la clínica")).toContainText(clinic.name);
  await inbox.row("A la guardia").click();
  await expect(page.getByRole("heading", { level: 2, name: ines.name })).toContainText("Guardia");
  await page.getByRole("button", { name: t("inbox.thread.panel") }).click();
  await expect(page.getByRole("complementary").getByRole("link", { name: /A la clínica/ })).toBeVisible();
  await page
    .getByRole("navigation", { name: t("inbox.queue.label") })
    .getByText("Guardia")
    .click();
  await expect(inbox.row("A la clínica")).toBeHidden();
  await expect(inbox.row("A la guardia")).toBeVisible();
});

test("a standard message is set, and says itself to who waits", async ({ office, visit }) => {
  const clinic = await office();
  const page = await visit(clinic, `/settings/numbers/${clinic.numberId}`);
  expect(await barriers(page)).toEqual([]);
  await page
    .getByRole("textbox", { name: t("numbers.standard.connected.label") })
    .fill("Ya te atiende alguien.");
  await page.getByRole("button", { name: t("common.action.save") }).click();
  await expect(page.getByText(t("settings.saved"))).toBeVisible();
  await clinic.hears(ines, "Hola");
  await page.goto(`/${clinic.slug}/inbox`);
  const inbox = desk(page, t);
  await inbox.row(ines.name).click();
  await expect(inbox.bubble("Ya te atiende alguien.")).toContainText(t("inbox.origin.automatic"));
});

test.describe("a real number", () => {
  test.use({ provoked: [/status of (4\d\d|502)/] });

  test("is refused in words, then connects, and waits for its first callback", async ({ office, visit }) => {
    const clinic = await office();
    const page = await visit(clinic, "/settings/numbers/connect");
    const business = await clinic.carrier.createBusiness({ name: "Clínica de verdad" });
    const number = await clinic.carrier.createNumber(business.id, { country: "AR" });
    const field = (name: "token" | "numberId" | "accountId" | "appId" | "appSecret") =>
      page.getByLabel(t(`numbers.form.${name}`), { exact: true });
    const submit = page.getByRole("button", { name: t("numbers.form.submit"), exact: true });
    await submit.click();
    await expect(page.getByText(t("common.field.required"))).toHaveCount(5);
    await page.getByLabel(t("numbers.field.name"), { exact: true }).fill("Ventas");
    await field("token").fill("EAAG-this-token-is-not-known-there");
    await field("numberId").fill(number.id);
    await field("accountId").fill(business.wabaId);
    await field("appId").fill(business.appId);
    await field("appSecret").fill(business.appSecret);
    await submit.click();
    await expect(page.getByText(t("numbers.form.badToken"))).toBeVisible();
    expect(await barriers(page)).toEqual([]);
    await field("token").fill(business.accessToken);
    await submit.click();
    await expect(page.getByText(t("numbers.wait.waiting"))).toBeVisible();
    await expect(page.getByText(t("numbers.link.callback.ok"))).toBeVisible();
    await expect(page.getByText(t("numbers.link.subscribed.ok"))).toBeVisible();
    await clinic.carrier.inbound(number.id, {
      customer: ines,
      message: { type: "text", text: { body: "¿Me leen?" } },
    });
    await expect(page.getByRole("heading", { name: t("numbers.wait.done") })).toBeVisible();
    await page.getByRole("link", { name: t("numbers.wait.inbox") }).click();
    await expect(desk(page, t).row("¿Me leen?")).toContainText("Ventas");
  });
});

test("every page of the settings is open to everybody", async ({ office, visit }) => {
  const clinic = await office();
  const page = await visit(clinic, "/settings/organization");
  for (const area of ["organization", "members", "teams", "audit", "parked", "account"] as const) {
    await page.goto(`/${clinic.slug}/settings/${area}`);
    await expect(page.getByRole("heading", { level: 1, name: t(`settings.nav.${area}`) })).toBeVisible();
    expect(await barriers(page), area).toEqual([]);
  }
});

test("a phone shows what each member may do and carry, and the whole line of the audit", async ({
  office,
  visit,
}) => {
  const clinic = await office({ members: [{ name: "Bruno", role: "agent" }] });
  const page = await visit(clinic, "/settings/members", { viewport: { width: 390, height: 844 } });
  for (const control of [
    page.getByLabel(t("settings.members.roleOf", { name: "Bruno" })),
    page.getByLabel(t("settings.members.limitOf", { name: "Bruno" })),
    page.getByRole("button", { name: t("settings.members.remove", { name: "Bruno" }) }),
  ])
    await expect(control).toBeInViewport({ ratio: 1 });
  expect(await barriers(page)).toEqual([]);
  await page.goto(`/${clinic.slug}/settings/audit`);
  const line = page.getByRole("row").nth(1);
  await expect(line).toBeVisible();
  await expect(line).toBeInViewport({ ratio: 1 });
});
