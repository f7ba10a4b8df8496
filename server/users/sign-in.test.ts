import { afterAll, afterEach, expect, test, vi } from "vitest";
import { sql } from "@/db/client";
import { useLink } from "@/server/auth-link";
import type { MailServer } from "@/server/local/mail/server";
import { signUp } from "@/server/organizations/sign-up";
import { scopeForSession } from "@/server/scope";
import { withDatabase } from "@/server/testing/environment";
import { linkSecret, mailsTo, startTestMail } from "@/server/testing/mail";
import { checkPassword } from "./check-password";
import { hashPassword } from "./password";
import { membershipsOf, userByEmail } from "./queries";
import { requestLink } from "./request-link";
import { requestSignUp } from "./request-sign-up";

const hashing = vi.hoisted(() => ({ hash: 0, verify: 0 }));
vi.mock("@node-rs/argon2", async (original) => {
  const real = await original<typeof import("@node-rs/argon2")>();
  return {
    ...real,
    hash: (...args: Parameters<typeof real.hash>) => {
      hashing.hash++;
      return real.hash(...args);
    },
    verify: (...args: Parameters<typeof real.verify>) => {
      hashing.verify++;
      return real.verify(...args);
    },
  };
});

let mail: MailServer;
withDatabase(async () => {
  mail = await startTestMail();
  return { SMTP_URL: mail.smtpUrl };
});
afterAll(() => mail.close());
afterEach(() => Object.assign(hashing, { hash: 0, verify: 0 }));

let counter = 0;
const address = () => `person-${++counter}@example.com`;
/** An address of its own for each attempt, so that one test's limits are not another's. */
const ip = () => `192.0.2.${++counter}`;
const password = "a phrase of four words";

const request = (email: string) => ({
  email,
  password,
  name: "Ana",
  organization: "Clínica Norte",
  locale: "es" as const,
  timeZone: "America/Argentina/Buenos_Aires",
});

async function existing(given: { password?: string } = {}): Promise<string> {
  const email = address();
  const passwordHash = given.password ? await hashPassword(given.password) : null;
  await signUp({ ...request(email), passwordHash }, async () => undefined);
  Object.assign(hashing, { hash: 0, verify: 0 });
  return email;
}

async function tokenRows(): Promise<number> {
  const [row] = await sql()<
    { n: number }[]
  >`select count(*)::int as n from email_tokens where used_at is null`;
  return row?.n ?? 0;
}

test("signing up creates nothing until the link in the mail is used, once", async () => {
  const email = address();
  const { proof } = await requestSignUp(request(email), ip());
  expect(await userByEmail(email)).toBeNull();

  const [letter] = await mailsTo(mail, email);
  expect(letter?.subject).toBe("Confirmá tu mail para crear Clínica Norte");
  const token = linkSecret(letter, "link");
  const claims = await useLink({ token, proof }, ip());
  const [membership] = await membershipsOf(claims.userId);
  const scope = await scopeForSession(claims, membership?.slug ?? "");
  expect(scope.actor).toMatchObject({ role: "owner", name: "Ana" });
  expect(scope.actor.teamIds).toHaveLength(1);
  expect(await checkPassword(email, password, ip())).toEqual(claims);
  await expect(useLink({ token, proof }, ip())).rejects.toMatchObject({ code: "LINK_INVALID" });
});

test("a sign-up confirmed in another browser takes the password typed there, never the one typed by who asked", async () => {
  const email = address();
  await requestSignUp(request(email), ip());
  const token = linkSecret((await mailsTo(mail, email))[0], "link");
  await expect(useLink({ token }, ip())).rejects.toMatchObject({ code: "INVALID" });
  await expect(useLink({ token, proof: "guessed" }, ip())).rejects.toMatchObject({ code: "INVALID" });

  const claims = await useLink({ token, password: "the owner's own phrase" }, ip());
  expect(await checkPassword(email, password, ip())).toBeNull();
  expect(await checkPassword(email, "the owner's own phrase", ip())).toEqual(claims);
});

test("signing up with an address that has an account answers and works alike; only the mail says so", async () => {
  const [known, unknown] = [await existing(), address()];
  const before = await tokenRows();
  const answers = [await requestSignUp(request(known), ip()), await requestSignUp(request(unknown), ip())];
  expect(answers.map((a) => Object.keys(a))).toEqual([["proof"], ["proof"]]);
  expect(hashing).toEqual({ hash: 2, verify: 0 });
  expect(await tokenRows()).toBe(before + 2);
  const [letters, strangers] = [await mailsTo(mail, known), await mailsTo(mail, unknown)];
  expect([letters.length, strangers.length]).toEqual([1, 1]);
  expect(letters[0]?.subject).toBe("Ya tenés una cuenta en Hilo");
  expect(letters[0]?.text).not.toMatch(/\/link\//);
});

test("a wrong password, a user without one and an unknown address cost one verification each and say no", async () => {
  const [wrong, none] = [await existing({ password }), await existing()];
  for (const email of [wrong, none, address()]) {
    Object.assign(hashing, { hash: 0, verify: 0 });
    expect(await checkPassword(email, "not the phrase at all", ip())).toBeNull();
    expect(hashing).toEqual({ hash: 0, verify: 1 });
  }
});

test("a link is mailed only to who has an account, and neither answer nor work tells", async () => {
  const [known, unknown] = [await existing(), address()];
  const before = await tokenRows();
  expect(await requestLink({ email: known, locale: "en" }, ip())).toEqual(
    await requestLink({ email: unknown, locale: "en" }, ip()),
  );
  expect(await tokenRows()).toBe(before + 2);
  expect(await mailsTo(mail, unknown)).toEqual([]);
  const [letter] = await mailsTo(mail, known);
  expect(letter?.subject).toBe("Your link to sign in to Hilo");
  const claims = await useLink({ token: linkSecret(letter, "link") }, ip());
  expect(claims.userId).toBe((await userByEmail(known))?.id);
});

test("of fifty uses of one link at once, one signs in", async () => {
  const email = await existing();
  await requestLink({ email, locale: "pt" }, ip());
  const token = linkSecret((await mailsTo(mail, email))[0], "link");
  const uses = await Promise.allSettled(Array.from({ length: 50 }, () => useLink({ token }, ip())));
  expect(uses.filter((use) => use.status === "fulfilled")).toHaveLength(1);
});

test("a newer link ends the earlier one, and an expired one is none", async () => {
  const email = await existing();
  await requestLink({ email, locale: "es" }, ip());
  const earlier = linkSecret((await mailsTo(mail, email))[0], "link");
  await requestLink({ email, locale: "es" }, ip());
  const later = linkSecret((await mailsTo(mail, email))[0], "link");
  await expect(useLink({ token: earlier }, ip())).rejects.toMatchObject({ code: "LINK_INVALID" });
  await sql()`update email_tokens set expires_at = now() where email = ${email}`;
  await expect(useLink({ token: later }, ip())).rejects.toMatchObject({ code: "LINK_INVALID" });
});

test("too many attempts at an address are told to wait, whether it has an account or not", async () => {
  for (const email of [await existing({ password }), address()]) {
    for (let n = 0; n < 10; n++) await checkPassword(email, "not the phrase at all", ip());
    const refused = await checkPassword(email, password, ip()).catch((error: unknown) => error);
    expect(refused).toMatchObject({ code: "RATE_LIMITED" });
    expect((refused as { details: { retryAfterSeconds: number } }).details.retryAfterSeconds).toBeGreaterThan(
      0,
    );
  }
});
