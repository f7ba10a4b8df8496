import { barriers, expect, test } from "@/server/testing/browser-fixture";
import { desk } from "@/server/testing/desk";
import { callAs, type Office } from "@/server/testing/office";
import { words } from "@/server/testing/words";

const t = words("es");
const ines = { name: "Inés Prado", phone: "+54 9 11 5263 4401" };
const voice = (spoken: string) => ({
  type: "audio",
  audio: { voice: true },
  media: { sample: true as const, spoken },
});
const file = (mimeType: string) => ({
  type: "audio",
  audio: { voice: false },
  media: { bytes: Buffer.from("no sound at all").toString("base64"), mimeType },
});
const choose = (clinic: Office, transcripts: string) =>
  callAs(clinic.slug, clinic.person("Olga"), "organizations.setTranscripts", { transcripts });
const long = `Llamo por el medidor. ${"Está en la esquina de siempre, al lado del almacén. ".repeat(12)}Ojo con el ornitorrinco.`;
const zalgo = `H${"\u0321".repeat(30)}ola`;

test("what a customer says is read under their voice message as it comes, folded when it is long, and found", async ({
  office,
  visit,
}) => {
  const clinic = await office();
  await choose(clinic, "always");
  const page = await visit(clinic, "/inbox");
  const inbox = desk(page, t);
  await clinic.hears(ines, "Te mando un audio");
  await inbox.row(ines.name).click();
  const heard = inbox.thread.getByRole("region", { name: t("inbox.transcript.title") });
  await clinic.hears(ines, voice("Se me cortó la luz en la calle Mitre"));
  await expect(heard).toContainText("Se me cortó la luz en la calle Mitre");
  await expect(heard).toContainText(t("inbox.transcript.title"));
  await clinic.hears(ines, voice(long));
  await expect(heard).toHaveCount(2);
  const more = heard.last().getByRole("button", { name: t("inbox.message.more") });
  const folded = (await heard.last().boundingBox())?.height ?? 0;
  await more.click();
  await expect(heard.last().getByRole("button", { name: t("inbox.message.less") })).toBeVisible();
  expect((await heard.last().boundingBox())?.height ?? 0).toBeGreaterThan(2 * folded);
  await heard
    .last()
    .getByRole("button", { name: t("inbox.message.less") })
    .click();
  await expect(more).toBeVisible();
  await clinic.hears(ines, voice(`<img src=x onerror=alert(1)> \u202egnihtemos ${zalgo}`));
  await expect(heard.last()).toContainText("<img src=x onerror=alert(1)>");
  await expect(heard.last().locator("img")).toHaveCount(0);
  expect(await heard.last().textContent()).not.toContain("\u0321".repeat(4));
  await clinic.hears(ines, file("audio/amr"));
  await expect(inbox.thread.getByText(t("inbox.transcript.unsupported"))).toBeVisible();
  await clinic.hears(ines, file("audio/ogg"));
  await expect(inbox.thread.getByText(t("inbox.transcript.rejected"))).toBeVisible();
  await expect(inbox.thread.getByRole("button", { name: t("inbox.transcript.again") })).toBeVisible();
  expect(await barriers(page)).toEqual([]);

  await page.keyboard.press("/");
  await page.getByRole("textbox", { name: t("finding.label") }).fill("ornitorrinco");
  const hit = page.locator("a[data-hit]");
  await expect(hit).toHaveCount(1);
  await expect(hit.locator("mark")).toHaveText("ornitorrinco");
  await hit.click();
  const marked = inbox.thread.locator("[aria-current=true]");
  // What is looked for stands below the fold: it is open.
  await expect(marked.locator("mark")).toHaveText("ornitorrinco");
  await expect(marked.locator("mark")).toBeInViewport();
});

test("nothing is written down until an organization says so, and then what is asked for", async ({
  office,
  visit,
}) => {
  const clinic = await office({ members: [{ name: "Ana", role: "agent" }] });
  const page = await visit(clinic, "/inbox");
  const inbox = desk(page, t);
  await clinic.hears(ines, voice("Antes de que lo pidan"));
  await inbox.row(ines.name).click();
  await expect(inbox.thread.getByRole("group", { name: t("inbox.media.voice") })).toBeVisible();
  await clinic.hears(ines, "¿Me escuchaste?");
  await expect(inbox.bubble("¿Me escuchaste?")).toBeVisible();
  const heard = inbox.thread.getByRole("region", { name: t("inbox.transcript.title") });
  const ask = inbox.thread.getByRole("button", { name: t("inbox.transcript.ask") });
  await expect(heard).toHaveCount(0);
  await expect(ask).toHaveCount(0);

  const settings = await visit(clinic, "/settings/organization");
  const choice = settings.getByRole("combobox", { name: t("settings.transcripts.label") });
  await expect(choice).toContainText(t("settings.transcripts.never"));
  await expect(settings.getByText(new URL(process.env.TRANSCRIPTION_URL ?? "").host)).toBeVisible();
  await choice.click();
  await settings.getByRole("option", { name: t("settings.transcripts.asked") }).click();
  await expect(settings.getByText(t("settings.saved"))).toBeVisible();
  expect(await barriers(settings)).toEqual([]);
  await settings.goto(`/${clinic.slug}/settings/audit`);
  await expect(settings.getByText(t("settings.audit.action.transcripts.set")).first()).toBeVisible();
  const agents = await visit(clinic, "/settings/organization", { person: "Ana" });
  await expect(agents.getByRole("combobox", { name: t("settings.transcripts.label") })).toBeDisabled();

  await page.reload();
  await ask.click();
  await expect(heard).toContainText("Antes de que lo pidan");
  await expect(ask).toHaveCount(0);
});
