import { expect, test } from "vitest";
import { newId } from "@/db/id";
import { inOrg } from "@/db/org";
import { addNote } from "@/server/contacts/add-note";
import { withDatabase } from "@/server/testing/environment";
import {
  createConversation,
  createMember,
  createNumber,
  createOrganization,
} from "@/server/testing/factories";
import { note } from "../note";
import { exportHistory } from "./export-history";
import { historyPdf } from "./history-pdf";

withDatabase();

const all = { kinds: ["said", "automatic", "notes", "events", "consents"] as const };

test("a contact's history comes oldest first, with consents, and leaves its line in the audit", async () => {
  const org = await createOrganization();
  const { channelAccountId } = await createNumber(org);
  const said = await createConversation(org, { channelAccountId, text: "Hola, ¿cómo están? żółć Ω 你好" });
  await note(org.owner.scope, {
    conversationId: said.conversationId,
    body: "Llamar mañana",
    clientMessageId: said.messageId.replace(/^./, "f"),
    mentions: [],
  } as Parameters<typeof note>[1]);
  await addNote(org.owner.scope, {
    ...{ contactId: said.contactId, clientNoteId: newId(), body: "Prefiere que la llamen" },
  });
  const asked = { contactId: said.contactId, kinds: [...all.kinds], format: "json" as const };
  const history = await exportHistory(org.owner.scope, asked);
  expect(history.entries.map((one) => one.content)).toMatchObject([
    { type: "text" },
    { type: "note", body: "Llamar mañana" },
  ]);
  expect(history.beside).toMatchObject([
    { consent: { purpose: "service", state: "in", source: "wrote-first" }, note: null },
    { note: { body: "Prefiere que la llamen" }, consent: null },
  ]);
  expect(history.cut).toBe(false);
  const lines = await inOrg(
    org.owner.scope,
    ({ sql, orgId }) => sql<{ details: object }[]>`
      select details from audit_rows where org_id = ${orgId} and action = 'contact.exported'`,
  );
  expect(lines).toMatchObject([{ details: { format: "json", entries: 2 } }]);
  const pdf = await historyPdf(history, { locale: "es", timeZone: "America/Argentina/Buenos_Aires" });
  expect(pdf.subarray(0, 5).toString()).toBe("%PDF-");
  expect(pdf.length).toBeGreaterThan(5_000);
});

test("what a member may not read is not in what they take along, and other organizations' contacts are not there", async () => {
  const [org, other] = await Promise.all([createOrganization(), createOrganization()]);
  const { channelAccountId } = await createNumber(org);
  const { contactId } = await createConversation(org, { channelAccountId });
  const back = await createMember(org, "back-office", { teamIds: [] });
  const asked = { contactId, kinds: [...all.kinds], format: "json" as const };
  expect((await exportHistory(back.scope, asked)).entries).toEqual([]);
  await expect(exportHistory(other.owner.scope, asked)).rejects.toMatchObject({ code: "NOT_FOUND" });
});
