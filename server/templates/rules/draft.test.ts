import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { whatsapp } from "@/server/channels/whatsapp/adapter";
import limits from "@/server/channels/whatsapp/limits.json";
import { readDraft } from "@/server/sandbox/templates/draft";
import { type DraftButton, formatOf, headerFiles, headerKinds, type TemplateDraft } from "./draft";
import { componentsOf, draftOf } from "./draft-components";
import { problemsOf } from "./draft-problems";
import { sellingWords } from "./selling-words";

const good: TemplateDraft = {
  name: "aviso_de_turno",
  language: "es_AR",
  category: "UTILITY",
  headerKind: "text",
  header: "Turno {{1}}",
  headerFile: null,
  body: "Hola {{1}}, te esperamos el {{2}} en la clínica de siempre. Gracias.",
  footer: "Clínica del Sol",
  buttons: [
    { type: "quick-reply", text: "Confirmo" },
    {
      type: "url",
      text: "Ver turno",
      url: "https://sol.example/t/{{1}}",
      example: "https://sol.example/t/8",
    },
    { type: "phone", text: "Llamar", phone: "+54 9 11 5263-0001" },
  ],
  examples: { "header.1": "8", "1": "Inés", "2": "viernes 4" },
};
const photo = { fileId: "018f0000-0000-7000-8000-000000000000", name: "frente.png", mime: "image/png" };
const found = (change: Partial<TemplateDraft>) =>
  problemsOf({ ...good, ...change }).map(({ field, code }) => `${field}: ${code}`);
const button = (one: DraftButton) => found({ buttons: [one] });

test("a draft that the carrier takes has no problem", () => {
  expect(problemsOf(good)).toEqual([]);
});

test("what a header shows is what the carrier takes as an example, and what a message may bring", () => {
  expect(Object.fromEntries(Object.entries(headerFiles).map(([kind, { mimes }]) => [kind, mimes]))).toEqual(
    limits.template.header_example,
  );
  for (const [kind, { mimes, maxBytes }] of Object.entries(headerFiles)) {
    const limit = whatsapp.capabilities.media.find((one) => one.kind === kind);
    expect(limit?.mimes).toEqual(expect.arrayContaining([...mimes]));
    expect(limit?.maxBytes).toBe(maxBytes);
  }
});

describe("each rule, with its place", () => {
  test.each<[string, Partial<TemplateDraft>, string[]]>([
    ["no name", { name: "" }, ["name: required"]],
    ["a name with capitals", { name: "Aviso" }, ["name: name-form"]],
    ["a name too long", { name: "a".repeat(513) }, ["name: too-long"]],
    ["an empty header", { header: " ", examples: good.examples }, ["header: required"]],
    ["a long header", { header: "x".repeat(61) }, ["header: too-long"]],
    ["no example of a picture", { headerKind: "image" }, ["headerFile: file"]],
    ["a picture for a video", { headerKind: "video", headerFile: photo }, ["headerFile: file-kind"]],
    [
      "two variables in the header",
      { header: "{{1}} y {{2}}" },
      ["header: variable-one", "example.header.2: example"],
    ],
    ["no body", { body: "" }, ["body: required"]],
    ["a long body", { body: "x".repeat(1025) }, ["body: too-long"]],
    [
      "a gap between numbers",
      { body: "Hola {{1}}, mañana a las {{3}} te espero en casa." },
      ["body: variables-order", "example.3: example"],
    ],
    ["a variable first", { body: "{{1}}, mañana te espero en casa" }, ["body: variable-edge"]],
    ["a variable last", { body: "Mañana te espero en casa, {{1}} " }, ["body: variable-edge"]],
    [
      "variables side by side",
      { body: "Hola {{1}} {{2}}, mañana te espero en tu casa." },
      ["body: variables-adjacent"],
    ],
    ["too many variables", { body: "Hola {{1}}, a {{2}}." }, ["body: variables-many"]],
    [
      "numbers and names",
      { body: "Hola {{nombre}}, mañana te espero en casa.", examples: { nombre: "Inés", "header.1": "8" } },
      ["header: variables-mixed"],
    ],
    [
      "a name with capitals",
      { headerKind: "none", body: "Hola {{Nombre}}, te espero en casa.", examples: { Nombre: "Inés" } },
      ["body: variable-name"],
    ],
    ["a brace too many", { body: "Hola {{ y chau a todos" }, ["body: braces"]],
    [
      "no example",
      { examples: { "1": "Inés", "2": " " } },
      ["example.header.1: example", "example.2: example"],
    ],
    ["a variable in the footer", { footer: "Para {{1}}" }, ["footer: variable-none"]],
    ["a long footer", { footer: "x".repeat(61) }, ["footer: too-long"]],
  ])("%s", (_, change, expected) => {
    expect(found(change)).toEqual(expected);
  });

  test.each<[string, DraftButton, string[]]>([
    ["no words", { type: "quick-reply", text: "" }, ["buttons.0.text: required"]],
    ["too many letters", { type: "quick-reply", text: "x".repeat(26) }, ["buttons.0.text: too-long"]],
    ["no address", { type: "url", text: "Ver", url: "sol", example: "" }, ["buttons.0.url: url-form"]],
    [
      "a variable in the middle",
      { type: "url", text: "Ver", url: "https://a.b/{{1}}/c", example: "" },
      ["buttons.0.url: url-variable"],
    ],
    [
      "no example of an address",
      { type: "url", text: "Ver", url: "https://a.b/{{1}}", example: "" },
      ["buttons.0.example: url-form"],
    ],
    ["no phone", { type: "phone", text: "Llamar", phone: "abc" }, ["buttons.0.phone: phone-form"]],
    ["a long code", { type: "copy-code", code: "x".repeat(16) }, ["buttons.0.code: too-long"]],
  ])("a button with %s", (_, one, expected) => {
    expect(button(one)).toEqual(expected);
  });

  test("the set of buttons", () => {
    const reply = (text: string): DraftButton => ({ type: "quick-reply", text });
    const phone = (text: string): DraftButton => ({ type: "phone", text, phone: "+54 11 5263 0001" });
    const eleven = Array.from({ length: 11 }, (_, index) => reply(`${index}`));
    expect(found({ buttons: eleven })).toEqual(["buttons: buttons-many"]);
    expect(found({ buttons: [phone("a"), phone("b")] })).toEqual(["buttons.1: buttons-kind"]);
    expect(found({ buttons: [reply("a"), phone("b"), reply("c")] })).toEqual(["buttons: buttons-apart"]);
    expect(found({ buttons: [reply("a"), reply("a")] })).toEqual(["buttons.1.text: button-twice"]);
  });
});

