import { randomUUID } from "node:crypto";
import type { Page } from "@playwright/test";
import { expect, test } from "@/server/testing/browser-fixture";
import { desk } from "@/server/testing/desk";
import { followMail } from "@/server/testing/mail-page";
import { phone } from "@/server/testing/phone";
import { words } from "@/server/testing/words";

/*
 * What a new user does first, in twelve steps: two organizations, the agent and the customer's phone side by side.
 * `npm run tour -- --pictures` keeps the pictures that README.md shows.
 */

const password = "una frase de cuatro palabras";
const said = {
  es: {
    organization: "Clínica Norte",
    other: "Tienda Sur",
    question: "Hola, ¿tienen turno para el viernes?",
    answer: "Sí, a las 10:30 o a las 16. ¿Cuál te queda mejor?",
    choice: "El de la mañana, por favor",
    note: "Es paciente de la doctora Ruiz",
    draft: "Te confirmo el turno",
    template: "seguimos_con_tu_consulta",
    templateSays: "seguimos con tu consulta",
  },
  en: {
    organization: "North Clinic",
    other: "South Shop",
    question: "Hello, is there an appointment on Friday?",
    answer: "Yes, at 10:30 or at 16:00. Which one suits you?",
    choice: "The morning one, please",
    note: "A patient of doctor Ruiz",
    draft: "Your appointment is confirmed",
    template: "about_your_question",
    templateSays: "we are still on your question",
  },
} as const;
const languages = { es: "es-AR", en: "en-US" } as const;
const size = { width: 1280, height: 800 };
const handset = { width: 390, height: 800 };

