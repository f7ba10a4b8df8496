import { describe, expect, test } from "vitest";
import { emailKey, externalKey, identityKeyOf } from "./identity";
import { phoneKey, variantsOf } from "./phone";

/** Every area of Brazil that has mobiles (Anatel's national plan). */
const ddds = [
  ...[
    11, 12, 13, 14, 15, 16, 17, 18, 19, 21, 22, 24, 27, 28, 31, 32, 33, 34, 35, 37, 38, 41, 42, 43, 44, 45,
    46,
  ],
  ...[
    47, 48, 49, 51, 53, 54, 55, 61, 62, 63, 64, 65, 66, 67, 68, 69, 71, 73, 74, 75, 77, 79, 81, 82, 83, 84,
    85,
  ],
  ...[86, 87, 88, 89, 91, 92, 93, 94, 95, 96, 97, 98, 99],
];

describe.each(ddds)("DDD %i", (ddd) => {
  test.each(["6", "7", "8", "9"])(
    "a mobile that began with %s is one line with and without its ninth digit",
    (first) => {
      const key = `55${ddd}9${first}8765432`;
      const forms = [
        `55${ddd}${first}8765432`,
        `55${ddd}9${first}8765432`,
        `+55 (${ddd}) 9${first}876-5432`,
        `+55 0${ddd} ${first}876-5432`,
        `0055 ${ddd} 9${first}8765432`,
      ];
      expect(forms.map((form) => phoneKey(form))).toEqual(forms.map(() => key));
      expect(phoneKey(`(${ddd}) ${first}876-5432`, "BR")).toBe(key);
      expect(variantsOf(key)).toEqual([key, `55${ddd}${first}8765432`]);
    },
  );

  test.each(["2", "3", "4", "5"])("a landline that begins with %s gains no ninth digit", (first) => {
    const key = `55${ddd}${first}2654321`;
    expect(phoneKey(`+55 (${ddd}) ${first}265-4321`)).toBe(key);
    expect(variantsOf(key)).toEqual([key]);
    expect(phoneKey(`55${ddd}9${first}2654321`)).not.toBe(key);
  });
});

/** Argentine areas of each length, with subscriber numbers that begin as mobiles of that area do. */
const areas: [area: string, line: string][] = [
  ["11", "52631234"],
  ["11", "30001234"],
  ["221", "4123456"],
  ["223", "5123456"],
  ["261", "6123456"],
  ["299", "4123456"],
  ["341", "5123456"],
  ["342", "4123456"],
  ["351", "6123456"],
  ["376", "4123456"],
  ["381", "5123456"],
  ["387", "4123456"],
  ["2202", "412345"],
  ["2901", "412345"],
  ["2966", "412345"],
  ["3327", "412345"],
  ["3543", "512345"],
  ["3894", "412345"],
];

test.each(areas)(
  "area %s in Argentina: the 9 and the 15 are marks of a mobile, not part of its line",
  (area, line) => {
    const key = `54${area}${line}`;
    const forms = [
      key,
      `549${area}${line}`,
      `54${area}15${line}`,
      `+54 9 ${area} ${line}`,
      `+54 (0${area}) 15-${line}`,
      `0054 9 ${area} ${line}`,
    ];
    expect(forms.map((form) => phoneKey(form))).toEqual(forms.map(() => key));
    for (const home of [
      `0${area} 15 ${line}`,
      `(0${area}) 15-${line}`,
      `${area} ${line}`,
      `9 ${area} ${line}`,
    ])
      expect([home, phoneKey(home, "AR")]).toEqual([home, key]);
    expect(variantsOf(key)).toEqual([key, `549${area}${line}`]);
  },
);

test.each(["55 1234 5678", "33 1234 5678", "81 1234 5678", "656 123 4567", "998 123 4567", "222 123 4567"])(
  "Mexico %s: the 1 of a mobile is gone since 2019, and is still written",
  (home) => {
    const key = `52${home.replaceAll(" ", "")}`;
    const forms = [`+52 ${home}`, `+52 1 ${home}`, `0052 1 ${home}`, key, `521${key.slice(2)}`];
    expect(forms.map((form) => phoneKey(form))).toEqual(forms.map(() => key));
    expect(phoneKey(home, "MX")).toBe(key);
    expect(variantsOf(key)).toEqual([key, `521${key.slice(2)}`]);
  },
);

test.each([
  [" Ana.Perez@Example.COM ", "ana.perez@example.com"],
  ["ana@localhost", null],
  ["ana perez@example.com", null],
  ["@example.com", null],
])("e-mail %j is %j", (written, key) => expect(emailKey(written)).toBe(key));

test.each([
  ["cuit", "30-12345678-9", "cuit:30123456789"],
  ["cuit", " 30 12345678 9 ", "cuit:30123456789"],
  ["client", "ab-01", "client:AB01"],
  ["client", "--", null],
])("%s %j is %j", (identifier, written, key) => expect(externalKey(identifier, written)).toBe(key));

test("an external id without its identifier is none", () => {
  expect(identityKeyOf({ kind: "external", value: "1" })).toBeNull();
});