/** Texts made of what breaks rules: variables by number and name, braces, blanks, words. */
const pieces = fc.constantFrom(
  "{{1}}",
  "{{2}}",
  "{{nombre}}",
  "{{ 1 }}",
  "{{",
  "}}",
  " ",
  "Hola",
  "te",
  "esperamos",
  "mañana,",
  "\n",
  "🙂",
);
const text = fc.array(pieces, { maxLength: 14 }).map((list) => list.join(" "));
const words = fc.constantFrom("", "Sí", "No", "x".repeat(26), "Ver {{1}}");
const anyButton: fc.Arbitrary<DraftButton> = fc.oneof(
  fc.record({ type: fc.constant("quick-reply" as const), text: words }),
  fc.record({
    type: fc.constant("phone" as const),
    text: words,
    phone: fc.constantFrom("", "12", "+54 11 5263 0001"),
  }),
  fc.record({
    type: fc.constant("copy-code" as const),
    code: fc.constantFrom("", "PROMO10", "x".repeat(21)),
  }),
  fc.record({
    type: fc.constant("url" as const),
    text: words,
    url: fc.constantFrom(
      "",
      "https://a.example",
      "https://a.example/{{1}}",
      "https://a.example/{{1}}/x",
      "a b",
    ),
    example: fc.constantFrom("", "https://a.example/8"),
  }),
);
const body = fc.oneof(
  text,
  text.map(
    (middle) =>
      `Hola, te escribimos para avisarte algo de tu turno: ${middle} y nada más por ahora, saludos.`,
  ),
);
const givenExamples: Record<string, string>[] = [
  {},
  { "1": "Inés", "2": "hoy", nombre: "Inés", "header.1": "8", "header.nombre": "Inés" },
];
const anyDraft: fc.Arbitrary<TemplateDraft> = fc.record({
  name: fc.constantFrom("aviso", "otro_aviso", "Aviso"),
  language: fc.constantFrom("es", "es_AR", "pt_BR"),
  category: fc.constantFrom("UTILITY", "MARKETING"),
  headerKind: fc.constantFrom(...headerKinds),
  header: fc.oneof(text, fc.constant("Turno {{1}} de hoy")),
  headerFile: fc.constantFrom(null, photo),
  body,
  footer: fc.constantFrom("", "Clínica", "Para {{1}}", "x".repeat(61)),
  buttons: fc.array(anyButton, { maxLength: 4 }),
  examples: fc.constantFrom(...givenExamples),
});

/** As the carrier is asked. */
const bodyOf = (draft: TemplateDraft) => ({
  name: draft.name,
  language: draft.language,
  category: draft.category,
  parameter_format: formatOf(draft),
  components: componentsOf(draft),
});

test("what has no problem the carrier takes, and reads back as it was written", () => {
  let taken = 0;
  fc.assert(
    fc.property(anyDraft, (draft) => {
      if (problemsOf(draft).length > 0) return;
      taken++;
      const read = readDraft(bodyOf(draft));
      const again = draftOf({ ...draft, components: componentsOf(draft) });
      expect(read.components).toEqual(componentsOf(draft));
      expect(again && componentsOf(again)).toEqual(componentsOf(draft));
      expect(again && problemsOf(again)).toEqual([]);
    }),
    { numRuns: 5_000, seed: 7 },
  );
  expect(taken).toBeGreaterThan(20);
});

test("a template with parts that are not written here is no draft", () => {
  const body = { type: "BODY", text: "Hola" };
  const written = { name: "a", language: "es", category: "MARKETING" };
  for (const strange of [
    { type: "HEADER", format: "PRODUCT" },
    { type: "CAROUSEL" },
    { type: "LIMITED_TIME_OFFER" },
    { type: "BUTTONS", buttons: [{ type: "FLOW", text: "Abrir" }] },
  ])
    expect(draftOf({ ...written, components: [strange, body] })).toBeNull();
  expect(draftOf({ ...written, category: "AUTHENTICATION", components: [body] })).toBeNull();
});

test("a utility that sells is told by its words", () => {
  const selling = (body: string) => sellingWords({ ...good, body });
  expect(selling("Tenés un 20 % de descuento y otra Oferta, oferta.")).toEqual([
    "20 % de descuento",
    "Oferta",
  ]);
  expect(selling("Ofertamos y promotoras no venden; freedom")).toEqual([]);
  expect(sellingWords({ ...good, category: "MARKETING", body: "Oferta" })).toEqual([]);
});
