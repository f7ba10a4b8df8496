import { randomUUID } from "node:crypto";
import type { Page } from "@playwright/test";
import { barriers, expect, test } from "@/server/testing/browser-fixture";
import { followMail } from "@/server/testing/mail-page";
import { words } from "@/server/testing/words";

const t = words("es");
const password = "una frase de cuatro palabras";
const field = (page: Page, name: "email" | "password" | "name" | "organization") =>
  page.getByLabel(t(`auth.field.${name}`), { exact: true });

test("signing up asks for what is missing, and the link in the mail works once", async ({ page }) => {
  const email = `ana-${randomUUID().slice(0, 8)}@example.com`;
  await page.goto("/sign-up");
  expect(await barriers(page)).toEqual([]);
  await page.getByRole("button", { name: t("auth.signUp.submit") }).click();
  await expect(page.getByText(t("common.field.required"))).toHaveCount(2);
  await expect(page.getByText(t("common.field.short", { min: 12 }))).toBeVisible();
  await expect(field(page, "organization")).toBeFocused();
  await field(page, "organization").fill("Café Ñandú");
  await expect(page.getByText(/cafe-nandu/)).toBeVisible();
  await field(page, "name").fill("Ana");
  await field(page, "email").fill(email);
  await field(page, "password").fill(password);
  await page.getByRole("button", { name: t("auth.signUp.submit") }).click();
  await expect(page.getByRole("heading", { name: t("auth.checkMail.title") })).toBeVisible();
  const action = t("mail.signUp.action", { organization: "Café Ñandú" });
  const confirming = await followMail(page, email, action);
  expect(await barriers(confirming)).toEqual([]);
  await confirming
    .getByRole("button", { name: t("auth.link.create", { organization: "Café Ñandú" }) })
    .click();
  await confirming.waitForURL(/\/cafe-nandu[\w-]*\/inbox$/);
  const again = await followMail(page, email, action);
  await expect(again.getByRole("heading", { name: t("auth.link.goneTitle") })).toBeVisible();
});

test.describe("a wrong password", () => {
  test.use({ provoked: [/status of 401/] });

  test("says the same for a known and an unknown address", async ({ page, office }) => {
    const clinic = await office();
    await page.goto("/sign-in");
    expect(await barriers(page)).toEqual([]);
    for (const email of [clinic.person("Olga").email, "nadie@example.com"]) {
      await field(page, "email").fill(email);
      await field(page, "password").fill("no es la frase de ella");
      await page.getByRole("button", { name: t("auth.signIn.submit"), exact: true }).click();
      await expect(page.getByText(t("auth.signIn.refused"))).toBeVisible();
      await page.reload();
    }
    await field(page, "email").fill(clinic.person("Olga").email);
    await field(page, "password").fill(clinic.password);
    await page.getByRole("button", { name: t("auth.signIn.submit"), exact: true }).click();
    await page.waitForURL(`/${clinic.slug}/inbox`);
  });
});

test("a link signs in once, and leads to where one was headed", async ({ page, office }) => {
  const clinic = await office();
  const { email } = clinic.person("Olga");
  await page.goto("/sign-in/link");
  expect(await barriers(page)).toEqual([]);
  await field(page, "email").fill(email);
  await page.getByRole("button", { name: t("auth.magic.submit") }).click();
  await expect(page.getByRole("heading", { name: t("auth.magic.sentTitle") })).toBeVisible();
  const entering = await followMail(page, email, t("mail.signIn.action"));
  await entering.getByRole("button", { name: t("auth.signIn.submit"), exact: true }).click();
  await entering.waitForURL(`/${clinic.slug}/inbox`);
  const again = await followMail(page, email, t("mail.signIn.action"));
  await expect(again.getByRole("heading", { name: t("auth.link.goneTitle") })).toBeVisible();
});

test("who is not signed in signs in first, and goes on", async ({ page, office }) => {
  const clinic = await office();
  await page.goto(`/${clinic.slug}/costs`);
  await expect(page).toHaveURL(/\/sign-in\?next=/);
  await field(page, "email").fill(clinic.person("Olga").email);
  await field(page, "password").fill(clinic.password);
  await page.getByRole("button", { name: t("auth.signIn.submit"), exact: true }).click();
  await page.waitForURL(new RegExp(`/${clinic.slug}/`));
});

