import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { TemplateComponents } from "../schema";
import { missingValues, placeholdersOf, renderTemplate, unsupportedParts } from "./render";
import { wrongValues } from "./wrong-values";

const order: TemplateComponents = [
  { type: "HEADER", format: "TEXT", text: "Pedido {{1}}", example: { header_text: ["860198"] } },
  {
    type: "BODY",
    text: "Hola {{1}}, tu pedido {{2}} está en camino. Gracias, {{1}}.",
    example: { body_text: [["Ana", "860198"]] },
  },
  { type: "FOOTER", text: "Lucky Shrub" },
  {
    type: "BUTTONS",
    buttons: [
      { type: "URL", text: "Seguirlo", url: "https://example.com/{{1}}" },
      { type: "QUICK_REPLY", text: "Ayuda" },
      { type: "COPY_CODE" },
    ],
  },
];
const now = new Date("2026-11-27T12:00:00Z");
const named: TemplateComponents = [
  { type: "header", format: "image" },
  {
    type: "body",
    text: "Mesa para {{guests}} el {{ day }}",
    example: { body_text_named_params: [{ param_name: "day", example: "sábado" }] },
  },
];

test("numbered values fill their own part", () => {
  const values = {
    "1": "Ana",
    "2": "860198",
    "header.1": "860198",
    "button.0.url": "x",
    "button.2.copy_code": "Y",
  };
  expect(renderTemplate(order, values)).toEqual({
    header: "Pedido 860198",
    body: "Hola Ana, tu pedido 860198 está en camino. Gracias, Ana.",
    footer: "Lucky Shrub",
    buttons: ["Seguirlo", "Ayuda", "COPY_CODE"],
  });
  expect(wrongValues(order, values, now)).toEqual([]);
});

test("named values fill by name, media are no text", () => {
  expect(renderTemplate(named, { guests: "4", day: "sábado" })).toEqual({
    body: "Mesa para 4 el sábado",
    buttons: [],
  });
});

test("what is missing stays as it is written, and is listed", () => {
  expect(renderTemplate(order, { "1": "Ana", "2": "" }).body).toContain("pedido {{2}} está");
  expect(missingValues(order, { "1": "Ana", "2": "  " })).toEqual([
    "header.1",
    "2",
    "button.0.url",
    "button.2.copy_code",
  ]);
  expect(missingValues(named, { guests: "4" })).toEqual(["header-media.image", "day"]);
});

test("placeholders come in reading order, with their examples", () => {
  expect(placeholdersOf(order)).toEqual([
    { key: "header.1", part: "header", name: "1", example: "860198" },
    { key: "1", part: "body", name: "1", example: "Ana" },
    { key: "2", part: "body", name: "2", example: "860198" },
    { key: "button.0.url", part: "button", name: "Seguirlo", completes: "https://example.com/" },
    { key: "button.2.copy_code", part: "button", name: "COPY_CODE" },
  ]);
  expect(placeholdersOf(named)).toEqual([
    { key: "header-media.image", part: "media", name: "image" },
    { key: "guests", part: "body", name: "guests" },
    { key: "day", part: "body", name: "day", example: "sábado" },
  ]);
});

test("numbers count by their size, not by where they stand", () => {
  const body = { type: "BODY", text: "{{10}} {{2}} {{1}}" };
  expect(placeholdersOf([body]).map(({ key }) => key)).toEqual(["1", "2", "10"]);
});

describe("what the carrier would refuse", () => {
  const body: TemplateComponents = [{ type: "BODY", text: "Hola {{1}}" }];
  test.each([
    ["a\nb", ["line-break"]],
    ["a\r\n\tb", ["line-break", "tab"]],
    ["a    b", ["spaces"]],
    ["a   b", []],
    ["", ["missing"]],
  ])("%j", (value, problems) => {
    expect(wrongValues(body, { "1": value }, now)).toEqual(
      problems.map((problem) => ({ key: "1", problem })),
    );
  });

  test("a value without a place, but not what a quick reply answers with", () => {
    expect(wrongValues(body, { "1": "Ana", "2": "x", "button.0.quick_reply": "y" }, now)).toEqual([
      { key: "2", problem: "unknown" },
    ]);
  });

  test("a text that gets too long", () => {
    expect(wrongValues(body, { "1": "é".repeat(1020) }, now)).toEqual([{ key: "body", problem: "too-long" }]);
    expect(wrongValues(body, { "1": "🌵".repeat(1019) }, now)).toEqual([]);
  });
});

test("parts that cannot be filled in are named", () => {
  expect(unsupportedParts(order)).toEqual([]);
  expect(unsupportedParts([{ type: "BODY", text: "x" }, { type: "CAROUSEL" }])).toEqual(["CAROUSEL"]);
  const flow = { type: "BUTTONS", buttons: [{ type: "FLOW", text: "Reservar" }] };
  expect(unsupportedParts([flow])).toEqual(["FLOW"]);
});

test("a link of ours that leads nowhere is a part that nothing fills in", () => {
  const button = { type: "URL", text: "Pagar", url: "https://hilo.example/l/{{1}}" };
  const lost = [{ type: "BUTTONS", buttons: [{ ...button, lost: true }] }];
  expect(unsupportedParts(lost)).toEqual(["LOST_LINK"]);
  expect(missingValues(lost, { "button.0.url": "8" })).toEqual(["button.0.url"]);
  expect(unsupportedParts([{ type: "BUTTONS", buttons: [button] }])).toEqual([]);
});

test("with every value given nothing is missing and no mark is left, whatever the names", () => {
  const name = fc.oneof(
    fc.stringMatching(/^[a-z_]{1,12}$/),
    fc.constantFrom("constructor", "toString", "__proto__", "1", "2"),
  );
  fc.assert(
    fc.property(fc.uniqueArray(name, { maxLength: 6 }), fc.string(), (names, between) => {
      const text = names.map((each) => `${between.replace(/[{}]/g, "")}{{${each}}}`).join(" ");
      const components = [{ type: "BODY", text }];
      const keys = placeholdersOf(components).map(({ key }) => key);
      const values = Object.fromEntries(keys.map((key) => [key, "value"]));
      expect(new Set(keys)).toEqual(new Set(names));
      expect(missingValues(components, values)).toEqual([]);
      expect(renderTemplate(components, values).body).not.toContain("{{");
      expect(missingValues(components, {})).toEqual(keys);
      expect(renderTemplate(components, {}).body).toBe(text);
    }),
  );
});
