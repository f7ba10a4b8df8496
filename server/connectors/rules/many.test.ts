import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  fillMany,
  isPlace,
  keyOf,
  type ManyWay,
  manyBodyProblem,
  manyUrlProblem,
  mapRows,
  missingOf,
  rowsByKey,
  tellApart,
} from "./many";
import { mapAnswer, mostRows } from "./mapping";
import { isFault, isRefusal } from "./outcome";

const post: ManyWay = {
  ...{ method: "POST", url: "https://bank.example/v1/batch", body: '{"phones": "{{keys}}", "all": true}' },
  ...{ key: "contact.phone", most: 100, rows: "$.customers", keyPath: "$.phone", place: "$.customer" },
};
const get: ManyWay = { ...post, method: "GET", url: "https://bank.example/v1/batch?phones={{keys}}&x=1" };
const single = "https://bank.example/v1/customers?phone={{contact.phone}}";

describe("the request for many", () => {
  test.each([
    [post, null],
    [{ ...post, url: "https://bank.example/v1/{{contact.phone}}" }, "keys"],
    [{ ...post, url: "https://bank.example/v1?phones={{keys}}" }, "keys"],
    [{ ...post, url: "https://other.example/v1/batch" }, "origin"],
    [{ ...post, url: "http://bank.example/v1/batch" }, "origin"],
    [{ ...post, url: "batch" }, "unreadable"],
    [get, null],
    [{ ...get, url: "https://bank.example/v1?phones={{ keys }}" }, null],
    [{ ...get, url: "https://bank.example/v1/batch" }, "keys"],
    [{ ...get, url: "https://bank.example/v1/{{keys}}" }, "keys"],
    [{ ...get, url: "https://bank.example/v1/{{keys}}?a=1" }, "keys"],
    [{ ...get, url: "https://bank.example/v1?phones=0{{keys}}" }, "keys"],
    [{ ...get, url: "https://bank.example/v1?a={{keys}}&b={{keys}}" }, "keys"],
    [{ ...get, url: "https://bank.example/v1?a={{keys}}&b={{contact.id}}" }, "keys"],
    [{ ...get, url: "https://bank.example/v1?a={{keys}}&b={{other}}" }, "variable"],
    [{ ...get, url: "https://{{keys}}.example/?a={{keys}}" }, "keys"],
  ])("%o: %s", (way, problem) => expect(manyUrlProblem(way, single)).toBe(problem));

  test.each([
    ['{"phones": "{{keys}}"}', null],
    ['"{{ keys }}"', null],
    ['{"phones": {{keys}}}', "keys"],
    ['{"phones": "a{{keys}}"}', "keys"],
    ['{"phones": "\\"{{keys}}\\""}', "keys"],
    ['{"{{keys}}": 1}', "unreadable"],
    ['{"a": "{{keys}}", "b": "{{keys}}"}', "keys"],
    ['{"a": "{{keys}}", "b": "{{contact.phone}}"}', "keys"],
    ['{"a": "{{keys}}"', "unreadable"],
    ["", "keys"],
  ])("%s: %s", (body, problem) => expect(manyBodyProblem(body)).toBe(problem));

  test("carries whatever keys there are, and nothing beside them", () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: "binary" }), { minLength: 1, maxLength: 5 }), (texts) => {
        const way = { ...post, key: "contact.name" };
        const keys = texts.flatMap((text) => keyOf(way, { "contact.name": text }) ?? []);
        expect(JSON.parse(fillMany(way, keys).body ?? "")).toEqual({ phones: keys, all: true });
        const few = texts.flatMap((text) => keyOf({ ...way, method: "GET" }, { "contact.name": text }) ?? []);
        const url = new URL(fillMany(get, few).url);
        expect([...url.searchParams.keys()]).toEqual(["phones", "x"]);
        expect(url.searchParams.get("phones")?.split(",")).toEqual(few.length === 0 ? [""] : few);
        expect(url.pathname).toBe("/v1/batch");
      }),
      { numRuns: 50 },
    );
  });

  test("has no place for what is no key", () => {
    expect(keyOf(get, { "contact.phone": "1,2" })).toBeNull();
    expect(keyOf(post, { "contact.phone": "1,2" })).toBe("1,2");
    for (const text of ["", "  ", "\ud800", "x".repeat(201), null])
      expect(keyOf(post, { "contact.phone": text })).toBeNull();
    expect(missingOf(post, { "contact.phone": " " })).toEqual(["contact.phone"]);
    expect(missingOf(get, { "contact.phone": "1,2" })).toEqual([]);
  });
});