test.describe("rights", () => {
  test.use({ provoked: [/status of 40[134]/] });

  test("signing out everywhere ends the other browser's session at once", async ({ office, visit }) => {
    const clinic = await office();
    const [here, there] = [await visit(clinic, "/settings/account"), await visit(clinic, "/inbox")];
    await expect(there.getByRole("heading", { name: t("inbox.queue.all") })).toBeVisible();
    await here.getByRole("button", { name: t("settings.account.everywhere") }).click();
    await here.waitForURL(/\/sign-in/);
    await there.goto(`/${clinic.slug}/inbox`);
    await expect(there).toHaveURL(/\/sign-in/);
  });

  test("a changed role and a removal act at once", async ({ office, visit }) => {
    const clinic = await office({ members: [{ name: "Bruno", role: "supervisor" }] });
    const olga = await visit(clinic, "/settings/members");
    const bruno = await visit(clinic, "/costs", { person: "Bruno" });
    await expect(bruno.getByRole("heading", { name: t("costs.title"), level: 1 })).toBeVisible();
    await olga.getByRole("combobox", { name: t("settings.members.roleOf", { name: "Bruno" }) }).click();
    await olga.getByRole("option", { name: t("roles.agent.name"), exact: true }).click();
    await expect(
      olga.getByRole("combobox", { name: t("settings.members.roleOf", { name: "Bruno" }) }),
    ).toHaveText(t("roles.agent.name"));
    await expect(olga.getByText(t("settings.saved"))).toBeVisible();
    await bruno.reload();
    await expect(bruno.getByText(t("errors.notFound.title"))).toBeVisible();
    await bruno.goto(`/${clinic.slug}/inbox`);
    await expect(bruno.getByRole("link", { name: t("common.nav.inbox") })).toBeVisible();
    await expect(bruno.getByRole("link", { name: t("common.nav.costs") })).toHaveCount(0);
    await olga.getByRole("button", { name: t("settings.members.remove", { name: "Bruno" }) }).click();
    await olga
      .getByRole("dialog")
      .getByRole("button", { name: t("common.action.remove") })
      .click();
    await expect(olga.getByRole("dialog")).toHaveCount(0);
    await expect(
      olga.getByRole("combobox", { name: t("settings.members.roleOf", { name: "Bruno" }) }),
    ).toHaveCount(0);
    await bruno.goto(`/${clinic.slug}/inbox`);
    await expect(bruno.getByText(t("errors.notFound.title"))).toBeVisible();
  });
});

test("an invitation is taken once, in the role that was offered", async ({ office, visit, another }) => {
  const clinic = await office();
  const email = `bea-${randomUUID().slice(0, 8)}@example.com`;
  const olga = await visit(clinic, "/settings/members");
  await olga.getByRole("button", { name: t("settings.members.invite"), exact: true }).click();
  await olga.getByRole("dialog").getByLabel(t("settings.members.email")).fill(email);
  await olga.getByRole("button", { name: t("settings.members.send") }).click();
  await expect(olga.getByText(email, { exact: true })).toBeVisible();
  const guest = await another();
  const joining = await followMail(guest, email, t("mail.invitation.action"));
  expect(await barriers(joining)).toEqual([]);
  await field(joining, "name").fill("Bea");
  await field(joining, "password").fill(password);
  await joining
    .getByRole("button", { name: t("auth.invitation.accept", { organization: clinic.name }) })
    .click();
  await joining.waitForURL(`/${clinic.slug}/inbox`);
  await olga.reload();
  await expect(
    olga.getByRole("combobox", { name: t("settings.members.roleOf", { name: "Bea" }) }),
  ).toHaveText(t("roles.agent.name"));
  const again = await followMail(guest, email, t("mail.invitation.action"));
  await expect(again.getByRole("heading", { name: t("auth.invitation.goneTitle") })).toBeVisible();
});
