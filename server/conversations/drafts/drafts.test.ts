import { beforeEach, expect, test } from "vitest";
import { inOrg } from "@/db/org";
import { withDatabase } from "@/server/testing/environment";
import {
  createConversation,
  createMember,
  createOrganization,
  type TestMember,
  type TestOrganization,
} from "@/server/testing/factories";
import { listDrafts, readDraft } from "./queries";
import { saveDraft } from "./save-draft";

withDatabase();

let org: TestOrganization;
let agent: TestMember;
let conversationId: string;
const draft = (body: string, base: number) => ({ conversationId, mode: "reply" as const, body, base });

beforeEach(async () => {
  org = await createOrganization();
  agent = await createMember(org, "agent");
  conversationId = (await createConversation(org)).conversationId;
});

test("is one's own on every device, and nobody else's", async () => {
  await saveDraft(agent.scope, draft("Buenas", 0));
  expect(await readDraft(agent.scope, { conversationId })).toMatchObject({ body: "Buenas", revision: 1 });
  expect(await listDrafts(agent.scope)).toEqual([{ conversationId, start: "Buenas" }]);
  expect(await readDraft(org.owner.scope, { conversationId })).toBeNull();
  expect(await listDrafts(org.owner.scope)).toEqual([]);
});

test("a device that has not seen the last revision overwrites nothing and gets it", async () => {
  await saveDraft(agent.scope, draft("Desde la oficina", 0));
  await saveDraft(agent.scope, draft("Desde la oficina, más", 1));
  const late = await saveDraft(agent.scope, draft("Desde el teléfono", 1));
  expect(late).toMatchObject({ revision: null, newer: { body: "Desde la oficina, más", revision: 2 } });
  expect(await saveDraft(agent.scope, draft("Desde el teléfono", 2))).toEqual({ revision: 3, newer: null });
});

test("two saves at the same moment: one wins, the other is told", async () => {
  const both = await Promise.all([
    saveDraft(agent.scope, draft("uno", 0)),
    saveDraft(agent.scope, draft("dos", 0)),
  ]);
  expect(both.map((one) => one.newer === null).sort()).toEqual([false, true]);
});

test("ends when its text does, and begins again with what the device saw last", async () => {
  await saveDraft(agent.scope, draft("Hola", 0));
  await saveDraft(agent.scope, draft("  ", 1));
  expect(await readDraft(agent.scope, { conversationId })).toBeNull();
  expect(await saveDraft(agent.scope, draft("Otra", 2))).toEqual({ revision: 3, newer: null });
});

test("leaves its beginning and its end in the audit, never its words", async () => {
  await saveDraft(agent.scope, draft("Secreto", 0));
  await saveDraft(agent.scope, draft("Secreto y más", 1));
  await saveDraft(agent.scope, draft("", 2));
  const rows = await inOrg(
    org.owner.scope,
    (s) => s.sql<{ action: string; row: string }[]>`
      select action, audit_rows::text as row from audit_rows where action like 'draft.%' order by id`,
  );
  expect(rows.map((r) => r.action)).toEqual(["draft.begun", "draft.ended"]);
  expect(rows.some((r) => r.row.includes("Secreto"))).toBe(false);
});

test("who does not see the conversation has no draft of it", async () => {
  const stranger = await createMember(org, "agent", { teamIds: [] });
  await expect(saveDraft(stranger.scope, draft("Hola", 0))).rejects.toMatchObject({ code: "NOT_FOUND" });
  await expect(readDraft(stranger.scope, { conversationId })).rejects.toMatchObject({ code: "NOT_FOUND" });
});
