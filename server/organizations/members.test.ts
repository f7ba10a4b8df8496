import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { inOrg } from "@/db/org";
import { enqueue } from "@/server/conversations/enqueue";
import { lockConversation } from "@/server/conversations/lock-conversation";
import type { MailServer } from "@/server/local/mail/server";
import type { MemberScope } from "@/server/scope";
import { withDatabase } from "@/server/testing/environment";
import {
  createConversation,
  createMember,
  createNumber,
  createOrganization,
  type TestOrganization,
} from "@/server/testing/factories";
import { linkSecret, mailsTo, startTestMail } from "@/server/testing/mail";
import { userByEmail } from "@/server/users/queries";
import { acceptInvitation } from "./accept-invitation";
import { changeRole } from "./change-role";
import { invite } from "./invite";
import { checklist, memberList, openInvitations } from "./queries";
import { readInvitation } from "./read-invitation";
import { removeMember } from "./remove-member";
import { revokeInvitation } from "./revoke-invitation";
import { signUp } from "./sign-up";
import { updateOrganization } from "./update-organization";
import { updateTeam } from "./update-team";

let mail: MailServer;
let org: TestOrganization;
withDatabase(async () => {
  mail = await startTestMail();
  return { SMTP_URL: mail.smtpUrl };
});
beforeAll(async () => {
  org = await createOrganization({ name: "Clínica Norte" });
});
afterAll(() => mail.close());

let counter = 0;
const address = () => `guest-${++counter}@example.com`;
const ip = () => `192.0.2.${++counter}`;
const nothing = async () => {};
const newcomer = { name: "Beto", password: "a phrase of four words", locale: "es" as const };
const code = (expected: string) => expect.objectContaining({ code: expected });

async function invited(email: string, role: "agent" | "admin" = "agent"): Promise<string> {
  await invite(org.owner.scope, { email, role });
  return linkSecret((await mailsTo(mail, email))[0], "invitation");
}

describe("invitations", () => {
  test("speak the organization's language, and make a member of who accepts, once", async () => {
    await updateOrganization(org.owner.scope, { locale: "pt" });
    const email = address();
    const token = await invited(email);
    expect((await mailsTo(mail, email))[0]?.subject).toContain("convidou você para Clínica Norte");
    expect(await readInvitation(token)).toMatchObject({ email, role: "agent", hasAccount: false });

    const { slug } = await acceptInvitation({ token, ...newcomer }, ip());
    expect(slug).toBe(org.slug);
    expect(await memberList(org.owner.scope)).toContainEqual(
      expect.objectContaining({ email, role: "agent" }),
    );
    expect(await readInvitation(token)).toBeNull();
    await expect(acceptInvitation({ token, ...newcomer }, ip())).rejects.toEqual(code("LINK_INVALID"));
  });

  test("answer alike whether or not the address has an account", async () => {
    const [known, unknown] = [(await createMember(await createOrganization(), "agent")).email, address()];
    const answers = [];
    for (const email of [known, unknown])
      answers.push(Object.keys(await invite(org.owner.scope, { email, role: "agent" })));
    expect(answers).toEqual([["invitationId"], ["invitationId"]]);
    expect([(await mailsTo(mail, known)).length, (await mailsTo(mail, unknown)).length]).toEqual([1, 1]);
  });

  test("take who has an account with one press, and ask a newcomer for name and password", async () => {
    const other = await createMember(await createOrganization(), "agent");
    const known = await invited(other.email, "admin");
    expect(await readInvitation(known)).toMatchObject({ hasAccount: true });
    await acceptInvitation({ token: known, locale: "es" }, ip());
    expect(await memberList(org.owner.scope)).toContainEqual(
      expect.objectContaining({ email: other.email, role: "admin" }),
    );
    const unknown = await invited(address());
    await expect(acceptInvitation({ token: unknown, locale: "es" }, ip())).rejects.toEqual(code("INVALID"));
    expect(await readInvitation(unknown)).not.toBeNull();
  });

  test("of one address, only the latest works; none does when withdrawn or expired", async () => {
    const email = address();
    const [earlier, later] = [await invited(email), await invited(email)];
    expect(await readInvitation(earlier)).toBeNull();
    const open = (await openInvitations(org.owner.scope)).filter((one) => one.email === email);
    expect(open).toHaveLength(1);
    await revokeInvitation(org.owner.scope, { invitationId: open[0]?.id ?? "" });
    await expect(acceptInvitation({ token: later, ...newcomer }, ip())).rejects.toEqual(code("LINK_INVALID"));

    const expired = await invited(email);
    await inOrg(
      org.owner.scope,
      (s) => s.sql`update invitations set expires_at = app_now() where email = ${email}`,
    );
    await expect(acceptInvitation({ token: expired, ...newcomer }, ip())).rejects.toEqual(
      code("LINK_INVALID"),
    );
  });

  test("are not for who is a member, and nobody invites above themselves", async () => {
    const admin = await createMember(org, "admin");
    const again = invite(org.owner.scope, { email: admin.email, role: "agent" });
    await expect(again).rejects.toEqual(code("CONFLICT"));
    const above = invite(admin.scope, { email: address(), role: "owner" });
    await expect(above).rejects.toEqual(code("FORBIDDEN"));
  });
});

