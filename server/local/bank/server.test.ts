import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { type BankServer, startBank } from "./server";

let bank: BankServer;
const key = "the-key";

beforeAll(async () => {
  bank = await startBank({ port: 0, key });
});
afterAll(() => bank.close());
beforeEach(() => admin("reset"));

async function ask(path: string, body?: object, as = key) {
  const response = await fetch(`${bank.url}${path}`, {
    method: body ? "POST" : "GET",
    headers: { "x-api-key": as },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  return { status: response.status, body: await response.json() };
}
const admin = (act: string, body: object = {}) => ask(`/admin/${act}`, body);

test("a customer is found by phone and by tax id, with their products", async () => {
  const found = await ask("/v1/customers?phone=%2B54 9 11 5501-7310");
  expect(found.body.customer).toMatchObject({
    name: "CYNTHIA BERA",
    taxId: "12453412",
    address: "TUCUMAN 540",
  });
  expect(
    found.body.customer.products.map((p: { product: string; debt: number }) => [p.product, p.debt]),
  ).toEqual([
    ["Familia", 0],
    ["Credito Corp", 64000],
    ["Terceros Completo", 0],
    ["PF Dolares", 0],
  ]);
  expect(await ask("/v1/customers/12453412")).toEqual(found);
  expect(await ask("/v1/customers?taxId=12453412")).toEqual(found);
});

test("many at once, and who is missing", async () => {
  const { body } = await ask("/v1/customers/batch", { phones: ["5491144089021", "1"], taxIds: ["12453412"] });
  expect(body.customers.map((c: { name: string }) => c.name)).toEqual(["RAUL FERREYRA", "CYNTHIA BERA"]);
  expect(body.missing).toEqual(["1"]);
});

test("it refuses as real ones do", async () => {
  expect(await ask("/v1/customers/12453412", undefined, "wrong")).toMatchObject({ status: 401 });
  expect(await ask("/admin/reset", {}, "wrong")).toMatchObject({ status: 401 });
  expect(await ask("/v1/customers?phone=1")).toMatchObject({
    body: { error: { code: "CUSTOMER_NOT_FOUND" } },
  });
  expect(await ask("/v1/customers")).toMatchObject({ status: 400 });
  expect(await ask("/v1/accounts")).toMatchObject({ status: 404 });
  expect(await ask("/v1/customers/1", {})).toMatchObject({ status: 405 });
});

test("whoever comes with a name of their own has a bank to themselves", async () => {
  const [mine, another] = [`${key}:one`, `${key}:two`];
  const debt = async (as: string) => {
    const { body } = await ask("/v1/customers/12453412", undefined, as);
    return body.customer.products[1].debt;
  };
  expect(await ask("/admin/paid", { taxId: "12453412", productId: "1002" }, mine)).toMatchObject({
    status: 200,
  });
  await ask("/admin/behaviour", { mode: "down" }, another);
  expect([await debt(mine), await debt(key)]).toEqual([0, 64_000]);
  await ask("/admin/reset", {}, another);
  expect([await debt(mine), await debt(another)]).toEqual([0, 64_000]);
  expect(await ask("/v1/customers/12453412", undefined, "wrong:one")).toMatchObject({ status: 401 });
});

test("a debt can be altered and paid", async () => {
  const which = { taxId: "12453412", productId: "1002" };
  expect((await admin("debt", { ...which, debt: 70500.25 })).body).toMatchObject({
    debt: 70500.25,
    daysOverdue: 32,
  });
  expect((await admin("paid", which)).body).toMatchObject({ debt: 0, daysOverdue: 0 });
  expect(await admin("paid", { ...which, productId: "1" })).toMatchObject({ status: 404 });
});

test("it fails as it is told to, so many times", async () => {
  await admin("behaviour", { mode: "error", times: 1 });
  expect(await ask("/v1/customers/12453412")).toMatchObject({ status: 500 });
  expect(await ask("/v1/customers/12453412")).toMatchObject({ status: 200 });
  await admin("behaviour", { mode: "wrong-types", times: 1 });
  expect((await ask("/v1/customers/12453412")).body.customer.accountBalance).toBe("s/d");
  await admin("behaviour", { mode: "down" });
  await expect(ask("/v1/customers/12453412")).rejects.toThrow();
  await admin("behaviour", { mode: "flood", times: 1 });
  const flood = await fetch(`${bank.url}/v1/customers/12453412`, { headers: { "x-api-key": key } });
  expect((await flood.arrayBuffer()).byteLength).toBeGreaterThan(50_000_000);
});
