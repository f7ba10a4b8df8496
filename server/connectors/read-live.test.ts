import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { inOrg } from "@/db/org";
import { type BankServer, startBank } from "@/server/local/bank/server";
import { createBankConnector } from "@/server/testing/connector-source";
import { withDatabase } from "@/server/testing/environment";
import { createConversation, createOrganization, type TestOrganization } from "@/server/testing/factories";
import { contactReadings } from "./queries";
import { readLive } from "./read-live";
import { updateConnector } from "./update-connector";

const key = "the-bank-key";
let bank: BankServer;
withDatabase(async () => {
  bank = await startBank({ port: 0, key });
  return { EGRESS_ALLOW: new URL(bank.url).host };
});
afterAll(() => bank.close());

const which = { taxId: "12453412", productId: "1002" };
let org: TestOrganization;
let connectorId: string;
let contactId: string;

const tell = (act: string, said: object = {}) =>
  fetch(`${bank.url}/admin/${act}`, {
    method: "POST",
    headers: { "x-api-key": key },
    body: JSON.stringify(said),
  });
const read = (notOlderThan?: Date) =>
  readLive(org.owner.scope, { contactIds: [contactId], ...(notOlderThan ? { notOlderThan } : {}) });
/** Whatever is remembered. */
const anew = async () => (await read(new Date(Date.now() + 60_000)))[0];
const debts = (one: Awaited<ReturnType<typeof anew>>) =>
  Object.fromEntries((one?.values.objects.product ?? []).map((row) => [row.externalKey, row.values.debt]));
const sql = <T extends object>(text: string) => inOrg(org.owner.scope, (s) => s.sql.unsafe<T[]>(text));

beforeAll(() => tell("reset"));
beforeEach(async () => {
  await tell("reset");
  org = await createOrganization();
  connectorId = await createBankConnector(org, { url: bank.url, key });
  ({ contactId } = await createConversation(org, { phone: "5491155017310" }));
});

test("what a source says stands with the contact, with its date", async () => {
  const [reading] = await read();
  expect(reading).toMatchObject({ outcome: "ok", name: "Core bancario", failingSince: null, missing: [] });
  expect(reading?.values.attributes).toEqual({ cluster: "CLCIC", balance: 15500 });
  expect(debts(reading)).toEqual({ 1001: 0, 1002: 64000, 1003: 0, 1004: 0 });
  const credit = reading?.values.objects.product?.find(({ externalKey }) => externalKey === "1002");
  expect(credit?.values).toEqual({ name: "Credito Corp", debt: 64000, opened: "2005-06-07" });
  const [shown] = await contactReadings(org.owner.scope, { contactId });
  expect(shown).toMatchObject({ outcome: "ok", stale: false, failingSince: null });
  expect(shown?.asOf).toBeInstanceOf(Date);
});

test("it is asked again only for what is older than wanted", async () => {
  const before = bank.asked;
  await read();
  await tell("debt", { ...which, debt: 70500.25 });
  expect(debts((await read())[0])["1002"]).toBe(64000);
  expect(bank.asked - before).toBe(1);
  expect(debts(await anew())["1002"]).toBe(70500.25);
  expect(bank.asked - before).toBe(2);
});

test("many who ask at once make one question", async () => {
  await tell("behaviour", { mode: "slow", afterMs: 200 });
  const before = bank.asked;
  const all = await Promise.all(Array.from({ length: 8 }, () => anew()));
  expect(bank.asked - before).toBe(1);
  expect(new Set(all.map((one) => one?.asOf?.getTime())).size).toBe(1);
});

test.each([
  ["hangs", { mode: "hang" }, "timeout"],
  ["is down", { mode: "down" }, "unreachable"],
  ["sends 50 MB", { mode: "flood" }, "too-large"],
  ["sends a page", { mode: "page" }, "not-json"],
  ["says that its page is JSON", { mode: "lie" }, "not-json"],
  ["fails", { mode: "error" }, "status"],
  ["writes words for numbers", { mode: "wrong-types" }, "mismatch"],
])("a source that %s leaves the last values with their age", async (_, how, outcome) => {
  const [good] = await read();
  await tell("behaviour", how);
  await tell("debt", { ...which, debt: 1 });
  const failed = await anew();
  expect(failed).toMatchObject({ outcome, asOf: good?.asOf, values: { attributes: { balance: 15500 } } });
  expect(failed?.failingSince).toBeInstanceOf(Date);
  expect(debts(failed)["1002"]).toBe(64000);
  const again = await anew();
  expect(again?.failingSince).toEqual(failed?.failingSince);
  await tell("behaviour", { mode: "normal" });
  const back = await anew();
  expect(back).toMatchObject({ outcome: "ok", failingSince: null });
  expect(debts(back)["1002"]).toBe(1);
});

