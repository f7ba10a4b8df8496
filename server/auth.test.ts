import { decode, encode } from "next-auth/jwt";
import { beforeAll, describe, expect, test } from "vitest";
import { authOptions, byLink, byPassword } from "./auth";
import { absoluteLimit, idleLimit, readSessionToken, sessionCookies } from "./auth-session";
import { parseEnv } from "./env";
import { signOutEverywhere } from "./organizations/sign-out-everywhere";
import { withDatabase } from "./testing/environment";
import { createOrganization, type TestOrganization } from "./testing/factories";

withDatabase();
let org: TestOrganization;
beforeAll(async () => {
  org = await createOrganization();
});

const secret = () => authOptions().secret as string;
const seconds = () => Math.floor(Date.now() / 1000);

const cookie = (token: object, maxAge = idleLimit) =>
  encode({ token: token as never, secret: secret(), maxAge });
const held = () => ({ sub: org.owner.userId, sessionVersion: 1, signedInAt: seconds() });

describe("cookies", () => {
  test("over https they belong to this host alone, and scripts never see them", () => {
    const cookies = sessionCookies("https://hilo.example");
    expect(Object.values(cookies).map((one) => one.name)).toEqual([
      "__Host-hilo.session",
      "__Host-hilo.callback",
      "__Host-hilo.csrf",
    ]);
    for (const { options } of Object.values(cookies))
      expect(options).toEqual({ httpOnly: true, sameSite: "lax", path: "/", secure: true });
  });

  test("on one machine, two copies of the app do not sign each other out", () => {
    const names = ["http://localhost:3000", "http://localhost:4000"].map(
      (url) => sessionCookies(url).sessionToken,
    );
    expect(names.map((one) => one.name)).toEqual(["hilo.session.3000", "hilo.session.4000"]);
    expect(names[0]?.options).toMatchObject({ httpOnly: true, secure: false });
  });
});

describe("a session", () => {
  test("holds what was written, and nothing that was not", async () => {
    const written = held();
    expect(await readSessionToken(await cookie(written), new Date())).toMatchObject(written);
    const forged = await encode({ token: held() as never, secret: "another secret of thirty-two letters" });
    expect(await readSessionToken(forged, new Date())).toBeNull();
    expect(await readSessionToken("nonsense", new Date())).toBeNull();
    expect(await readSessionToken(await cookie({ sub: org.owner.userId }), new Date())).toBeNull();
  });

  test("ends when nobody used it, and however much it was used", async () => {
    expect(await readSessionToken(await cookie(held(), -60), new Date())).toBeNull();
    const old = await cookie({ ...held(), signedInAt: seconds() - absoluteLimit });
    expect(await readSessionToken(old, new Date())).toBeNull();
  });

  test("is refused by next-auth itself once it was ended everywhere", async () => {
    const jwt = authOptions().callbacks?.jwt as unknown as (given: object) => Promise<object>;
    const token = { ...held(), iat: seconds() };
    expect(await jwt({ token })).toEqual(token);
    await signOutEverywhere(org.owner.userId);
    await expect(jwt({ token })).rejects.toMatchObject({ code: "UNAUTHENTICATED" });
  });

  test("starts with the claims and the hour, whatever the visitor had before", async () => {
    const jwt = authOptions().callbacks?.jwt as unknown as (given: object) => Promise<object>;
    const user = { id: org.owner.userId, sessionVersion: 7 };
    const token = await jwt({ token: { name: "somebody", signedInAt: 1 }, user });
    expect(token).toEqual({ sub: user.id, sessionVersion: 7, signedInAt: expect.closeTo(seconds(), -1) });
    const kept = await decode({ token: await cookie(token), secret: secret() });
    expect(Object.keys(kept ?? {}).sort()).toEqual([
      "exp",
      "iat",
      "jti",
      "sessionVersion",
      "signedInAt",
      "sub",
    ]);
  });
});

describe("what a refusal says", () => {
  // What next-auth calls; its own `authorize` is replaced by the provider's options when it starts.
  const authorize = (provider: { options?: unknown }, given: object) =>
    (provider.options as { authorize: (given: object, request: object) => Promise<unknown> }).authorize(
      given,
      {
        headers: { "x-forwarded-for": "192.0.2.7" },
      },
    );

  test("is the same for a wrong password, an unknown address and one that cannot be", async () => {
    const password = "not the phrase at all";
    expect(await authorize(byPassword, { email: org.owner.email, password })).toBeNull();
    expect(await authorize(byPassword, { email: "nobody@example.com", password })).toBeNull();
  });

  test("is a code and nothing else", async () => {
    await expect(authorize(byLink, { token: "x".repeat(43) })).rejects.toThrow(/^LINK_INVALID$/);
    await expect(authorize(byLink, { token: "../../etc/passwd" })).rejects.toThrow(/^INVALID$/);
    await expect(authorize(byPassword, {})).rejects.toThrow(/^INVALID$/);
  });

  test("carries how long to wait, for the route to say", async () => {
    const attempt = () => authorize(byPassword, { email: "hasty@example.com", password: "wrong" });
    for (let n = 0; n < 10; n++) await attempt();
    await expect(attempt()).rejects.toThrow(/^RATE_LIMITED\.\d+$/);
  });
});

test("the environment of these tests is a whole one", () => {
  expect(() => parseEnv(process.env)).not.toThrow();
});