for (const locale of ["es", "en"] as const) {
  test.describe(locale, () => {
    test.use({ locale: languages[locale], viewport: size, provoked: [/status of 404/] });

    test("a new user walks through the product", async ({ page, another }) => {
      const t = words(locale);
      const say = said[locale];
      const run = randomUUID().slice(0, 6);
      const [olga, bruno, sara] = ["olga", "bruno", "sara"].map((name) => `${name}-${run}@example.com`);
      const picture = async (of: Page, name: string) => {
        if (process.env.TOUR_PICTURES !== "on" || locale !== "es") return;
        await of.screenshot({ path: `public/tour/${name}.png`, animations: "disabled", caret: "hide" });
      };
      let office = page;
      let inbox = desk(office, t);

      await test.step("1. Signs up", async () => {
        await signUp(
          page,
          t,
          { organization: say.organization, name: "Olga Paz", email: olga ?? "" },
          async () => picture(page, "01-sign-up"),
        );
      });

      await test.step("2. Confirms by the link in the mail", async () => {
        office = await followMail(
          page,
          olga ?? "",
          t("mail.signUp.action", { organization: say.organization }),
        );
        await office
          .getByRole("button", { name: t("auth.link.create", { organization: say.organization }) })
          .click();
        await office.waitForURL(/\/inbox$/);
        inbox = desk(office, t);
      });
      const home = new URL(office.url()).pathname.replace("/inbox", "");

      await test.step("3. Finds the first steps, and is there for the first customer", async () => {
        const progress = office.getByText(t("settings.checklist.progress", { done: 1, total: 5 }));
        await expect(progress.filter({ visible: true })).toHaveCount(1);
        await expect(office.getByText(t("inbox.list.offline"))).toBeHidden();
        await picture(office, "02-first-steps");
      });

      const mobile = await another({
        viewport: handset,
        storageState: await office.context().storageState(),
      });
      const customer = phone(mobile, t);
      let name = "";
      await test.step("4. Writes from the customer's phone: words and a photo", async () => {
        await mobile.goto(`${home}/sandbox`);
        name = await customer.pick();
        await customer.say(say.question);
        await expect(customer.bubble(say.question)).toBeVisible();
        await customer.sendSample("image");
        await expect(
          mobile.getByRole("article").getByRole("img", { name: t("inbox.media.image") }),
        ).toBeVisible();
      });

      await test.step("5. Sees it arrive in the inbox, and opens it", async () => {
        await inbox.row(name).click();
        await expect(inbox.bubble(say.question)).toBeVisible();
        await expect(inbox.thread.getByRole("img", { name: t("inbox.media.image") })).toBeVisible();
        await expect(office.getByText(t("settings.checklist.title"))).toBeHidden();
        await picture(office, "03-arrives");
      });

      await test.step("6. Answers, knowing the price; the ticks follow", async () => {
        await inbox.field(name).fill(say.answer);
        await expect(inbox.send).toHaveText(new RegExp(t("inbox.composer.sendFree")));
        await inbox.send.click();
        const answer = inbox.bubble(say.answer);
        await expect(customer.bubble(say.answer)).toBeVisible();
        await expect(inbox.tick(answer, "read")).toBeVisible();
        await expect(answer.getByRole("button", { name: t("inbox.price.free") })).toBeVisible();
      });

      await test.step("7. The customer quotes and reacts", async () => {
        await customer.quote(say.answer, say.choice);
        await expect(customer.bubble(say.choice)).toBeVisible();
        await customer.react(say.answer, "❤️");
        await expect(inbox.bubble(say.choice)).toContainText(say.answer);
        await expect(inbox.bubble(say.answer).first()).toContainText("❤️");
        await picture(mobile, "04-phone");
      });

      await test.step("8. Leaves a note that the customer never sees", async () => {
        await inbox.note(say.note);
        await expect(inbox.bubble(say.note)).toContainText(t("inbox.message.note"));
        await expect(customer.bubble(say.note)).toBeHidden();
        await picture(office, "05-note");
      });

      await test.step("9. Invites a colleague and passes the conversation on", async () => {
        const colleague = await another();
        await invite(office, home, t, bruno ?? "");
        const joining = await followMail(colleague, bruno ?? "", t("mail.invitation.action"));
        await joining.getByLabel(t("auth.field.name")).fill("Bruno Gil");
        await joining.getByLabel(t("auth.field.password"), { exact: true }).fill(password);
        await joining
          .getByRole("button", { name: t("auth.invitation.accept", { organization: say.organization }) })
          .click();
        await joining.waitForURL(/\/inbox$/);
        await office.goto(`${home}/inbox`);
        await inbox.row(name).click();
        await inbox.holder("Olga Paz").click();
        await office.getByRole("menuitem", { name: /Bruno Gil/ }).click();
        await expect(inbox.holder("Bruno Gil")).toBeVisible();
        await expect(desk(joining, t).row(name)).toBeVisible();
      });

      await test.step("10. A day later only a template may leave; the draft stays", async () => {
        await inbox.field(name).fill(say.draft);
        await customer.aDayLater();
        await expect(office.getByText(t("inbox.composer.expired", { name }))).toBeVisible();
        await expect(inbox.field(name)).toBeHidden();
        await office.getByRole("button", { name: t("inbox.composer.chooseTemplate") }).click();
        await office.getByRole("button", { name: new RegExp(say.template) }).click();
        await office.getByRole("dialog").getByRole("textbox").fill(name);
        await picture(office, "06-template");
        await office
          .getByRole("button", { name: new RegExp(t("inbox.composer.sendTemplate", { price: "" }).trim()) })
          .click();
        await expect(customer.bubble(say.templateSays)).toBeVisible();
        await expect(inbox.tick(inbox.bubble(say.templateSays), "read")).toBeVisible();
        await customer.say("👍");
        await expect(inbox.field(name)).toHaveValue(say.draft);
      });

      await test.step("11. Reads what it cost, down to the messages", async () => {
        await office.goto(`${home}/costs`);
        for (const kind of ["mo", "mt", "hsm"] as const)
          await expect(office.getByRole("link", { name: t(`costs.kind.${kind}`) })).toBeVisible();
        await picture(office, "07-costs");
        await office.getByRole("link", { name: t("costs.kind.hsm") }).click();
        const line = office.getByRole("row").filter({ hasText: name });
        await expect(line).toHaveCount(1);
        await expect(line).toContainText(/USD/);
      });

      await test.step("12. Another organization sees nothing of it", async () => {
        await office.goto(`${home}/inbox`);
        await inbox.row(name).click();
        await office.waitForURL(/\/inbox\/[\w-]{36}/);
        const conversation = office.url().split("/inbox/")[1];
        const stranger = await another();
        await signUp(stranger, t, { organization: say.other, name: "Sara Luz", email: sara ?? "" });
        const theirs = await followMail(
          stranger,
          sara ?? "",
          t("mail.signUp.action", { organization: say.other }),
        );
        await theirs
          .getByRole("button", { name: t("auth.link.create", { organization: say.other }) })
          .click();
        await theirs.waitForURL(/\/inbox$/);
        const own = new URL(theirs.url()).pathname;
        await theirs.goto(`${home}/inbox`);
        await expect(theirs.getByText(t("errors.notFound.title"))).toBeVisible();
        await theirs.goto(`${own}/${conversation}`);
        await expect(theirs.getByText(t("inbox.notThere.conversation"))).toBeVisible();
        await expect(theirs.getByText(say.question)).toHaveCount(0);
      });
    });
  });
}

type Translator = ReturnType<typeof words>;

async function signUp(
  page: Page,
  t: Translator,
  person: { organization: string; name: string; email: string },
  filled?: () => Promise<void>,
): Promise<void> {
  await page.goto("/sign-up");
  await page.getByLabel(t("auth.field.organization")).fill(person.organization);
  await page.getByLabel(t("auth.field.name"), { exact: true }).fill(person.name);
  await page.getByLabel(t("auth.field.email")).fill(person.email);
  await page.getByLabel(t("auth.field.password"), { exact: true }).fill(password);
  await filled?.();
  await page.getByRole("button", { name: t("auth.signUp.submit") }).click();
  await expect(page.getByRole("heading", { name: t("auth.checkMail.title") })).toBeVisible();
}

async function invite(page: Page, home: string, t: Translator, email: string): Promise<void> {
  await page.goto(`${home}/settings/members`);
  await page.getByRole("button", { name: t("settings.members.invite"), exact: true }).click();
  await page.getByRole("dialog").getByLabel(t("settings.members.email")).fill(email);
  await page.getByRole("button", { name: t("settings.members.send") }).click();
  await expect(page.getByText(t("settings.members.sent", { email }))).toBeVisible();
}
