import { afterAll, beforeEach, expect, test } from "vitest";
import { inOrg } from "@/db/org";
import { type BankServer, startBank } from "@/server/local/bank/server";
import { bankConnector, bankMany, createBankConnector } from "@/server/testing/connector-source";
import { withDatabase } from "@/server/testing/environment";
import { createConversation, createOrganization, type TestOrganization } from "@/server/testing/factories";
import { createConnector } from "./create-connector";
import { findConnector } from "./queries";
import { readLive } from "./read-live";
import { connectorManyTrial, newConnector } from "./schema";
import { tryMany } from "./try-many";
import { updateConnector } from "./update-connector";

const key = "the-bank-key";
let bank: BankServer;
withDatabase(async () => {
  bank = await startBank({ port: 0, key });
  return { EGRESS_ALLOW: new URL(bank.url).host };
});
afterAll(() => bank.close());

const phones = ["5491155017310", "5491144089021", "5492234557810", "5493815342290", "5491160217345"];
const stranger = "5491100000000";
let org: TestOrganization;
let connectorId: string;
let contactIds: string[];

const tell = (act: string, said: object = {}) =>
  fetch(`${bank.url}/admin/${act}`, {
    method: "POST",
    headers: { "x-api-key": key },
    body: JSON.stringify(said),
  });
const met = async (list: string[], of = org) => {
  const ids: string[] = [];
  for (const phone of list) ids.push((await createConversation(of, { phone })).contactId);
  return ids;
};
/** Whatever is remembered. */
const read = (ids = contactIds) =>
  readLive(org.owner.scope, { contactIds: ids, notOlderThan: new Date(Date.now() + 60_000) });
const byContact = async (ids = contactIds) => new Map((await read(ids)).map((one) => [one.contactId, one]));
const outcomes = async (ids = contactIds) => {
  const found = await byContact(ids);
  return ids.map((id) => found.get(id)?.outcome);
};
const sql = <T extends object>(text: string) => inOrg(org.owner.scope, (s) => s.sql.unsafe<T[]>(text));
const way = (more: Partial<ReturnType<typeof bankMany>> = {}) => ({ ...bankMany(bank.url), ...more });
const set = async (more: Parameters<typeof bankConnector>[2]) => {
  const { version } = await findConnector(org.owner.scope, { connectorId });
  const input = bankConnector(bank.url, key, { many: way(), ...more });
  await updateConnector(org.owner.scope, { ...input, connectorId, version });
};

beforeEach(async () => {
  await tell("reset");
  org = await createOrganization();
  connectorId = await createBankConnector(org, { url: bank.url, key }, { many: way() });
  contactIds = await met(phones);
});

test("many are asked about in one request, and each gets what is theirs", async () => {
  const before = bank.asked;
  const found = await byContact();
  expect(bank.asked - before).toBe(1);
  const [cynthia = "", raul = ""] = contactIds;
  expect(found.get(cynthia)).toMatchObject({
    outcome: "ok",
    failingSince: null,
    missing: [],
    values: { attributes: { cluster: "CLCIC", balance: 15500 } },
  });
  expect(found.get(cynthia)?.values.objects.product).toHaveLength(4);
  const own = found.get(raul)?.values.objects.product ?? [];
  expect(own.find(({ externalKey }) => externalKey === "3001")?.values.debt).toBe(184200.5);
  expect([...found.values()].every(({ asOf }) => asOf instanceof Date)).toBe(true);
  const [audited] = await sql<{ said: number; told: number }>(
    `select count(*) filter (where action = 'contact.attributes-written')::int as said,
      (select count(distinct ref_id)::int from changes where kind = 'contact') as told from audit_rows`,
  );
  expect(audited).toEqual({ said: 5, told: 5 });
});

test("they are read as one by one: the same values, the same rows", async () => {
  const kept = () =>
    sql(`select k.attributes, array(select jsonb_build_object('key', o.external_key, 'values', o.values) from contact_objects o
      where o.contact_id = k.id order by o.external_key) as objects from contacts k order by k.id`);
  await read();
  const together = await kept();
  for (const id of contactIds) await read([id]);
  expect([...(await kept())]).toEqual([...together]);
  expect(together.every((row) => Object.keys(row).length === 2)).toBe(true);
});

test("by address as well as by body, in pieces of at most so many; who is alone is asked about alone", async () => {
  const url = `${bank.url}/v1/customers/batch?phones={{keys}}`;
  await set({ many: way({ method: "GET", url, body: null, most: 2 }) });
  const before = bank.asked;
  expect(await outcomes()).toEqual(Array.from({ length: 5 }, () => "ok"));
  expect(bank.asked - before).toBe(3);
});

