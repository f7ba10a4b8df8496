import { expect, test } from "vitest";
import { auditTrail } from "@/server/audit/queries";
import { sessionIsCurrent } from "@/server/scope";
import { withDatabase } from "@/server/testing/environment";
import { createOrganization } from "@/server/testing/factories";
import { checkPassword } from "@/server/users/check-password";
import { userByEmail } from "@/server/users/queries";
import { changePassword } from "./change-password";

withDatabase();

const world = async () => (await createOrganization()).owner;

async function claims(email: string) {
  const user = await userByEmail(email);
  return { userId: user?.id ?? "", sessionVersion: user?.sessionVersion ?? 0 };
}

const first = "a phrase of four words";
const second = "another phrase of five words";

test("who has none sets one, who has one proves it; every session ends, and the trace stays", async () => {
  const { userId, email, scope } = await world();
  await changePassword(await claims(email), { current: "", next: first });
  const before = await claims(email);
  await expect(changePassword(before, { current: "not the one it is", next: second })).rejects.toMatchObject({
    code: "WRONG_PASSWORD",
  });
  expect(await sessionIsCurrent(before)).toBe(true);
  await changePassword(before, { current: first, next: second });
  expect(await sessionIsCurrent(before)).toBe(false);
  expect(await checkPassword(email, first, "192.0.2.1")).toBeNull();
  expect(await checkPassword(email, second, "192.0.2.1")).toMatchObject({ userId });
  const { rows } = await auditTrail(scope, {});
  expect(rows.filter((row) => row.action === "member.password-changed")).toHaveLength(2);
});

test("guessing the current one is stopped", async () => {
  const { email } = await world();
  await changePassword(await claims(email), { current: "", next: first });
  const guess = async () => changePassword(await claims(email), { current: "wrong", next: second });
  const refusals = await Promise.allSettled(Array.from({ length: 12 }, guess));
  const codes = refusals.map((r) => (r.status === "rejected" ? r.reason.code : "changed"));
  expect(codes).toContain("RATE_LIMITED");
  expect(codes).not.toContain("changed");
});
