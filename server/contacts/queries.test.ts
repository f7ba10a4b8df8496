import { expect, test } from "vitest";
import { inOrg } from "@/db/org";
import { withDatabase } from "@/server/testing/environment";
import { createConversation, createOrganization } from "@/server/testing/factories";
import { listContacts } from "./list-queries";
import { findContacts } from "./queries";

withDatabase();

test("a contact is found without accents, by a part of the number, and by no other organization", async () => {
  const [ours, theirs] = [await createOrganization(), await createOrganization()];
  const { contactId } = await createConversation(ours, { phone: "5491152631234" });
  await createConversation(ours);
  const { scope } = ours.owner;
  await inOrg(scope, (s) => s.sql`update contacts set name = 'Inés Prado' where id = ${contactId}`);
  const found = { id: contactId, name: "Inés Prado", address: "+54 9 11 5263 1234" };
  expect(await findContacts(scope, { find: "ines" })).toEqual([found]);
  expect(await findContacts(scope, { find: "pra" })).toEqual([found]);
  expect(await findContacts(scope, { find: "5263-1234" })).toEqual([found]);
  expect(await findContacts(scope, { find: "%" })).toEqual([]);
  expect(await findContacts(scope, { find: "" })).toHaveLength(2);
  expect(await findContacts(theirs.owner.scope, { find: "ines" })).toEqual([]);
});

test("the list of contacts says what it goes by: since when each is one, the newest first", async () => {
  const org = await createOrganization();
  for (const at of ["2026-01-05T12:00:00Z", "2026-02-05T12:00:00Z", "2026-03-05T12:00:00Z"]) {
    const { contactId } = await createConversation(org);
    await inOrg(
      org.owner.scope,
      (s) => s.sql`update contacts set created_at = ${at} where id = ${contactId}`,
    );
  }
  const { items } = await listContacts(org.owner.scope, { limit: 50 });
  expect(items.map(({ since }) => since.getUTCMonth())).toEqual([2, 1, 0]);
});
