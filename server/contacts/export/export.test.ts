import { expect, test } from "vitest";
import { inOrg } from "@/db/org";
import { withDatabase } from "@/server/testing/environment";
import { createConversation, createOrganization } from "@/server/testing/factories";
import { createAttribute } from "../create-attribute";
import { setAttribute } from "../set-attribute";
import { exportContacts } from "./export-contacts";

withDatabase();

test("everybody of the organization leaves as a line, no cell as a formula, and the audit says who took them", async () => {
  const [org, other] = [await createOrganization(), await createOrganization()];
  const { contactId } = await createConversation(org, { phone: "541152631234" });
  await createConversation(other, { phone: "541152639999" });
  const { key } = await createAttribute(org.owner.scope, { label: "Nota", type: "text", choices: [] });
  await setAttribute(org.owner.scope, { contactId, key, value: "=HYPERLINK(1)" });
  let csv = "";
  for await (const lines of await exportContacts(org.owner.scope, ["Nombre"])) csv += lines;
  expect(csv.trimEnd().split("\r\n")).toHaveLength(2);
  expect(csv).toContain("+541152631234");
  expect(csv).toContain("'=HYPERLINK(1)");
  expect(csv).not.toContain("541152639999");
  const rows = await inOrg(
    org.owner.scope,
    (s) => s.sql`select actor_id from audit_rows where action = 'contacts.exported'`,
  );
  expect(rows).toEqual([{ actor_id: org.owner.memberId }]);
});
