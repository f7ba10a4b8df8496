import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { breakerAt, openForMs } from "./breaker";
import { mapAnswer } from "./mapping";
import { isFault, isPassing, pauseBefore } from "./outcome";
import { isPath, lookUp, memberOf } from "./path";
import { hiding, showAnswer } from "./redact";
import { bodyProblem, fillBody, fillUrl, missingIn, urlProblem } from "./template";

describe("an address with variables", () => {
  test.each([
    ["https://bank.example/customers/{{contact.phone}}?x={{attribute.tax_id}}", null],
    ["https://bank.example?phone={{ contact.external.tax-id }}", null],
    ["https://{{contact.phone}}.example/", "host"],
    ["https://bank.example{{contact.phone}}/", "host"],
    ["https://bank.example:{{contact.phone}}/", "unreadable"],
    ["https://me@bank.example/{{contact.phone}}", "host"],
    ["{{contact.phone}}", "unreadable"],
    ["https://bank.example/{contact.phone}", "unreadable"],
    ["https://bank.example/{{contact.secret}}", "variable"],
    ["https://bank.example/{{constructor}}", "variable"],
    ["ftp://bank.example/", "host"],
  ])("%s: %s", (template, problem) => expect(urlProblem(template)).toBe(problem));

  const template = "https://bank.example/v1/{{contact.name}}/loans?of={{contact.name}}&x=1";

  test.each(["..", ".", "", " ", "\ud800"])("is not filled with %j", (name) =>
    expect(fillUrl(template, { "contact.name": name })).toBeNull(),
  );

  test("keeps host, path and query, whatever it is filled with", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (name) => {
        const filled = fillUrl(template, { "contact.name": name });
        if (filled === null) return;
        const url = new URL(filled);
        expect(url.origin).toBe("https://bank.example");
        expect(url.pathname).toMatch(/^\/v1\/[^/]+\/loans$/);
        expect([...url.searchParams.keys()]).toEqual(["of", "x"]);
        expect(url.searchParams.get("of")).toBe(name.trim());
      }),
      { numRuns: 50 },
    );
  });

  test("a body stays the JSON that it is", () => {
    expect(bodyProblem('{"a": {{contact.phone}}}')).toBe("unreadable");
    const body = '{"phones": ["{{contact.name}}"], "x": 1}';
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (name) => {
        const { phones, x } = JSON.parse(fillBody(body, { "contact.name": name }));
        expect([phones.length, x]).toEqual([1, 1]);
      }),
    );
  });

  test("says what is missing", () =>
    expect(missingIn([template, "{{contact.email}}"], { "contact.name": "Ana" })).toEqual(["contact.email"]));
});

describe("a path", () => {
  test.each(["$", "$.a.b", "$['a b'][0]", "$.a[*].b", "$.a[?@.open == true]", "$.a[1:3]", "$['a,..match(']"])(
    "%s is looked up",
    (path) => expect(isPath(path)).toBe(true),
  );
  test.each([
    ...["$..a", "a.b", "", "$.a[0,1]", "$.a[?match(@.b, '(a+)+')]", "$.a[?search(@.b, 'x')]", "$.a[?$.b]"],
    ...["$.a[?@.b[?@.c]]", `$.${"a".repeat(300)}`, "$.a[?(() => 1)()]", "$.constructor.constructor('x')()"],
  ])("%s is not", (path) => expect(isPath(path)).toBe(false));

  test("leads back to where a piece of an answer was shown", () => {
    fc.assert(
      fc.property(fc.string(), (name) => {
        const found = lookUp(memberOf("$", name), { [name]: 7 });
        expect(found).toEqual(isPath(memberOf("$", name)) ? [7] : []);
      }),
    );
  });
});

describe("an answer", () => {
  const mapping = {
    attributes: [{ key: "balance", path: "$.customer.balance" }],
    objects: [
      { typeKey: "loan", list: "$.loans", keyPath: "$.id", columns: [{ key: "debt", path: "$.debt" }] },
    ],
  };

  test("is taken as it was mapped", () => {
    const mapped = mapAnswer(mapping, {
      customer: { balance: null },
      loans: [{ id: 1, debt: 2.5 }, { id: "b" }],
    });
    expect(mapped).toEqual({
      attributes: { balance: null },
      objects: [
        {
          typeKey: "loan",
          rows: [
            { externalKey: "1", values: { debt: 2.5 } },
            { externalKey: "b", values: { debt: undefined } },
          ],
        },
      ],
      missed: [],
    });
  });

  test.each([
    [{}],
    [{ loans: [{ debt: 1 }] }],
    [{ loans: "none" }],
    [{ loans: [{ id: 1, debt: { amount: 1 } }] }],
    [{ loans: Array.from({ length: 1_001 }, (_, id) => ({ id })) }],
  ])("that is not as expected takes no list away", (json) => {
    const mapped = mapAnswer(mapping, json);
    expect(mapped.objects).toEqual([]);
    expect(mapped.missed).toContain("$.loans");
  });

  test("no list is an empty one, and never a prototype", () => {
    expect(mapAnswer(mapping, { loans: null }).objects[0]?.rows).toEqual([]);
    mapAnswer(mapping, JSON.parse('{"__proto__": {"polluted": true}, "loans": []}'));
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });

  test("is shown without the secrets that it repeats, and never as a whole when it is large", () => {
    const secrets = ["Bearer abc-def-123", `Basic ${btoa("user:hunter22")}`, "90210"];
    const json = {
      echo: "you sent Bearer abc-def-123",
      "abc-def-123": ["hunter22", 90210, { deep: "abc-def-123" }],
      long: "x".repeat(5_000),
      many: Array.from({ length: 5_000 }, (_, n) => n),
    };
    const shown = JSON.stringify(showAnswer(json, secrets, memberOf));
    for (const secret of ["abc-def-123", "hunter22", "90210"]) expect(shown).not.toContain(secret);
    expect(shown.length).toBeLessThan(20_000);
    expect(hiding(secrets)("Bearer abc-def-123")).toBe("•••");
  });
});

describe("a source that fails", () => {
  test("is left alone for longer and longer", () =>
    expect([0, 4, 5, 6, 7, 30].map(openForMs)).toEqual([null, null, 30_000, 60_000, 120_000, 600_000]));

  test("is asked by one when its time is over", () => {
    const now = new Date("2026-11-27T12:00:00Z");
    const [before, after] = [-1, 1].map((ms) => new Date(now.getTime() + ms)) as [Date, Date];
    expect(breakerAt({ openUntil: null, probeUntil: null }, now)).toBe("closed");
    expect(breakerAt({ openUntil: after, probeUntil: null }, now)).toBe("open");
    expect(breakerAt({ openUntil: before, probeUntil: null }, now)).toBe("half-open");
    expect(breakerAt({ openUntil: before, probeUntil: after }, now)).toBe("open");
  });

  test("is told apart from a request that is wrong", () => {
    expect([500, 503, 401, 429].map((status) => isFault({ outcome: "status", status }))).not.toContain(false);
    expect([400, 422].map((status) => isFault({ outcome: "status", status }))).not.toContain(true);
    expect(
      (["refused", "missing", "busy", "not-found", "mismatch"] as const).some((o) => isFault({ outcome: o })),
    ).toBe(false);
    expect(isPassing({ outcome: "timeout" })).toBe(false);
    expect([pauseBefore(1, 0, null), pauseBefore(2, 0.5, null), pauseBefore(1, 0, 2_000)]).toEqual([
      100, 300, 2_000,
    ]);
  });
});