describe("the rows of an answer", () => {
  const row = (phone: unknown, balance = 1) => ({ phone, balance });
  const mapping = {
    attributes: [{ key: "balance", path: "$.customer.balance" }],
    objects: [
      {
        ...{ typeKey: "loan", list: "$.customer.loans", keyPath: "$.id" },
        columns: [{ key: "debt", path: "$.debt" }],
      },
    ],
  };

  test("go back to whom they are of, in whatever order and writing", () => {
    const rows = [row("+54 9 11 2"), row(1), row("9")];
    const found = rowsByKey(post, { customers: rows }, ["1", "549112", "3"]);
    expect(found && Object.fromEntries(found)).toEqual({ "1": [rows[1]], "549112": [rows[0]], "3": [] });
    const byMail = { ...post, key: "contact.email" };
    expect(rowsByKey(byMail, { customers: [row("ANA@x.ar ")] }, ["ana@x.ar"])?.get("ana@x.ar")).toHaveLength(
      1,
    );
    const byName = { ...post, key: "attribute.tax_id" };
    expect(rowsByKey(byName, { customers: [row("A1")] }, ["a1"])?.get("a1")).toHaveLength(0);
  });

  test.each([
    ["no list", { customers: "none" }],
    ["nothing", {}],
    ["rows without a key", { customers: [{ balance: 2 }, row({ id: "1" })] }],
    ["too many", { customers: Array.from({ length: 20_001 }, () => row("1")) }],
  ])("are not told apart in %s: nobody is unknown", (_, json) => {
    expect(rowsByKey(post, json, ["1"])?.get("1")).toBeUndefined();
    expect(tellApart(post, mapping, { outcome: "ok", json }, ["1"])[0]?.outcome).toBe("mismatch");
  });

  test.each([
    ["has no key", { balance: 2 }, "mismatch"],
    ["has a key that is no text", row({ id: "2" }), "mismatch"],
    ["is no row", "2", "mismatch"],
    ["is nobody's", null, "not-found"],
  ])(
    "are told apart beside one that %s; whether it is of somebody who has none, nobody knows",
    (_, odd, other) => {
      const json = { customers: [odd, row("1"), odd] };
      for (const rows of ["$.customers", "$.customers[*]"]) {
        const told = tellApart({ ...post, rows }, mapping, { outcome: "ok", json }, ["1", "2"]);
        expect(told.map(({ outcome }) => outcome)).toEqual(["ok", other]);
      }
      expect(rowsByKey(post, { customers: [odd] }, ["1"])?.get("1") ?? null).toEqual(
        other === "mismatch" ? null : [],
      );
    },
  );

  test("tell each their own outcome", () => {
    const json = { customers: [{ ...row("1", 7), loans: [] }, row("2")] };
    const told = tellApart(post, mapping, { outcome: "ok", json }, ["1", "2", "3", null, "1"]);
    expect(told.map(({ outcome }) => outcome)).toEqual(["ok", "ok", "not-found", "missing", "ok"]);
    expect(told[0]?.mapped).toEqual({
      attributes: { balance: 7 },
      objects: [{ typeKey: "loan", rows: [] }],
      missed: [],
    });
    expect(told[1]?.mapped?.missed).toEqual(["$.customer.loans"]);
    expect(told[4]).toEqual(told[0]);
    const none = tellApart(post, mapping, { outcome: "ok", json: { customers: [] } }, ["1"]);
    expect(none[0]?.outcome).toBe("not-found");
    for (const outcome of ["timeout", "status", "not-found"] as const)
      expect(tellApart(post, mapping, { outcome }, ["1", "2"])).toEqual(
        Array.from({ length: 2 }, () => ({ outcome, mapped: null, rows: 0 })),
      );
    expect(tellApart(post, mapping, null, [null])[0]?.outcome).toBe("missing");
  });

  test("of one are together: their objects are of all, an attribute is the first one's", () => {
    const loan = (id: number) => ({ id, debt: id });
    const rows = [
      { balance: 1, loans: [loan(1), loan(2)] },
      { balance: 2, loans: [loan(3)] },
    ];
    const mapped = mapRows(mapping, "$.customer", rows);
    expect(mapped.attributes).toEqual({ balance: 1 });
    expect(mapped.objects[0]?.rows.map(({ externalKey }) => externalKey)).toEqual(["1", "2", "3"]);
    const lacking = mapRows(mapping, "$.customer", [...rows, { balance: 3 }]);
    expect(lacking).toMatchObject({ objects: [], missed: ["$.customer.loans"] });
    const half = (from: number) => ({
      balance: 1,
      loans: Array.from({ length: mostRows / 2 + 1 }, (_, n) => loan(from + n)),
    });
    expect(mapRows(mapping, "$.customer", [half(0), half(1_000)]).objects).toEqual([]);
  });

  test("that are each one of a list are that list, as one answer would have it", () => {
    const flat = {
      attributes: [{ key: "cluster", path: "$.loans[0].cluster" }],
      objects: [
        { typeKey: "loan", list: "$.loans", keyPath: "$.id", columns: [{ key: "debt", path: "$.debt" }] },
      ],
    };
    const rows = [
      { id: 1, debt: 5, cluster: "A" },
      { id: 2, debt: 6, cluster: "B" },
    ];
    expect(mapRows(flat, "$.loans[*]", rows)).toEqual(mapAnswer(flat, { loans: rows }));
    expect(mapRows(flat, "$.loans[*]", rows).attributes).toEqual({ cluster: "A" });
  });

  test("stand where the answer about one has them", () => {
    const at = (path: string) => ({ attributes: [{ key: "a", path }], objects: [] });
    expect(mapRows(at("$.a"), "$", [{ a: 1 }]).attributes).toEqual({ a: 1 });
    expect(mapRows(at("$.data[0].a"), "$.data[0]", [{ a: 1 }]).attributes).toEqual({ a: 1 });
    expect(mapRows(at("$['a b'].c.a"), "$['a b'].c", [{ a: 1 }]).attributes).toEqual({ a: 1 });
    mapRows(at("$.a"), "$.__proto__", [{ polluted: true }]);
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
    for (const place of ["$", "$.a", "$.a[0].b", "$['x y']", "$.a[*]", "$[*]"])
      expect(isPlace(place)).toBe(true);
    for (const place of ["", "a", "$..a", "$.a[1]", "$.a[*].b", "$.a[?@.b]", "$.*", `$.${"a".repeat(200)}`])
      expect(isPlace(place)).toBe(false);
  });
});

test("a request that a source does not take is no fault of it", () => {
  for (const status of [400, 404, 410, 413, 422]) {
    expect(isRefusal({ outcome: "status", status })).toBe(true);
    expect(isFault({ outcome: "status", status })).toBe(false);
  }
  for (const status of [401, 403, 408, 429, 500, 503])
    expect(isRefusal({ outcome: "status", status })).toBe(false);
  for (const outcome of ["timeout", "too-large", "mismatch", "busy", "ok"] as const)
    expect(isRefusal({ outcome })).toBe(false);
});