test("who is not in the answer is not known there; who has no key is not asked about", async () => {
  const [unknown = "", lacking = ""] = await met([stranger, "5491100000001"]);
  await sql(`update identities set kind = 'visitor' where contact_id = '${lacking}'`);
  const found = await byContact([...contactIds, unknown, lacking]);
  expect(found.get(unknown)).toMatchObject({ outcome: "not-found", failingSince: null, asOf: null });
  expect(found.get(lacking)).toMatchObject({
    outcome: "missing",
    missing: ["contact.phone"],
    failingSince: null,
  });
  expect(found.get(contactIds[0] ?? "")?.outcome).toBe("ok");
  const before = bank.asked;
  const [health] = await sql<{ outcome: string; failures: number }>(
    "select outcome, failures from connector_health",
  );
  expect(health).toEqual({ outcome: "ok", failures: 0 });
  await sql(`update identities set kind = 'visitor' where contact_id = '${unknown}'`);
  expect(await outcomes([unknown, lacking])).toEqual(["missing", "missing"]);
  expect(bank.asked).toBe(before);
});

test("two contacts of one key share its row", async () => {
  await sql(
    `insert into attribute_definitions (key, label, type, created_at) values ('tax', 'CUIT', 'text', app_now())`,
  );
  const [one = "", other = ""] = contactIds;
  await sql(`update contacts set attributes = '{"tax": "12453412"}' where id in ('${one}', '${other}')`);
  await set({ many: way({ key: "attribute.tax", keyPath: "$.taxId", body: '{"taxIds": "{{keys}}"}' }) });
  const found = await byContact([one, other]);
  for (const id of [one, other]) expect(found.get(id)?.values.attributes.balance).toBe(15500);
});

test.each([
  ["hangs", { mode: "hang" }, "timeout", 1],
  ["is down", { mode: "down" }, "unreachable", 1],
  ["breaks off half-way", { mode: "cut" }, "unreachable", 1],
  ["sends 50 MB", { mode: "flood" }, "too-large", 1],
  ["sends a page", { mode: "page" }, "not-json", 1],
  ["fails", { mode: "error" }, "status", 1],
  ["writes words for numbers", { mode: "wrong-types" }, "mismatch", 0],
])("a source that %s says nothing of any, once", async (_, how, outcome, failures) => {
  const good = await byContact();
  await tell("behaviour", how);
  await tell("debt", { taxId: "12453412", productId: "1002", debt: 1 });
  const failed = await byContact();
  for (const id of contactIds) {
    expect(failed.get(id)).toMatchObject({ outcome, asOf: good.get(id)?.asOf });
    expect(failed.get(id)?.values).toEqual(good.get(id)?.values);
    expect(failed.get(id)?.failingSince).toBeInstanceOf(Date);
  }
  expect([...(await sql("select failures from connector_health"))]).toEqual([{ failures }]);
  await tell("behaviour", { mode: "normal" });
  expect(await outcomes()).toEqual(Array.from({ length: 5 }, () => "ok"));
  expect([...(await sql("select failures from connector_health"))]).toEqual([{ failures: 0 }]);
});

test("a piece that fails fails alone", async () => {
  await set({ many: way({ most: 2 }) });
  const [last = ""] = await met(["5525541239087"]);
  await tell("behaviour", { mode: "error", times: 1 });
  const found = await outcomes([...contactIds, last]);
  expect(found.filter((one) => one === "status")).toHaveLength(2);
  expect(found.filter((one) => one === "ok" || one === "not-found")).toHaveLength(4);
});

test("rows that cannot be told apart are nobody's", async () => {
  for (const many of [way({ keyPath: "$.nothing" }), way({ rows: "$.customers[0].phone" })]) {
    await set({ many });
    expect(new Set(await outcomes())).toEqual(new Set(["mismatch"]));
  }
});

test("after five faults it is left alone; later one is asked about for all", async () => {
  await tell("behaviour", { mode: "error" });
  for (let n = 0; n < 5; n++) expect(new Set(await outcomes())).toEqual(new Set(["status"]));
  const before = bank.asked;
  expect(new Set(await outcomes())).toEqual(new Set(["waiting"]));
  expect(bank.asked).toBe(before);
  await tell("behaviour", { mode: "normal" });
  await sql("update connector_health set open_until = app_now() - interval '1 second'");
  expect((await outcomes()).sort()).toEqual(["ok", "waiting", "waiting", "waiting", "waiting"]);
  expect(bank.asked - before).toBe(1);
  expect(new Set(await outcomes())).toEqual(new Set(["ok"]));
});

