import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { countryOfPhone, phoneKey, variantsOf, writtenPhone } from "./phone";

const oneLine: [line: string, key: string, forms: string[]][] = [
  [
    "Buenos Aires, mobile",
    "541152631234",
    [
      "5491152631234",
      "+54 9 11 5263-1234",
      "+541152631234",
      "+54 11 15 5263 1234",
      "+54 (011) 15-5263-1234",
      "+54 0 11 15 5263 1234",
      "549 11 15 5263 1234",
      "0054 9 11 5263.1234",
      "tel:+5491152631234",
      "\u202a+54 9 11 5263-1234\u202c",
      "＋54 9 11 5263 1234",
    ],
  ],
  [
    "Santa Fe, mobile",
    "543424123456",
    ["5493424123456", "+54 342 15 412 3456", "+54 342 4123456", "+54 9 342 412-3456"],
  ],
  ["Río Gallegos, mobile", "542966412345", ["5492966412345", "+54 2966 15 412345", "+54 (02966) 15-412345"]],
  [
    "São Paulo, mobile",
    "5511987654321",
    ["5511987654321", "551187654321", "+55 (11) 8765-4321", "+55 011 98765-4321"],
  ],
  ["Curitiba, mobile", "5541998765432", ["554198765432", "+55 41 99876-5432"]],
  ["São Paulo, landline", "551132654321", ["551132654321", "+55 (11) 3265-4321", "+55 0 11 3265 4321"]],
  ["Mexico City, mobile", "525512345678", ["5215512345678", "525512345678", "+52 1 55 1234 5678"]],
  ["London", "442079460958", ["+44 (0)20 7946 0958", "+44 20 7946 0958", "442079460958"]],
  ["Rome keeps its zero", "390612345678", ["+39 06 1234 5678", "390612345678"]],
  ["not in any plan, but a carrier's id", "1111111111111", ["1111111111111", "+1111111111111"]],
  ["California", "16505551234", ["16505551234", "+1 (650) 555-1234"]],
];

test.each(oneLine)("%s is one key in every form", (_, key, forms) => {
  expect(forms.map((form) => [form, phoneKey(form)])).toEqual(forms.map((form) => [form, key]));
});

test("a ninth digit does not make a landline of a mobile", () => {
  expect(phoneKey("+55 11 93265-4321")).not.toBe(phoneKey("+55 11 3265-4321"));
});

test.each([
  ["011 15 5263-1234", "AR", "541152631234"],
  ["11 5263-1234", "AR", "541152631234"],
  ["0342 15 412-3456", "AR", "543424123456"],
  ["5491152631234", "AR", "541152631234"],
  ["(11) 98765-4321", "BR", "5511987654321"],
  ["11 8765-4321", "BR", "5511987654321"],
  ["551187654321", "BR", "5511987654321"],
  ["(11) 3265-4321", "BR", "551132654321"],
  ["55 1234 5678", "MX", "525512345678"],
  ["+34 612 34 56 78", "AR", "34612345678"],
  ["34612345678", "AR", "34612345678"],
  ["15 5263-1234", "AR", null],
])("%s written in %s", (written, country, key) => {
  expect(phoneKey(written, country)).toBe(key);
});

test.each([
  "",
  "+",
  "   ",
  "abc",
  "PN",
  "REDACTED",
  "011 5263-1234",
  "12345",
  "1".repeat(16),
  "US.13491208655302741918",
])("%j is no telephone number", (input) => {
  expect(phoneKey(input)).toBeNull();
  expect(variantsOf(input)).toEqual([]);
  expect(countryOfPhone(input)).toBeNull();
});

test.each([
  ["5491152631234", "AR"],
  ["554198765432", "BR"],
  ["5215512345678", "MX"],
  ["16505551234", "US"],
  ["14165550123", "CA"],
  ["15550783881", "US"],
  ["972987654321", "IL"],
  ["77012345678", "KZ"],
  ["9999999999999", null],
])("%s is of %s", (input, country) => {
  expect(countryOfPhone(input)).toBe(country);
});

describe("for any number", () => {
  const digits = (min: number, max = min) =>
    fc.array(fc.integer({ min: 0, max: 9 }), { minLength: min, maxLength: max }).map((list) => list.join(""));
  const written = fc.oneof(
    digits(4, 16),
    digits(8, 13).map((n) => `54${n}`),
    digits(8, 12).map((n) => `55${n}`),
    digits(10, 12).map((n) => `52${n}`),
    digits(6, 12).map((n) => `+${n}`),
  );

  test("a key is its own key, and every variant leads to it", () => {
    fc.assert(
      fc.property(written, (input) => {
        const key = phoneKey(input);
        if (key === null) return;
        expect(phoneKey(key)).toBe(key);
        const variants = variantsOf(input);
        expect(variants[0]).toBe(key);
        for (const variant of variants) expect(phoneKey(variant)).toBe(key);
      }),
      { numRuns: 3000 },
    );
  });

  test("punctuation does not matter, and no text throws", () => {
    fc.assert(
      fc.property(digits(6, 15), (n) => {
        expect(phoneKey(`+${n}`)).toBe(phoneKey(` + ${n.slice(0, 3)} (${n.slice(3)}) `.replace("+ ", "+")));
      }),
    );
    fc.assert(
      fc.property(
        fc.string({ unit: "binary" }),
        fc.option(fc.string(), { nil: undefined }),
        (text, country) => {
          phoneKey(text, country);
          countryOfPhone(text);
        },
      ),
    );
  });

  test("an Argentine mobile is found from every form, whatever its area", () => {
    fc.assert(
      fc.property(
        fc.constantFrom("11", "221", "341", "351", "261", "2966", "3543", "2901"),
        digits(8),
        (area, rest) => {
          const line = rest.replace(/^[01]/, "4").slice(0, 10 - area.length);
          const forms = [
            `54${area}${line}`,
            `549${area}${line}`,
            `54${area}15${line}`,
            `+54 (0${area}) 15-${line}`,
          ];
          expect(new Set(forms.map((form) => phoneKey(form)))).toEqual(new Set([`54${area}${line}`]));
        },
      ),
    );
  });
});

test("numbers are written as people write them", () => {
  expect(writtenPhone("+5491155017310")).toBe("+54 9 11 5501 7310");
  expect(writtenPhone("+5215512345678")).toBe("+52 55 1234 5678");
  expect(writtenPhone("@lucia")).toBe("@lucia");
});
