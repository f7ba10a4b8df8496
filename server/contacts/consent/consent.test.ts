import { beforeEach, expect, test } from "vitest";
import { newId } from "@/db/id";
import { inOrg } from "@/db/org";
import { readLink, signLink } from "@/server/crypto";
import type { MailServer } from "@/server/local/mail/server";
import { withDatabase } from "@/server/testing/environment";
import { createConversation, createOrganization, type TestOrganization } from "@/server/testing/factories";
import { mailsTo, startTestMail } from "@/server/testing/mail";
import { answerUnsubscribe } from "./answer-unsubscribe";
import { consentCard } from "./card";
import { confirmConsent } from "./confirm-consent";
import { evidenceRows, optInProcess } from "./evidence";
import { readConfirmation, readUnsubscribe, unsubscribeUrl } from "./links";
import { noteConsent } from "./note-consent";
import { requestConsent } from "./request-consent";
import { consentTexts } from "./texts";
import { writeText } from "./write-text";

let mail: MailServer;
withDatabase(async () => {
  mail = await startTestMail();
  return { SMTP_URL: mail.smtpUrl };
});
const browser = { ip: "192.0.2.7", userAgent: "Test" };
let org: TestOrganization;
let talk: Awaited<ReturnType<typeof createConversation>>;
beforeEach(async () => {
  org = await createOrganization({ name: "Clínica" });
  talk = await createConversation(org);
});

/** As each request finds it: its own moment. */
const owner = () => ({ ...org.owner.scope, now: new Date() });
const card = () => consentCard(owner(), { contactId: talk.contactId });
const state = async (purpose: string) => (await card()).states.find((one) => one.purpose === purpose)?.state;
const note = (said: "in" | "out", textId: string | null = null) =>
  noteConsent(owner(), {
    ...{ contactId: talk.contactId, channel: "any", purpose: "marketing", state: said, how: "call" },
    ...{ language: "es", textId },
  });
const unsubscribe = () => unsubscribeUrl(org.orgId, talk.identityId, "marketing").split("/").at(-1) ?? "";
const press = (answer: "in" | "out") =>
  answerUnsubscribe(unsubscribe(), { state: answer, language: "en", oneClick: false }, browser);

test("a member writes down a yes to the very text that stood, and what was agreed to keeps its version", async () => {
  await note("in");
  expect(await state("marketing")).toBe("in");
  await writeText(owner(), { purpose: "marketing", language: "es", body: "¿Querés recibir ofertas?" });
  await expect(note("in")).rejects.toMatchObject({ code: "CONFLICT" });
  const [newest] = (await inOrg(owner(), consentTexts)).filter(
    (one) => one.purpose === "marketing" && one.language === "es",
  );
  expect(newest).toMatchObject({ version: 2, body: "¿Querés recibir ofertas?" });
  await note("in", newest?.id);
  const { history } = await card();
  expect(history.filter((one) => one.purpose === "marketing").map((one) => one.text?.version)).toEqual([
    2, 1,
  ]);
  expect(history[0]).toMatchObject({
    source: "agent",
    member: owner().actor.name,
    evidence: { how: "call" },
  });
});

test("an unsubscribe link acts at once, says what it did, and can be taken back by the same person alone", async () => {
  await note("in");
  expect(await readUnsubscribe(unsubscribe(), "pt", browser)).toMatchObject({
    organization: "Clínica",
    state: "in",
  });
  await press("out");
  expect(await readUnsubscribe(unsubscribe(), "es", browser)).toMatchObject({ state: "out" });
  await expect(note("in")).rejects.toMatchObject({ code: "NO_CONSENT" });
  await press("in");
  expect(await state("marketing")).toBe("in");
  const [last] = (await card()).history;
  expect(last).toMatchObject({ source: "link", evidence: browser, text: { language: "en", version: 1 } });
});