test("who is asked about already is not asked about again, and two crowds that share people both end", async () => {
  await tell("behaviour", { mode: "slow", afterMs: 200 });
  const before = bank.asked;
  const [first, second] = await Promise.all([read(), read([...contactIds].reverse())]);
  expect(bank.asked - before).toBe(1);
  expect(first.map(({ outcome }) => outcome)).toEqual(second.map(({ outcome }) => outcome));
});

test("who was merged meanwhile gets nothing, and the others get theirs", async () => {
  const [one = "", kept = "", ...others] = contactIds;
  await tell("behaviour", { mode: "slow", afterMs: 300 });
  const before = bank.asked;
  const reading = read([one, ...others]);
  await expect.poll(() => bank.asked).toBeGreaterThan(before);
  await sql(`update contacts set merged_into = '${kept}', attributes = '{}' where id = '${one}'`);
  const found = new Map((await reading).map((reading) => [reading.contactId, reading.outcome]));
  expect(others.map((id) => found.get(id))).toEqual(others.map(() => "ok"));
  expect([...(await sql(`select attributes from contacts where id = '${one}'`))]).toEqual([
    { attributes: {} },
  ]);
});

test("another organization's contacts are nobody's, among others too", async () => {
  const other = await createOrganization();
  const [foreign = ""] = await met([phones[0] ?? ""], other);
  await expect(read([...contactIds, foreign])).rejects.toMatchObject({ code: "NOT_FOUND" });
  const input = { ...bankConnector(bank.url, key), many: way(), connectorId, contactIds: [foreign] };
  await expect(tryMany(org.owner.scope, input)).rejects.toMatchObject({ code: "NOT_FOUND" });
  await expect(tryMany(other.owner.scope, input)).rejects.toMatchObject({ code: "NOT_FOUND" });
});

test("a try shows whose each row is, keeps nothing, and shows no key", async () => {
  const [unknown = ""] = await met([stranger]);
  const headers = [{ name: "x-api-key", secret: true, value: null }];
  const input = { ...bankConnector(bank.url, key, { headers }), many: way(), connectorId };
  const trial = await tryMany(org.owner.scope, { ...input, contactIds: [contactIds[0] ?? "", unknown] });
  expect(trial).toMatchObject({
    ...{ outcome: "ok", status: 200, url: `${bank.url}/v1/customers/batch` },
    body: JSON.stringify({ phones: [phones[0], stranger] }).replace(":", ": "),
    contacts: [
      { key: phones[0], outcome: "ok", rows: 1, objects: [{ typeKey: "product", rows: 4 }], missed: [] },
      { key: stranger, outcome: "not-found", rows: 0, attributes: [] },
    ],
  });
  expect(JSON.stringify(trial)).not.toContain(key);
  const [row] = await sql(
    `select (select count(*)::int from contact_objects) as objects, (select count(*)::int from connector_readings) as readings`,
  );
  expect(row).toEqual({ objects: 0, readings: 0 });
});

test("a way that leads elsewhere, or has no place for keys, is refused where it is typed", async () => {
  const wrong = (more: Partial<ReturnType<typeof way>>) =>
    newConnector
      .safeParse(bankConnector(bank.url, key, { many: way(more) }))
      .error?.issues[0]?.path.join(".");
  expect(wrong({})).toBeUndefined();
  expect(wrong({ url: "https://elsewhere.example/batch" })).toBe("many.url");
  expect(wrong({ url: "http://169.254.169.254/latest" })).toBe("many.url");
  expect(wrong({ body: null })).toBe("many.body");
  expect(wrong({ key: "contact.secret" })).toBe("many.key");
  expect(wrong({ most: 501 })).toBe("many.most");
  const url = `${bank.url}/v1/customers/batch?phones={{keys}}`;
  expect(wrong({ method: "GET", url, most: 100 })).toBeUndefined();
  expect(wrong({ method: "GET", url, most: 101 })).toBe("many.most");
  expect(wrong({ place: "$.a[*].b" })).toBe("many.place");
  const trial = { ...bankConnector(bank.url, key), connectorId, contactIds: contactIds.slice(0, 1) };
  expect(connectorManyTrial.safeParse(trial).success).toBe(false);
  expect(connectorManyTrial.safeParse({ ...trial, many: way(), contactIds }).success).toBe(false);
  const kept = await createConnector(
    org.owner.scope,
    bankConnector(bank.url, key, { name: "Otro", many: way() }),
  );
  expect((await findConnector(org.owner.scope, kept)).many).toEqual(way());
});