test("who is not known there is told apart from who cannot be asked about", async () => {
  const { contactId: stranger } = await createConversation(org, { phone: "5491100000000" });
  const [unknown] = await readLive(org.owner.scope, { contactIds: [stranger] });
  expect(unknown).toMatchObject({ outcome: "not-found", failingSince: null, asOf: null });
  await sql(`update identities set kind = 'visitor' where contact_id = '${stranger}'`);
  const [lacking] = await readLive(org.owner.scope, {
    contactIds: [stranger],
    notOlderThan: new Date(Date.now() + 60_000),
  });
  expect(lacking).toMatchObject({ outcome: "missing", missing: ["contact.phone"], failingSince: null });
});

test("after five faults it is left alone; later one asks for all, and what is well is asked by everybody", async () => {
  await read();
  await tell("behaviour", { mode: "error" });
  for (let n = 0; n < 5; n++) expect((await anew())?.outcome).toBe("status");
  const before = bank.asked;
  expect(await anew()).toMatchObject({ outcome: "waiting", values: { attributes: { balance: 15500 } } });
  expect(bank.asked).toBe(before);
  const others = await Promise.all(
    ["5491144089021", "5492234557810"].map((phone) => createConversation(org, { phone })),
  );
  const contactIds = [contactId, ...others.map((one) => one.contactId)];
  const all = () => readLive(org.owner.scope, { contactIds, notOlderThan: new Date(Date.now() + 60_000) });
  await sql("update connector_health set open_until = app_now() - interval '1 second'");
  expect((await all()).map(({ outcome }) => outcome).sort()).toEqual(["status", "waiting", "waiting"]);
  const [opened] = await sql<{ seconds: number }>(
    "select extract(epoch from open_until - app_now())::float as seconds from connector_health",
  );
  expect(opened?.seconds).toBeGreaterThan(45);
  await tell("behaviour", { mode: "normal" });
  await sql("update connector_health set open_until = app_now() - interval '1 second'");
  expect((await all()).map(({ outcome }) => outcome).sort()).toEqual(["ok", "waiting", "waiting"]);
  expect((await all()).map(({ outcome }) => outcome)).toEqual(["ok", "ok", "ok"]);
});

test("a passing fault of a GET is asked again, within its time", async () => {
  const { bankConnector } = await import("@/server/testing/connector-source");
  const input = bankConnector(bank.url, key, { retries: 2, timeoutMs: 5_000 });
  await updateConnector(org.owner.scope, { ...input, connectorId, version: 1 });
  await tell("behaviour", { mode: "error", times: 1 });
  expect(await anew()).toMatchObject({ outcome: "ok" });
  await tell("behaviour", { mode: "error", times: 3 });
  expect(await anew()).toMatchObject({ outcome: "status" });
});

test("another organization's contacts and connectors do not exist", async () => {
  const other = await createOrganization();
  const mine = { contactIds: [contactId] };
  await expect(readLive(other.owner.scope, mine)).rejects.toMatchObject({ code: "NOT_FOUND" });
  const { contactId: own } = await createConversation(other, { phone: "5491155017310" });
  await expect(readLive(other.owner.scope, { contactIds: [own], connectorId })).rejects.toMatchObject({
    code: "NOT_FOUND",
  });
  expect(await readLive(other.owner.scope, { contactIds: [own] })).toEqual([]);
});

test("what is archived is passed over, and a contact that was merged meanwhile gets nothing", async () => {
  await sql("update attribute_definitions set archived_at = app_now() where key = 'balance'");
  await sql("update object_types set archived_at = app_now()");
  expect(await anew()).toMatchObject({
    outcome: "ok",
    values: { attributes: { cluster: "CLCIC" }, objects: {} },
  });
  await tell("behaviour", { mode: "slow", afterMs: 300 });
  const { contactId: kept } = await createConversation(org, { phone: "5491144089021" });
  const reading = anew();
  await new Promise((resolve) => setTimeout(resolve, 100));
  await sql(`update contacts set merged_into = '${kept}', attributes = '{}' where id = '${contactId}'`);
  await reading;
  const [merged] = await sql<{ attributes: object }>(
    `select attributes from contacts where id = '${contactId}'`,
  );
  expect(merged?.attributes).toEqual({});
});
