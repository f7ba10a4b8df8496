import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { json } from "node:stream/consumers";
import { afterAll, beforeEach, expect, test } from "vitest";
import { inOrg } from "@/db/org";
import { bankConnector, createBankConnector } from "@/server/testing/connector-source";
import { withDatabase } from "@/server/testing/environment";
import { createConversation, createOrganization, type TestOrganization } from "@/server/testing/factories";
import { findConnector, listConnectors } from "./queries";
import { readLive } from "./read-live";
import { mostRefusals } from "./rules/breaker";
import type { ConnectorInput } from "./schema";
import { updateConnector } from "./update-connector";

interface Answer {
  status?: number;
  body?: unknown;
}

/** What it says of many, and of one. */
let ofMany: (phones: string[]) => Answer;
let ofOne: (phone: string) => Answer;
const asked = { many: 0, one: 0 };
const source = createServer(async (request, response) => {
  const url = new URL(request.url ?? "/", "http://source");
  const many = request.method === "POST" || url.searchParams.has("phones");
  asked[many ? "many" : "one"] += 1;
  const listed = () => (url.searchParams.get("phones") ?? "").split(",");
  const keys = async () =>
    request.method === "POST" ? ((await json(request)) as { phones: string[] }).phones : listed();
  const { status = 200, body = {} } = many
    ? ofMany(await keys())
    : ofOne(url.searchParams.get("phone") ?? "");
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
});
afterAll(() => source.close());
const address = () => `http://127.0.0.1:${(source.address() as AddressInfo).port}`;
withDatabase(async () => {
  await new Promise<void>((resolve) => source.listen(0, "127.0.0.1", resolve));
  return { EGRESS_ALLOW: new URL(address()).host };
});

const phones = ["5491155017310", "5491144089021", "5492234557810"];
const wrong = "5491100000000";
const customer = (phone: string) => ({ phone, cluster: "A", accountBalance: 7, products: [] });
const way = (): NonNullable<ConnectorInput["many"]> => ({
  ...{ method: "POST", url: `${address()}/many`, body: '{"phones": "{{keys}}"}', key: "contact.phone" },
  ...{ most: 100, rows: "$", keyPath: "$.phone", place: "$.customer" },
});

let org: TestOrganization;
let connectorId: string;
let contactIds: string[];
const sql = <T extends object>(text: string) => inOrg(org.owner.scope, (s) => s.sql.unsafe<T[]>(text));
const set = async (many: ConnectorInput["many"], alone = "{{contact.phone}}") => {
  const { version } = await findConnector(org.owner.scope, { connectorId });
  const input = bankConnector(address(), "key", { url: `${address()}/one?phone=${alone}`, many });
  await updateConnector(org.owner.scope, { ...input, connectorId, version });
};
/** Whatever is remembered. */
const outcomes = async () => {
  const notOlderThan = new Date(Date.now() + 60_000);
  const all = await readLive(org.owner.scope, { contactIds, notOlderThan });
  return contactIds.map((id) => all.find(({ contactId }) => contactId === id)?.outcome);
};

beforeEach(async () => {
  Object.assign(asked, { many: 0, one: 0 });
  ofMany = (list) => ({ body: list.map(customer) });
  ofOne = (phone) => ({ body: { customer: customer(phone) } });
  org = await createOrganization();
  const more = { url: `${address()}/one?phone={{contact.phone}}`, many: way() };
  connectorId = await createBankConnector(org, { url: address(), key: "key" }, more);
  contactIds = [];
  for (const phone of [...phones, wrong])
    contactIds.push((await createConversation(org, { phone })).contactId);
});