describe("roles and removal", () => {
  test("the last owner stays owner, whoever asks", async () => {
    const { owner } = await createOrganization();
    const { memberId } = owner;
    await expect(changeRole(owner.scope, { memberId, role: "agent" })).rejects.toEqual(code("LAST_OWNER"));
    await expect(removeMember(owner.scope, { memberId }, nothing)).rejects.toEqual(code("LAST_OWNER"));
  });

  test("of two owners who step down at once, one stays", async () => {
    const pair = await createOrganization();
    const second = await createMember(pair, "owner");
    const both = await Promise.allSettled([
      changeRole(pair.owner.scope, { memberId: pair.owner.memberId, role: "agent" }),
      changeRole(second.scope, { memberId: second.memberId, role: "agent" }),
    ]);
    expect(both.map((one) => one.status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(both.find((one) => one.status === "rejected")?.reason).toEqual(code("LAST_OWNER"));
  });

  test("an admin neither makes nor unmakes an owner", async () => {
    const [admin, agent] = [await createMember(org, "admin"), await createMember(org, "agent")];
    const { memberId } = org.owner;
    await expect(changeRole(admin.scope, { memberId, role: "agent" })).rejects.toEqual(code("FORBIDDEN"));
    await expect(removeMember(admin.scope, { memberId }, nothing)).rejects.toEqual(code("FORBIDDEN"));
    const raised = changeRole(admin.scope, { memberId: agent.memberId, role: "owner" });
    await expect(raised).rejects.toEqual(code("FORBIDDEN"));
  });

  test("who is removed leaves the teams, frees what they held, and comes back as the same member", async () => {
    const email = address();
    await acceptInvitation({ token: await invited(email), ...newcomer }, ip());
    const joined = (await memberList(org.owner.scope)).find((one) => one.email === email);
    const memberId = joined?.id ?? "";
    await updateTeam(org.owner.scope, { teamId: org.teamId, memberIds: [memberId] }, nothing);
    const gone: string[] = [];
    await removeMember(org.owner.scope, { memberId }, async (id) => {
      gone.push(id);
    });
    expect(gone).toEqual([memberId]);
    await acceptInvitation({ token: await invited(email, "admin"), locale: "es" }, ip());
    const back = (await memberList(org.owner.scope)).find((one) => one.email === email);
    expect(back).toMatchObject({ id: memberId, role: "admin", teamIds: [] });
  });
});

describe("signing up", () => {
  const request = (email: string) => ({
    email,
    name: "Ana",
    organization: "Café Ñandú",
    locale: "es" as const,
    timeZone: "UTC",
    passwordHash: null,
  });

  test("organizations of one name get addresses of their own, also at the same moment", async () => {
    const slugs: string[] = [];
    const ups = Array.from({ length: 6 }, () =>
      signUp(request(address()), async ({ slug }) => {
        slugs.push(slug);
      }),
    );
    await Promise.all(ups);
    expect(slugs.sort()).toEqual(["cafe-nandu", ...[2, 3, 4, 5, 6].map((n) => `cafe-nandu-${n}`)]);
  });

  test("who founds an organization is there for its first customer", async () => {
    let founder: MemberScope | null = null;
    await signUp(request(address()), async (scope) => {
      founder = scope;
    });
    if (!founder) throw new Error("Nobody was told of the new organization");
    expect(await memberList(founder)).toMatchObject([{ role: "owner", presence: "online" }]);
  });

  test("an address becomes one user, whatever comes at once", async () => {
    const email = address();
    const ups = await Promise.allSettled([1, 2, 3].map(() => signUp(request(email), nothing)));
    expect(ups.filter((up) => up.status === "fulfilled")).toHaveLength(1);
    expect(await userByEmail(email)).not.toBeNull();
  });

  test("a reaction that fails does not take the organization away", async () => {
    const email = address();
    await signUp(request(email), async () => {
      throw new Error("The sandbox carrier is away");
    });
    expect(await userByEmail(email)).not.toBeNull();
  });
});

test("the first steps tick one by one, each on what really happened", async () => {
  const fresh = await createOrganization();
  const steps = async () => Object.values(await checklist(fresh.owner.scope)).filter(Boolean).length;
  expect(await steps()).toBe(0);
  const { channelAccountId } = await createNumber(fresh);
  expect(await steps()).toBe(1);
  const { conversationId } = await createConversation(fresh, { channelAccountId });
  expect(await steps()).toBe(2);
  const content = { type: "text" as const, body: "Hola" };
  const out = { content, authorId: null, clientMessageId: null, replyToProviderId: null };
  const says = (origin: "automatic" | "agent") =>
    inOrg(fresh.owner.scope, async (s) =>
      enqueue(s, await lockConversation(s, conversationId), { ...out, origin }),
    );
  await says("automatic");
  expect(await steps()).toBe(2);
  await says("agent");
  expect(await steps()).toBe(3);
  await createMember(fresh, "agent");
  expect(await steps()).toBe(4);
  const email = address();
  await invite(fresh.owner.scope, { email, role: "agent" });
  expect(await steps()).toBe(4);
  const token = linkSecret((await mailsTo(mail, email))[0], "invitation");
  await acceptInvitation({ token, ...newcomer }, ip());
  expect(await steps()).toBe(5);
});