test("a link cannot be made up, turned to something else, or used once too often", async () => {
  const token = unsubscribe();
  expect(readLink("unsubscribe", token)).toEqual({
    orgId: org.orgId,
    id: talk.identityId,
    word: "marketing",
  });
  expect(readLink("confirm", token)).toBeNull();
  for (const place of [0, 10, 40, token.length - 2]) {
    const other = token[place] === "A" ? "B" : "A";
    expect(readLink("unsubscribe", token.slice(0, place) + other + token.slice(place + 1))).toBeNull();
  }
  const strangers = signLink("unsubscribe", {
    orgId: (await createOrganization()).orgId,
    id: talk.identityId,
    word: "marketing",
  });
  await expect(readUnsubscribe(strangers, "es", browser)).rejects.toMatchObject({ code: "LINK_INVALID" });
  await expect(readUnsubscribe("x", "es", browser)).rejects.toMatchObject({ code: "LINK_INVALID" });
  for (let times = 0; times < 20; times++) await press(times % 2 ? "in" : "out");
  await expect(press("out")).rejects.toMatchObject({ code: "RATE_LIMITED" });
});

test("asked by e-mail, nothing is agreed until the link is used: once, in its time, with the text that was asked", async () => {
  const email = "ana@example.com";
  const ask = () =>
    requestConsent(owner(), { contactId: talk.contactId, email, purpose: "marketing", language: "pt" });
  await ask();
  const [first] = await mailsTo(mail, email);
  await ask();
  const [second] = await mailsTo(mail, email);
  const tokenOf = (text: string | undefined) => /\/s\/c\/([\w.-]+)/.exec(text ?? "")?.[1] ?? "";
  expect(second?.text).toContain("Clínica");
  expect(await state("marketing")).toBeNull();
  expect((await card()).asked).toHaveLength(1);
  await expect(confirmConsent(tokenOf(first?.text), browser)).rejects.toMatchObject({ code: "LINK_INVALID" });
  const token = tokenOf(second?.text);
  expect(await readConfirmation(token, browser)).toMatchObject({ state: "open", purpose: "marketing" });
  const both = await Promise.allSettled([confirmConsent(token, browser), confirmConsent(token, browser)]);
  expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  expect(await readConfirmation(token, browser)).toMatchObject({ state: "used" });
  const { history, emails } = await card();
  expect(emails).toEqual([email]);
  expect(history[0]).toMatchObject({
    source: "email",
    address: email,
    text: { language: "pt" },
    evidence: browser,
  });
  expect(await state("marketing")).toBe("in");
});

test("a word that is kept with two addresses is read once on the card, and leaves twice as evidence", async () => {
  const second = newId();
  await inOrg(owner(), async ({ sql }) => {
    await sql`
      insert into identities (id, contact_id, kind, value, address)
      values (${second}, ${talk.contactId}, 'scoped', ${second}, ${second})`;
    await sql`
      insert into consents (id, identity_id, channel, purpose, state, source, occurred_at)
      select ${newId()}, ${second}, channel, purpose, state, source, occurred_at from consents where identity_id = ${talk.identityId}`;
  });
  await note("in");
  await note("in");
  expect((await card()).history.map(({ source }) => source)).toEqual(["agent", "agent", "wrote-first"]);
  const rows = [];
  for await (const page of evidenceRows(owner(), talk.contactId)) rows.push(...page);
  expect(rows).toHaveLength(4);
});

test("the evidence leaves whole: every line with its text, and how opt-ins come about", async () => {
  await note("in");
  await press("out");
  const rows = [];
  for await (const page of evidenceRows(owner(), talk.contactId)) rows.push(...page);
  expect(rows.map((row) => [row[4], row[5], row[6]])).toEqual([
    ["service", "in", "wrote-first"],
    ["marketing", "in", "agent"],
    ["marketing", "out", "link"],
  ]);
  const process = await optInProcess(owner());
  expect(process.counts.reduce((sum, { count }) => sum + count, 0)).toBe(3);
  expect(process.samples.map((row) => row[6]).sort()).toEqual(["agent", "wrote-first"]);
});
