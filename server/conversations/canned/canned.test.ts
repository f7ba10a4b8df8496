import { beforeEach, expect, test } from "vitest";
import { withDatabase } from "@/server/testing/environment";
import {
  createConversation,
  createMember,
  createOrganization,
  type TestMember,
  type TestOrganization,
} from "@/server/testing/factories";
import { createCanned } from "./create-canned";
import { deleteCanned } from "./delete-canned";
import { cannedValues, listCanned } from "./queries";
import { updateCanned } from "./update-canned";

withDatabase();

let org: TestOrganization;
let agent: TestMember;
const hello = {
  shared: false,
  shortcut: "hola",
  body: "Hola {{contact.firstName}}",
  language: "es" as const,
};

beforeEach(async () => {
  org = await createOrganization();
  agent = await createMember(org, "agent");
});

test("one's own are seen by nobody else, shared ones by everybody", async () => {
  await createCanned(agent.scope, hello);
  await createCanned(org.owner.scope, { ...hello, shared: true, shortcut: "horario", folder: "Inicio" });
  expect((await listCanned(agent.scope)).map((c) => [c.shortcut, c.shared])).toEqual([
    ["hola", false],
    ["horario", true],
  ]);
  expect((await listCanned(org.owner.scope)).map((c) => c.shortcut)).toEqual(["horario"]);
});

test("a shortcut is taken once per owner and language", async () => {
  await createCanned(agent.scope, hello);
  await expect(createCanned(agent.scope, hello)).rejects.toMatchObject({
    code: "CONFLICT",
    details: { what: "shortcut" },
  });
  await createCanned(agent.scope, { ...hello, language: "pt" });
  const { cannedId } = await createCanned(agent.scope, { ...hello, shortcut: "otra" });
  await expect(updateCanned(agent.scope, { ...hello, cannedId })).rejects.toMatchObject({ code: "CONFLICT" });
  await createCanned(org.owner.scope, { ...hello, shared: true });
});

test("sharing, and touching what is shared, needs the right", async () => {
  await expect(createCanned(agent.scope, { ...hello, shared: true })).rejects.toMatchObject({
    code: "FORBIDDEN",
  });
  const own = await createCanned(agent.scope, hello);
  await expect(updateCanned(agent.scope, { ...hello, ...own, shared: true })).rejects.toMatchObject({
    code: "FORBIDDEN",
  });
  const shared = await createCanned(org.owner.scope, { ...hello, shared: true });
  await expect(deleteCanned(agent.scope, shared)).rejects.toMatchObject({ code: "FORBIDDEN" });
  await expect(updateCanned(org.owner.scope, { ...hello, ...own })).rejects.toMatchObject({
    code: "NOT_FOUND",
  });
  await updateCanned(agent.scope, { ...hello, ...own, body: "Buenas" });
  expect(await listCanned(agent.scope)).toContainEqual(
    expect.objectContaining({ id: own.cannedId, body: "Buenas" }),
  );
});

test("variables take their values from the conversation that the member sees", async () => {
  const { conversationId } = await createConversation(org, { phone: "5491155550123" });
  expect(await cannedValues(agent.scope, { conversationId })).toMatchObject({
    "contact.firstName": "Customer",
    "agent.name": agent.scope.actor.name,
    "organization.name": org.slug,
  });
  const stranger = await createMember(org, "agent", { teamIds: [] });
  await expect(cannedValues(stranger.scope, { conversationId })).rejects.toMatchObject({ code: "NOT_FOUND" });
});
