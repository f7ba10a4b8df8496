import { afterAll, beforeEach, expect, test, vi } from "vitest";
import { inOrg } from "@/db/org";
import { type BankServer, startBank } from "@/server/local/bank/server";
import { bankConnector, createBankConnector, prepareBank } from "@/server/testing/connector-source";
import { withDatabase } from "@/server/testing/environment";
import { createConversation, createOrganization, type TestOrganization } from "@/server/testing/factories";
import { archiveConnector } from "./archive-connector";
import { createConnector } from "./create-connector";
import { findConnector, listConnectors } from "./queries";
import { readLive } from "./read-live";
import { tryConnector } from "./try-connector";
import { updateConnector } from "./update-connector";

const key = "s3cret-bank-key";
let bank: BankServer;
withDatabase(async () => {
  bank = await startBank({ port: 0, key });
  return { EGRESS_ALLOW: new URL(bank.url).host };
});
afterAll(() => bank.close());

let org: TestOrganization;
let connectorId: string;
const input = (more: Parameters<typeof bankConnector>[2] = {}) => bankConnector(bank.url, key, more);
const kept = (more: Parameters<typeof bankConnector>[2] = {}) =>
  input({ headers: [{ name: "X-API-Key", secret: true, value: null }], ...more });

beforeEach(async () => {
  org = await createOrganization();
  connectorId = await createBankConnector(org, { url: bank.url, key });
});

test("a secret is never given back, and stays until it is replaced or sent elsewhere", async () => {
  const { scope } = org.owner;
  const found = await findConnector(scope, { connectorId });
  expect(found.headers).toEqual([{ name: "x-api-key", secret: true, value: null }]);
  await updateConnector(scope, { ...kept({ name: "Core" }), connectorId, version: 1 });
  const { contactId } = await createConversation(org, { phone: "5491155017310" });
  expect((await readLive(scope, { contactIds: [contactId] }))[0]?.outcome).toBe("ok");
  const elsewhere = { ...kept(), connectorId, version: 2, url: "https://other.example/{{contact.phone}}" };
  await expect(updateConnector(scope, elsewhere)).rejects.toMatchObject({ details: { what: "secrets" } });
  await expect(tryConnector(scope, { ...elsewhere, contactId })).rejects.toMatchObject({
    details: { what: "secrets" },
  });
  const wrong = input({ headers: [{ name: "x-api-key", secret: true, value: "wrong" }] });
  await updateConnector(scope, { ...wrong, connectorId, version: 2 });
  const [refused] = await readLive(scope, {
    contactIds: [contactId],
    notOlderThan: new Date(Date.now() + 60_000),
  });
  expect(refused?.outcome).toBe("status");
});

test("a try shows what came without keeping it, and without the key", async () => {
  const said: string[] = [];
  const spy = vi.spyOn(process.stdout, "write").mockImplementation((chunk) => said.push(String(chunk)) > 0);
  const { contactId } = await createConversation(org, { phone: "5491155017310" });
  const trial = await tryConnector(org.owner.scope, { ...kept(), connectorId, contactId });
  spy.mockRestore();
  expect(trial).toMatchObject({
    outcome: "ok",
    status: 200,
    attributes: [
      { key: "cluster", value: "CLCIC" },
      { key: "balance", value: 15500 },
    ],
    objects: [{ typeKey: "product", rows: 4 }],
    missed: [],
  });
  expect(JSON.stringify([trial, said])).not.toContain(key);
  const rows = await inOrg(
    org.owner.scope,
    ({ sql }) => sql`
    select (select count(*)::int from contact_objects) as objects, (select count(*)::int from connector_readings) as readings,
      (select jsonb_agg(a) from audit_rows a)::text as audit, (select jsonb_agg(c) from connectors c)::text as kept`,
  );
  expect(rows[0]).toMatchObject({ objects: 0, readings: 0 });
  expect(JSON.stringify(rows)).not.toContain(key);
});

test.each([
  ["http://169.254.169.254/latest", "private"],
  ["http://localhost.:5432/", "port"],
  ["https://user:pass@bank.example/", "user-info"],
  ["http://[::ffff:10.0.0.1]/{{contact.phone}}", "private"],
])("%s is refused where it is typed", async (url, why) => {
  const refused = { code: "ADDRESS_REFUSED", details: { why } };
  await expect(createConnector(org.owner.scope, input({ name: "x", url }))).rejects.toMatchObject(refused);
  await expect(
    updateConnector(org.owner.scope, { ...kept({ url }), connectorId, version: 1 }),
  ).rejects.toMatchObject(refused);
});

test("a change that did not see the last one is refused, and so is a second one of that name", async () => {
  const { scope } = org.owner;
  await updateConnector(scope, { ...kept(), connectorId, version: 1 });
  await expect(updateConnector(scope, { ...kept(), connectorId, version: 1 })).rejects.toMatchObject({
    details: { what: "version" },
  });
  await expect(createConnector(scope, input({ name: "CORE BANCARIO" }))).rejects.toMatchObject({
    details: { what: "name" },
  });
});

test("what is archived is not asked, and comes back where its name is free", async () => {
  const { scope } = org.owner;
  const { contactId } = await createConversation(org, { phone: "5491155017310" });
  await archiveConnector(scope, { connectorId, archived: true });
  expect(await readLive(scope, { contactIds: [contactId] })).toEqual([]);
  const second = await createConnector(scope, input());
  await expect(archiveConnector(scope, { connectorId, archived: false })).rejects.toMatchObject({
    code: "CONFLICT",
  });
  await archiveConnector(scope, { ...second, archived: true });
  await archiveConnector(scope, { connectorId, archived: false });
  expect((await listConnectors(scope)).map(({ archived }) => archived)).toEqual([false, true]);
});

test("a secret of one organization opens nothing in another", async () => {
  const other = await createOrganization();
  await prepareBank(other.owner.scope);
  const { contactId } = await createConversation(other, { phone: "5491155017310" });
  const theirs = { ...kept(), connectorId, contactId };
  await expect(tryConnector(other.owner.scope, theirs)).rejects.toMatchObject({ code: "NOT_FOUND" });
  const [row] = await inOrg(
    org.owner.scope,
    ({ sql }) => sql<{ headers: object }[]>`select headers from connectors`,
  );
  const stolen = await createConnector(other.owner.scope, input({ headers: [] }));
  await inOrg(
    other.owner.scope,
    ({ sql }) =>
      sql`update connectors set headers = ${JSON.stringify(row?.headers)}::text::jsonb where id = ${stolen.connectorId}`,
  );
  await expect(readLive(other.owner.scope, { contactIds: [contactId] })).rejects.toThrow();
});
