import { beforeEach, expect, test } from "vitest";
import { inOrg } from "@/db/org";
import { withDatabase } from "@/server/testing/environment";
import {
  createConversation,
  createMember,
  createOrganization,
  type TestOrganization,
} from "@/server/testing/factories";

import { createAttribute } from "./create-attribute";
import { contactProfile } from "./profile-queries";
import { setAttribute } from "./set-attribute";
import { setExecutive } from "./set-executive";
import { updateAttribute } from "./update-attribute";

withDatabase();

let org: TestOrganization;
let contactId: string;
beforeEach(async () => {
  org = await createOrganization();
  ({ contactId } = await createConversation(org));
});

test("a value is kept as its type, and what is not of it is refused", async () => {
  const { scope } = org.owner;
  const { key } = await createAttribute(scope, { label: "Días de atraso", type: "number", choices: [] });
  expect(key).toBe("dias_de_atraso");
  await setAttribute(scope, { contactId, key, value: "31" });
  expect(await contactProfile(scope, { contactId })).toMatchObject({
    attributes: [{ key, label: "Días de atraso", value: 31 }],
  });
  const wrong = setAttribute(scope, { contactId, key, value: "muchos" });
  await expect(wrong).rejects.toMatchObject({ code: "INVALID" });
  await setAttribute(scope, { contactId, key, value: null });
  const [row] = await inOrg(scope, (s) => s.sql`select attributes from contacts where id = ${contactId}`);
  expect(row).toEqual({ attributes: {} });
});

test("a choice is one of those that are offered; two are not called the same", async () => {
  const { scope } = org.owner;
  const { key } = await createAttribute(scope, { label: "Plan", type: "choice", choices: ["Oro", "Plata"] });
  await setAttribute(scope, { contactId, key, value: "Oro" });
  await expect(setAttribute(scope, { contactId, key, value: "Bronce" })).rejects.toMatchObject({
    code: "INVALID",
  });
  const again = createAttribute(scope, { label: "plan", type: "text", choices: [] });
  await expect(again).rejects.toMatchObject({ code: "CONFLICT" });
  await updateAttribute(scope, { key, archived: true });
  await expect(setAttribute(scope, { contactId, key, value: "Oro" })).rejects.toMatchObject({
    code: "NOT_FOUND",
  });
});

test("a contact belongs to a member who takes conversations, or to nobody", async () => {
  const { scope } = org.owner;
  const [agent, marketer] = [await createMember(org, "agent"), await createMember(org, "marketer")];
  await setExecutive(scope, { contactId, memberId: agent.memberId });
  expect((await contactProfile(scope, { contactId })).executive).toMatchObject({
    id: agent.memberId,
    gone: false,
  });
  const wrong = setExecutive(scope, { contactId, memberId: marketer.memberId });
  await expect(wrong).rejects.toMatchObject({ code: "NOT_FOUND" });
  await setExecutive(scope, { contactId, memberId: null });
  expect((await contactProfile(scope, { contactId })).executive).toBeNull();
});