test.each([400, 404, 413, 422])(
  "who is refused with %i among others costs the others nothing",
  async (status) => {
    ofMany = (list) => (list.includes(wrong) ? { status } : { body: list.map(customer) });
    ofOne = (phone) => (phone === wrong ? { status: 400 } : { body: { customer: customer(phone) } });
    for (let n = 0; n < 6; n++) expect(await outcomes()).toEqual(["ok", "ok", "ok", "status"]);
    expect(asked).toEqual({ many: mostRefusals, one: 24 });
    expect([...(await sql("select failures, open_until from connector_health"))]).toEqual([
      { failures: 0, open_until: null },
    ]);
  },
);

test("a source that never takes many is asked about each alone for a while, which its list says, and once in that time it is tried again", async () => {
  const alone = async () =>
    (await listConnectors(org.owner.scope)).find(({ id }) => id === connectorId)?.aloneUntil;
  ofMany = () => ({ status: 405 });
  for (let n = 0; n < 5; n++) expect(new Set(await outcomes())).toEqual(new Set(["ok"]));
  expect(asked.many).toBe(mostRefusals);
  expect(await alone()).toBeInstanceOf(Date);
  const over = () => sql("update connector_health set many_until = now() - interval '1 second'");
  await over();
  for (let n = 0; n < 2; n++) await outcomes();
  expect(asked.many).toBe(mostRefusals + 1);
  ofMany = (list) => ({ body: list.map(customer) });
  await over();
  const { one } = asked;
  for (let n = 0; n < 2; n++) await outcomes();
  expect(asked).toEqual({ many: mostRefusals + 3, one });
  expect(await alone()).toBeNull();
});

test("what it did not take now and then is no reason, and a change of the source is asked with at once", async () => {
  ofMany = (list) => (asked.many % mostRefusals === 0 ? { body: list.map(customer) } : { status: 422 });
  for (let n = 0; n < 7; n++) await outcomes();
  expect(asked.many).toBe(7);
  ofMany = () => ({ status: 422 });
  for (let n = 0; n < 4; n++) await outcomes();
  const { many } = asked;
  await set(way());
  ofMany = (list) => ({ body: list.map(customer) });
  await outcomes();
  expect(asked.many).toBe(many + 1);
});

test.each([401, 403, 408, 429, 500])("a source that answers %i does not answer at all", async (status) => {
  ofMany = () => ({ status });
  expect(new Set(await outcomes())).toEqual(new Set(["status"]));
  expect(asked).toEqual({ many: 1, one: 0 });
  expect([...(await sql("select failures from connector_health"))]).toEqual([{ failures: 1 }]);
});

test("who cannot stand among others is asked about alone", async () => {
  const long = `${"x".repeat(250)}@bank.example`;
  const names = ["Ana", "Bea", "Paz, Ana", long];
  for (const [n, name] of names.entries())
    await sql(`update contacts set name = '${name}' where id = '${contactIds[n]}'`);
  await set(
    {
      ...{ ...way(), method: "GET", url: `${address()}/many?phones={{keys}}`, body: null },
      ...{ key: "contact.name" },
    },
    "{{contact.name}}",
  );
  expect(await outcomes()).toEqual(["ok", "ok", "ok", "ok"]);
  expect(asked).toEqual({ many: 1, one: 2 });
});

test("who has nothing to be asked for among others may have what is asked for alone", async () => {
  await sql(`update contacts set name = null where id = '${contactIds[3]}'`);
  await sql(
    `update contacts set name = phone from (values ${contactIds
      .slice(0, 3)
      .map((id, n) => `('${id}'::uuid, '${phones[n]}')`)
      .join(",")}) x(id, phone) where contacts.id = x.id`,
  );
  await set({ ...way(), key: "contact.name" });
  expect(await outcomes()).toEqual(["ok", "ok", "ok", "ok"]);
  expect(asked).toEqual({ many: 1, one: 1 });
});

test("a row that says not whose it is costs those who have one nothing", async () => {
  ofMany = (list) => ({ body: [{ total: 2 }, ...list.filter((one) => one !== wrong).map(customer)] });
  expect(await outcomes()).toEqual(["ok", "ok", "ok", "mismatch"]);
});
